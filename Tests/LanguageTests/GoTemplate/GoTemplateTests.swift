import GoTemplate
import Testing

@Suite struct GoTemplateTests {
  @Test(arguments: [
    "plain {text}", "{{ $value }}", "{{ $labels.job | toUpper }}", "{{ . }}", "{{- $value -}}", "{{/* a */}}",
    "{{- /* a */ -}}", "{{ if .Labels.a }}x{{ else if .Labels.b }}y{{ else }}z{{ end }}",
    "{{ with query \"up\" }}{{ . | first | value }}{{ else }}none{{ end }}",
    "{{ range $i, $s := query \"up\" }}{{ break }}{{ $i }}{{ $s.Value }}{{ end }}",
    "{{ (query `up` | first).Labels.job }}", "{{ index $labels \"a-b\" }}", "{{ printf \"%.2f\" $value }}",
    "{{ $x := 1 }}{{ $x = 2 }}{{ $x }}", "{{ define \"a\" }}{{ . }}{{ end }}{{ template \"a\" $value }}",
    "{{ block \"a\" . }}x{{ end }}", "{{ -3 }} {{ 0x1F }} {{ 1_000 }} {{ 1e3 }} {{ 'a' }} {{ true }}",
    "{{ and (eq $labels.a \"b\") (gt $value 5.0) }}", "{{ `a\nb` }}", "{{ \"{{\" }}", "{{ $value | }}",
    "{{ $labels.job\n | toUpper }}", "{{ $externalLabels.a }}{{ $externalURL }}",
  ])
  func takes(source: String) {
    #expect(GoTemplate.parse(source, in: .prometheusAlert).errors == [])
  }

  @Test(arguments: [
    ("{{ ⟦humanise⟧ $value }}", #"function "humanise" not defined"#),
    ("{{ ⟦$label⟧.job }}", #"undefined variable "$label""#),
    ("{{ if true }}{{ $x := 1 }}{{ end }}{{ ⟦$x⟧ }}", #"undefined variable "$x""#),
    ("{{ define \"a\" }}{{ ⟦$labels⟧.x }}{{ end }}", #"undefined variable "$labels""#),
    ("{{ $labels.foo⟦-⟧bar }}", #"bad character "-""#),
    ("⟦{{ $value⟧", "unclosed action"),
    ("{{ ⟦}}⟧", "missing value for command"),
    ("{{ if ⟦}}⟧a{{ end }}", "missing value for if"),
    ("⟦{{ if .A }}⟧a", "unexpected EOF: {{if}} has no {{end}}"),
    ("a {{ ⟦end⟧ }}", "unexpected {{end}}"),
    ("{{ if .A }}{{ else }}{{ ⟦else⟧ }}{{ end }}", "expected end; found {{else}}"),
    ("{{ $value | ⟦3⟧ }}", "non executable command in pipeline stage 2"),
    ("{{ \"a\"⟦\"b\"⟧ }}", #"unexpected "b" in operand"#),
    ("{{ true⟦.x⟧ }}", #"unexpected ".x" in operand"#),
    ("{{ ⟦\"a⟧\n\" }}", "unterminated quoted string"),
    (#"{{ "a⟦\q⟧" }}"#, "invalid escape sequence in string"),
    ("{{ ⟦(⟧1 }}", "unclosed left paren"),
    ("{{ 1 ⟦)⟧ }}", "unexpected right paren"),
    ("{{ ⟦1a⟧ }}", #"bad number syntax: "1a""#),
    ("⟦{{/* a }}⟧", "unclosed comment"),
    ("{{ ⟦break⟧ }}", "{{break}} outside {{range}}"),
    ("{{ template ⟦a⟧ }}", #"unexpected "a" in template clause"#),
    ("{{ ⟦@⟧ }}", #"unexpected "@" in command"#),
    ("{{ ⟦“⟧a” }}", #"unrecognized character in action: "“" (U+201C)"#),
  ])
  func refuses(marked: String, message: String) {
    let expected = Marked(marked)
    let errors = GoTemplate.parse(expected.text, in: .prometheusAlert).errors
    #expect(errors.map(\.message) == [message])
    #expect(errors.map(\.range) == [expected.range])
  }

  /// What is read, and where it lies in the data.
  @Test(arguments: [
    ("{{ ⟦$labels.job⟧ }}", ["Labels", "job"]),
    ("{{ ⟦.Labels.job⟧ }}", ["Labels", "job"]),
    ("{{ ⟦$.Labels.job⟧ }}", ["Labels", "job"]),
    ("{{ ⟦index $labels \"a-b\"⟧ }}", ["Labels", "a-b"]),
    ("{{ ⟦$value⟧ | humanize }}", ["Value"]),
    ("{{ ⟦$externalLabels.dc⟧ }}", ["ExternalLabels", "dc"]),
    ("{{ printf \"%s\" (toUpper ⟦.Labels.job⟧) }}", ["Labels", "job"]),
  ])
  func findsReferences(marked: String, path: [String]) throws {
    let expected = Marked(marked)
    let template = try #require(GoTemplate.parse(expected.text, in: .prometheusAlert).valid)
    let references = template.analysis.references
    #expect(references.map(\.range) == [expected.range])
    #expect(references.map(\.path) == [path])
  }

  @Test func followsTheDotAndVariables() throws {
    let source = """
      {{ with .CommonLabels }}{{ .team }}{{ end }}{{ range .Alerts.Firing }}{{ .Labels.job }}{{ $.Status }}{{ end }}\
      {{ range $i, $a := .Alerts }}{{ $a.Annotations.summary }}{{ $i }}{{ end }}{{ $g := .GroupLabels }}{{ $g.x }}\
      {{ $g = .CommonLabels }}{{ $g.y }}{{ range list 1 }}{{ .z }}{{ end }}
      """
    let template = try #require(GoTemplate.parse(source, in: .alertmanager).valid)
    let paths = template.analysis.references.map { $0.text + "=" + ($0.path?.joined(separator: "/") ?? "?") }
    #expect(
      paths == [
        ".CommonLabels=CommonLabels", ".team=CommonLabels/team", ".Alerts.Firing=Alerts/Firing",
        ".Labels.job=Alerts/Firing/[]/Labels/job", "$.Status=Status", ".Alerts=Alerts",
        "$a.Annotations.summary=Alerts/[]/Annotations/summary", "$i=?", ".GroupLabels=GroupLabels",
        "$g.x=GroupLabels/x", ".CommonLabels=CommonLabels", "$g.y=?", ".z=?",
      ])
  }

  @Test func findsQueries() throws {
    let source = #"{{ query "up{job='a'}" | first }}{{ `sum(x)` | query }}{{ printf "%q" $value | query }}"#
    let template = try #require(GoTemplate.parse(source, in: .prometheusAlert).valid)
    let queries = template.analysis.literalArguments(of: "query")
    #expect(queries.map(\.literal.value) == ["up{job='a'}", "sum(x)"])
    #expect(queries.map(\.literal.isVerbatim) == [true, true])
    let bytes = Array(source.utf8)
    #expect(
      queries.map { String(decoding: bytes[$0.literal.range], as: UTF8.self) } == [#""up{job='a'}""#, "`sum(x)`"])
  }

  @Test func findsDefinitionsAndCalls() throws {
    let source = #"{{ define "a" }}{{ .Foo }}{{ end }}{{ template "b" . }}{{ toJson .Alerts }}"#
    let template = try #require(GoTemplate.parse(source, in: .alertmanager).valid)
    #expect(template.definitions.map(\.name) == ["a"])
    #expect(template.analysis.templateCalls.map(\.name) == ["b"])
    #expect(template.analysis.functions.map(\.name) == ["toJson"])
    #expect(template.analysis.references.first?.definition == "a")
    #expect(GoTemplate.Place.alertmanager.function("toJson")?.since == "0.30")
  }

  @Test func knowsFunctionsByPlace() {
    #expect(!GoTemplate.parse("{{ humanize 1 }}", in: .alertmanager).errors.isEmpty)
    #expect(!GoTemplate.parse("{{ toJson 1 }}", in: .prometheusAlert).errors.isEmpty)
    #expect(GoTemplate.parse("{{ Replace 1 }}", in: .unknown).errors.isEmpty)
  }
}
