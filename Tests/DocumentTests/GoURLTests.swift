import Quantities
import Testing

/// What Go's `url.Parse` takes and refuses, as promtool shows it.
@Suite struct GoURLTests {
  @Test(arguments: [
    ("", "", ""), ("a", "", ""), ("/a/b", "", ""), ("a:b:c/d", "a", ""), ("http://a", "http", "a"),
    ("HTTP://A:80/b?c#d", "http", "A:80"), ("http://u:p@a:80/", "http", "a:80"), ("//a/b", "", "a"), ("///a", "", ""),
    ("http:///a", "http", ""), ("http://[::1]:80/", "http", "[::1]:80"), ("http://a/b c", "http", "a"),
    ("unix:///var/run/a.sock", "unix", ""), ("http://a/%41", "http", "a"), ("http://a?b%zz", "http", "a"),
    ("5", "", ""), ("http://ä", "http", "ä"),
  ])
  func takes(_ text: String, _ scheme: String, _ host: String) {
    let url = GoURL(text)
    #expect(url?.scheme == scheme && url?.host == host)
  }

  @Test(arguments: [
    ":a", "1a:b", "http://a b", "http://a:b", "http://a/%zz", "%zz", "http://[::1", "http://u p@a/", "a\u{1}b",
    "http://a:80b", "a b:c", "#%z", "http://[::1]80/", "%",
  ])
  func refuses(_ text: String) { #expect(GoURL(text) == nil) }
}
