import GoTemplate
import Testing

/// What Go's parser takes and refuses; each verdict is that of promtool 2.42 (Go 1.19), but for `else with`.
@Suite struct TemplateVerdictTests {
  private func errors(_ source: String) -> [GoTemplate.SyntaxError] {
    GoTemplate.parse(source, in: .prometheusAlert, named: "__alert_A").errors
  }

  @Test(arguments: [
    // Trim markers want a blank inside.
    "{{-3}}", "{{- 3}}", "{{- 3 -}}", "{{-\n3\n-}}", "{{- /* a */ -}}", "a {{/**/}} b", "{{ . -}} }}", "{{\"}}\"}}",
    // Declarations reach from the arm to the else arm.
    "{{if .A}}{{$x := 1}}{{else}}{{$x}}{{end}}", "{{with $x := 1}}{{else}}{{$x}}{{end}}", "{{$x:=1}}",
    "{{$y = 3}}{{$y}}",
    "{{range $i, $x := .}}{{$i}}{{end}}", "{{range $i, $labels}}{{$i}}{{end}}",
    "{{$labels .a}}", "{{$labels.a .b}}", "{{(print).a.b}}", "{{(1).a}}", "{{print (1) .a}}", "{{print|}}",
    "{{print |\n}}",
    // Numbers.
    "{{0x1F}}{{0X_f}}{{0b101}}{{0o17}}{{017}}{{1_000}}{{1_0.5_0e1_0}}{{0x1p4}}{{0x1.8p-1}}{{.5}}{{5.}}{{1e-999}}",
    "{{1i}}{{2.5i}}{{1+2i}}{{1-2.5i}}{{00i}}{{08i}}{{1e+2+3i}}{{18446744073709551615}}{{-9223372036854775808}}",
    // Characters and strings.
    #"{{'a'}}{{'\n'}}{{'\''}}{{'\x41'}}{{'é'}}{{'"'}}{{'\377'}}{{'\\'}}"#, #"{{"\u00e9\\\""}}"#, "{{`a\n\\`}}",
    // Definitions: empty ones collide with nothing.
    "{{define \"a\"}}{{end}}{{define \"a\"}}x{{end}}", "{{define \"a\"}}x{{end}}{{define \"a\"}} \n{{/* */}}{{end}}",
    "{{define \"é\"}}{{$}}{{.}}{{end}}", "{{block \"a\" 1}}{{end}}", "{{template \"nowhere\"}}", "{{template `a` .}}",
    "{{range .}}{{if .}}{{break}}{{else}}{{continue}}{{end}}{{end}}", "{{with .}}{{else with .}}{{else}}{{end}}",
    "{{nil}}", "{{true}}", "{{.é}}", "{{ .x٠ }}", "{{print 1 -1}}", "{{ $ }}{{ $.Labels }}",
  ])
  func takes(source: String) {
    #expect(errors(source) == [])
  }

  @Test(arguments: [
    ("{{⟦-⟧}}", #"illegal number syntax: "-""#), ("{{- ⟦-⟧}}", #"illegal number syntax: "-""#),
    ("{{⟦3-⟧}}", #"bad number syntax: "3-""#), ("{{.x⟦-⟧}}", #"bad character "-""#),
    ("{{$x⟦=⟧1}}", #"bad character "=""#),
    ("{{ ⟦/⟧* a */}}", #"unexpected "/" in command"#), ("⟦{{/* a */⟧ }}", "comment ends before closing delimiter"),
    ("{{print⟦(⟧1)}}", #"unexpected "(" in operand"#), ("{{1⟦\"a\"⟧}}", #"unexpected "a" in operand"#),
    ("{{nil⟦.a⟧}}", #"unexpected ".a" in operand"#), ("{{.⟦.a⟧}}", #"unexpected ".a" in operand"#),
    ("{{print 1⟦,⟧2}}", #"unexpected "," in operand"#), ("{{1 ⟦:=⟧ 2}}", #"unexpected ":=" in operand"#),
    ("{{$value.y ⟦:=⟧ 2}}", #"unexpected ":=" in operand"#), ("{{⟦|⟧ print}}", #"unexpected "|" in command"#),
    ("{{print | ⟦|⟧ print}}", #"unexpected "|" in command"#),
    ("{{print ( ⟦)⟧ }}", "missing value for parenthesized pipeline"),
    ("{{range $i, $j⟦,⟧ $k := .}}{{end}}", "too many declarations in range"),
    ("{{if $a⟦,⟧ $b := .}}{{end}}", "too many declarations in if"),
    ("{{range $i, ⟦1⟧}}{{end}}", "range can only initialize variables"),
    ("{{range .}}{{else ⟦if⟧ .}}{{end}}", "unexpected {{if}} in else"),
    ("{{if .}}{{else ⟦with⟧ .}}{{end}}", "unexpected {{with}} in else"),
    ("{{range .}}{{else}}{{⟦break⟧}}{{end}}", "{{break}} outside {{range}}"),
    ("{{range .}}{{break ⟦1⟧}}{{end}}", #"unexpected "1" in {{break}}"#),
    ("{{range .}}{{define \"a\"}}{{end}}{{end}}", ""),
    ("{{define \"a\"}}x{{end}}{{define ⟦\"a\"⟧}}y{{end}}", #"multiple definition of template "a""#),
    ("{{define ⟦\"__alert_A\"⟧}}x{{end}}", #"multiple definition of template "__alert_A""#),
    ("{{define \"a\" ⟦.⟧}}{{end}}", #"unexpected "." in define clause"#),
    ("{{define \"a\"}}{{⟦else⟧}}{{end}}", "unexpected {{else}} in define clause"),
    ("{{block \"q\"⟦}}⟧{{end}}", "missing value for block clause"),
    ("{{template⟦}}⟧", "unexpected end of action in template clause"),
    ("{{⟦08⟧}}", #"integer overflow: "08""#), ("{{⟦0x⟧}}", #"illegal number syntax: "0x""#),
    ("{{⟦0b⟧}}", #"illegal number syntax: "0b""#),
    ("{{⟦1__0⟧}}", #"illegal number syntax: "1__0""#), ("{{⟦1e999⟧}}", #"illegal number syntax: "1e999""#),
    ("{{⟦0x1.8⟧}}", #"illegal number syntax: "0x1.8""#),
    ("{{⟦18446744073709551616⟧}}", #"integer overflow: "18446744073709551616""#),
    ("{{⟦1+2⟧}}", #"bad number syntax: "1+2""#), ("{{⟦1i+2i⟧}}", #"illegal complex number: "1i+2i""#),
    ("{{⟦''⟧}}", "malformed character constant: ''"), ("{{⟦'ab'⟧}}", "malformed character constant: 'ab'"),
    (#"{{⟦'\"'⟧}}"#, #"malformed character constant: '\"'"#),
    (#"{{⟦'\x414'⟧}}"#, #"malformed character constant: '\x414'"#),
    ("{{⟦'a⟧", "unterminated character constant"), ("{{⟦`a}}⟧", "unterminated raw quoted string"),
    ("{{⟦\u{A0}⟧}}", "unrecognized character in action: U+00A0"), ("{{print e⟦\u{301}⟧}}", ""),
    ("{{$x ⟦:⟧ 1}}", #"expected ":=""#), ("a {{ ⟦else⟧ }}", "unexpected {{else}}"),
    ("{{⟦ifx⟧}}", #"function "ifx" not defined"#),
  ])
  func refuses(marked: String, message: String) {
    let expected = Marked(marked)
    let found = errors(expected.text)
    guard !message.isEmpty else { return #expect(!found.isEmpty) }
    #expect(found.map(\.message) == [message])
    #expect(found.map(\.range) == [expected.range])
  }

  /// One refused action does not take the others with it.
  @Test func findsSeveralErrors() {
    let source = """
      {{ $x := foo 1 }}{{ if bar( }}{{ $x }}{{ else }}{{ "a }}{{ end }} {{ $value is {{ $labels.a | humanise }}{{ $y }}
      """
    #expect(
      errors(source).map(\.message) == [
        #"function "foo" not defined"#, #"function "bar" not defined"#, #"unexpected "(" in operand"#,
        "unterminated quoted string", "unclosed action", #"function "humanise" not defined"#,
        #"undefined variable "$y""#,
      ])
  }

  @Test(arguments: [
    ("{{ toupper 1 }}", "toUpper"), ("{{ humanise 1 }}", "humanize"), ("{{ $vlaue }}", "$value"),
    ("{{ prinft 1 }}", "printf"),
    ("{{ x 1 }}", nil), ("{{ completelyOther 1 }}", nil),
  ])
  func suggests(source: String, suggestion: String?) {
    #expect(errors(source).map(\.suggestion) == [suggestion])
  }
}
