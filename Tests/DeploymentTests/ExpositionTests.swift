import Deployment
import Diagnostics
import Document
import Testing

struct ExpositionTests {
  private func read(_ text: String) -> ExpositionPage {
    ExpositionReader.read(SourceFile(path: "page.metrics", text: text))
  }

  /// `kind name{labels} [buckets] unit`, one a metric.
  private func lines(_ page: ExpositionPage) -> [String] {
    page.metrics.map { metric in
      let labels = metric.labels.isEmpty ? "" : "{" + metric.labels.map(\.name.value).joined(separator: ",") + "}"
      let buckets = metric.buckets.isEmpty ? "" : " \(metric.buckets.map(\.value))"
      return "\(metric.kind.value) \(metric.name.value)\(labels)\(buckets)" + (metric.unit.map { " " + $0.value } ?? "")
    }
  }

  @Test func readsTheTextFormat() {
    let page = read(
      #"""
      # HELP app_requests_total Requests by \\ path\nand code
      # TYPE app_requests_total counter
      app_requests_total{path="/a\"b\\c}\n",code="200"} 3 1395066363000
      app_requests_total{ path = "/" , method="GET", } 3.0
      # a remark
      # TYPE app_latency_seconds histogram
      app_latency_seconds_bucket{op="read",le="0.5"} 1
      app_latency_seconds_bucket{op="read",le="0.1"} 0
      app_latency_seconds_bucket{op="scan",le="0.5"} 0
      app_latency_seconds_bucket{op="read",le="+Inf"} 1
      app_latency_seconds_sum{op="read"} 0.3
      app_latency_seconds_count{op="read"} 1
      # TYPE app_latency_seconds_created gauge
      app_latency_seconds_created{op="read"} 1.7e+09

      # TYPE app_size_bytes summary
      app_size_bytes{quantile="0.99"} NaN
      app_size_bytes_sum 0
      app_size_bytes_count 0
      app_undeclared_count -Inf
      # TYPE app_unused gauge
      """#)
    #expect(page.diagnostics == [])
    #expect(
      lines(page) == [
        "counter app_requests_total{path,code,method}", "histogram app_latency_seconds{op} [0.1, 0.5]",
        "gauge app_latency_seconds_created{op}", "summary app_size_bytes", "untyped app_undeclared_count",
      ])
    #expect(page.metrics.first?.help?.value == "Requests by \\ path\nand code")
    #expect(page.metrics.allSatisfy { $0.labels.allSatisfy { $0.values == nil } })
    #expect(page.unsampled.map(\.value) == ["app_unused"])
  }

  @Test func readsOpenMetrics() {
    let page = read(
      #"""
      # HELP app_requests Requests \"served\"
      # TYPE app_requests counter
      app_requests_total{code="200"} 3.0 # {trace_id="x } # {"} 3.0 1795367561.13
      app_requests_created{code="200"} 1.7e+09
      # TYPE app_latency_seconds histogram
      # UNIT app_latency_seconds seconds
      app_latency_seconds_bucket{le="1.0"} 0 1.5 # {} 0.3
      app_latency_seconds_sum 0
      app_latency_seconds_created 1.7e+09
      # HELP app_memory_bytes Now
      # TYPE app_memory_bytes gauge
      app_memory_bytes 1
      # HELP app_memory_bytes Ever
      # TYPE app_memory_bytes counter
      app_memory_bytes_total 1
      # TYPE app_build info
      app_build_info{version="1.2"} 1.0
      # TYPE app_state stateset
      app_state{app_state="up"} 1.0
      # TYPE app_queue gaugehistogram
      app_queue_bucket{le="8"} 1
      app_queue_gsum 1
      # TYPE app_other unknown
      app_other 1
      # TYPE "app.dotted" gauge
      {"app.dotted","a.b"="c"} 1
      # EOF
      """# + "\r\n")
    #expect(page.diagnostics == [])
    #expect(
      lines(page) == [
        "counter app_requests_total{code}", "gauge app_requests_created{code}",
        "histogram app_latency_seconds [1.0] seconds", "gauge app_latency_seconds_created",
        "gauge app_memory_bytes", "counter app_memory_bytes_total", "info app_build_info{version}",
        "stateset app_state{app_state}", "gauge app_queue_bucket{le}",
        "gauge app_queue_gsum", "untyped app_other", "gauge app.dotted{a.b}",
      ])
    #expect(page.metrics.first?.help?.value == "Requests \"served\"")
    #expect(page.unsampled.isEmpty)
  }

  @Test(arguments: [
    ("", "the page holds no samples", ""),
    ("# TYPE a gauge\n", "the page holds no samples", ""),
    ("<html>404</html>\n", "this is a page of HTML or XML, and no page of metrics", "<"),
    ("\n <?xml?>\n<a/>\n", "this is a page of HTML or XML, and no page of metrics", "\n"),
    ("\u{7F}ELF\u{0}", "this is not text", ""),
    ("# TYPE a guage\na 1\n", "\"guage\" is no type of metric", "guage"),
    ("# TYPE a\n", "\"\" is no type of metric", ""),
    ("a\n", "expected a value", ""),
    ("a one\n", "\"one\" is no number", "one"),
    ("a 1 soon\n", "\"soon\" is no number", "soon"),
    ("a 1 2 3\n", "text after the sample", "3"),
    ("a{b=\"c\" 1\n", "expected \",\" or \"}\"", "1"),
    ("a{b=\"c 1\n", "no quote ends the text", "\"c 1"),
    ("a{b=\"c\\\n", "no quote ends the text", "\"c\\"),
    ("a{b=\"c\"\n", "no \"}\" ends the labels", "{b=\"c\""),
    ("a{b=c} 1\n", "expected text in double quotes", "c"),
    ("a{b} 1\n", "expected \"=\" and the label's value", "}"),
    ("a{\"b\"} 1\n", "expected \"=\" and the label's value", "}"),
    ("{a=\"b\"} 1\n", "a sample without a name", "{a=\"b\"}"),
    ("1a 1\n", "expected a metric's name", "1"),
    ("# EOF\na 1\n", "text after \"# EOF\"", "a 1"),
    ("a 1 # x\n", "expected \"{\"", "x"),
  ])
  func namesTheProblem(_ text: String, _ message: String, _ place: String) throws {
    let file = SourceFile(path: "page.metrics", text: text)
    let problem = try #require(ExpositionReader.read(file).diagnostics.first)
    #expect(problem.id == "syntax/exposition")
    #expect(problem.message == message)
    #expect(problem.place.span.map { String(decoding: file.bytes[$0.range], as: UTF8.self) } == place)
  }

  @Test func refusesTextThatIsNotUTF8() {
    let bytes = Array("a{b=\"".utf8) + [0xFF] + Array("\"} 1".utf8)
    let page = ExpositionReader.read(SourceFile(path: "page.metrics", bytes: bytes))
    #expect(page.diagnostics.map(\.message) == ["text that isn't UTF-8"])
  }

  /// No cut and no single wrong byte makes it trap, and what it says lies in the page.
  @Test func survivesDamage() {
    let good = Array(
      #"# TYPE a counter"#.utf8 + [10] + #"a_total{b="c\n",d="e"} 1 2 # {t="x"} 3 4"#.utf8 + [10] + "# EOF".utf8)
    for at in good.indices {
      for byte: UInt8 in [0, 9, 10, 13, 34, 35, 44, 61, 92, 123, 125, 255] {
        var bad = good
        bad[at] = byte
        for bytes in [bad, Array(bad[...at])] {
          for problem in ExpositionReader.read(SourceFile(path: "page.metrics", bytes: bytes)).diagnostics {
            #expect(problem.place.span.map { $0.end <= bytes.count } == true)
          }
        }
      }
    }
  }

  @Test func stopsAtTheHundredthProblem() {
    #expect(read(String(repeating: "?\n", count: 5000)).diagnostics.count == 100)
  }
}
