import GoTemplate
import Testing

@Suite struct TemplateAnalysisTests {
  /// What certainly fails when it is executed.
  @Test(arguments: [
    ("{{ ⟦toUpper⟧ }}", "wrong number of arguments for toUpper: it takes 1, not 0"),
    ("{{ $value | ⟦match⟧ \"a\" \"b\" }}", "wrong number of arguments for match: it takes 2, not 3"),
    ("{{ ⟦eq⟧ 1 }}", "wrong number of arguments for eq: it takes at least 2, not 1"),
    ("{{ .⟦Label⟧.job }}", "AlertData has no field or method \"Label\""),
    ("{{ ($labels.a).⟦b⟧ }}", "a string has no field or method \"b\""),
    ("{{ with query \"up\" }}{{ .⟦Value⟧ }}{{ end }}", "a list of Sample has no field or method \"Value\""),
    ("{{ range query \"up\" }}{{ .⟦Metric⟧ }}{{ end }}", "Sample has no field or method \"Metric\""),
    ("{{ if gt $value ⟦5⟧ }}x{{ end }}", "incompatible types for comparison: gt is given a float and an integer"),
    ("{{ eq $labels.code ⟦500⟧ }}", "incompatible types for comparison: eq is given a string and an integer"),
    ("{{ first ⟦$value⟧ }}", "first wants a list of Sample, and is given Value"),
    ("{{ toUpper ⟦3⟧ }}", "toUpper wants a string, and is given an integer"),
    ("{{ $labels.⟦a⟧ 1 }}", "\"a\" has arguments, and is no function"),
    ("{{ ⟦$value⟧ 1 }}", "can't give an argument to what is no function"), ("{{ ⟦nil⟧ }}", "nil is not a command"),
    ("{{ range ⟦$labels.a⟧ }}{{ end }}", "range can't iterate over a string"),
    ("{{ define \"a\" }}{{ .⟦b⟧ }}{{ end }}{{ template \"a\" $labels.x }}", "a string has no field or method \"b\""),
    ("{{ (toTime $value).⟦Yaer⟧ }}", "Time has no field or method \"Yaer\""),
    ("{{ len ⟦$value⟧ }}", "Value has no length"),
  ])
  func findsFailures(marked: String, message: String) throws {
    let expected = Marked(marked)
    let problems = try #require(GoTemplate.parse(expected.text, in: .prometheusAlert).valid).analysis.problems
    #expect(problems.map(\.message) == [message])
    #expect(problems.map(\.range) == [expected.range])
    #expect(problems.allSatisfy { $0.effect == .fails })
  }

  @Test(arguments: [
    ("{{ printf ⟦\"%d\"⟧ $value }}", "%d can't print a float", "%.0f"),
    ("{{ printf \"⟦%.2f⟧ of\" $labels.a }}", "%f can't print a string", "%s"),
    ("{{ $value | printf \"a ⟦%s⟧\" }}", "%s can't print a float", "%v"),
    ("{{ printf \"%v ⟦%v⟧\" $value }}", "%v has no argument", nil),
    ("{{ printf \"%v\" 1 ⟦2⟧ }}", "the format has no verb for this argument", nil),
  ])
  func findsMisprints(marked: String, message: String, suggestion: String?) throws {
    let expected = Marked(marked.replacing("⟦\"%d\"⟧", with: "\"⟦%d⟧\""))
    let problems = try #require(GoTemplate.parse(expected.text, in: .prometheusAlert).valid).analysis.problems
    #expect(problems.map(\.message) == [message])
    #expect(problems.map(\.range) == [expected.range])
    #expect(problems.map(\.suggestion) == [suggestion])
    #expect(problems.allSatisfy { $0.effect == .misprints })
  }

  /// What isn't known is no problem.
  @Test(arguments: [
    "{{ $value.Count }}", "{{ args 1 | len }}{{ (args 1).arg0.x.y }}", "{{ define \"a\" }}{{ .Foo.Bar 1 }}{{ end }}",
    "{{ $x := 1 }}{{ $x = $labels }}{{ $x.a }}", "{{ with query \"up\" }}{{ . | first | value | humanize }}{{ end }}",
    "{{ range query \"up\" | sortByLabel \"a\" }}{{ .Labels.a }}: {{ .Value }}{{ .Value | printf \"%.2f\" }}{{ end }}",
    "{{ (query \"up\" | first).Labels.job | toUpper | printf \"%-10s|%q|%x\" \"a\" 1 }}", "{{ printf \"%*d %%\" 3 4 }}",
    "{{ printf \"%[1]d\" $value }}", "{{ or $labels.a 5 | len }}", "{{ (toTime $value).Format \"15:04\" | toUpper }}",
    "{{ gt $value 5.0 }}{{ eq (len $labels.a) 0 }}{{ lt (toTime $value).Year 2030 }}", "{{ index (query \"up\") 0 }}",
    "{{ (index (query \"up\") 0).Labels.x }}", "{{ index $labels \"a-b\" | reReplaceAll \"a\" \"b\" }}",
    "{{ slice $labels.a 1 2 }}",
    "{{ define \"a\" }}{{ .b }}{{ end }}{{ template \"a\" $labels }}{{ template \"a\" $labels.x }}",
    "{{ and $value $labels.a }}",
    "{{ humanizeDuration 3600 }}{{ humanize \"5\" }}{{ label \"a\" (query \"b\" | first) }}",
  ])
  func staysSilent(source: String) throws {
    #expect(try #require(GoTemplate.parse(source, in: .prometheusAlert).valid).analysis.problems == [])
  }

  @Test(arguments: [
    ("{{ .Alerts.⟦Fireing⟧ }}", "Alerts has no field or method \"Fireing\""),
    ("{{ range .Alerts }}{{ .⟦Annotation⟧.summary }}{{ end }}", "Alert has no field or method \"Annotation\""),
    ("{{ range .CommonLabels.SortedPairs }}{{ .⟦Key⟧ }}{{ end }}", "Pair has no field or method \"Key\""),
    ("{{ .CommonLabels.⟦Remove⟧ }}", "wrong number of arguments for Remove: it takes 1, not 0"),
    ("{{ range .Alerts.Firing }}{{ .⟦CommonLabels⟧.a }}{{ end }}", "Alert has no field or method \"CommonLabels\""),
    ("{{ range $a := .Alerts }}{{ $a.StartsAt.⟦Formt⟧ \"x\" }}{{ end }}", "Time has no field or method \"Formt\""),
    ("{{ .Alerts | ⟦join⟧ }}", "wrong number of arguments for join: it takes 2, not 1"),
  ])
  func knowsNotifications(marked: String, message: String) throws {
    let expected = Marked(marked)
    let problems = try #require(GoTemplate.parse(expected.text, in: .alertmanager).valid).analysis.problems
    #expect(problems.map(\.message) == [message])
    #expect(problems.map(\.range) == [expected.range])
  }

  @Test(arguments: [
    (
      "{{ $labels.a }}{{ .Labels.b }}{{ index $labels \"c-d\" }}{{ $externalLabels.e }}"
        + "{{ with .Labels }}{{ .f }}{{ end }}",
      ["Labels/a", "Labels/b", "Labels/c-d", "ExternalLabels/e", "Labels/f"], GoTemplate.Place.prometheusAlert
    ),
    (
      "{{ .CommonLabels.a }}{{ .GroupLabels.SortedPairs.Names | join \" \" }}"
        + "{{ range .Alerts }}{{ .Labels.b }}{{ end }}"
        + "{{ .CommonAnnotations.c }}{{ range .Alerts.Firing }}{{ .Annotations.d }}{{ end }}",
      ["CommonLabels/a", "Labels/b", "CommonAnnotations/c", "Annotations/d"], .alertmanager
    ),
    ("{{ .level | ToUpper }} {{ index . \"a.b\" }}{{ $.c }}", ["/level", "/a.b", "/c"], .lokiFormat),
  ])
  func findsLabels(source: String, labels: [String], place: GoTemplate.Place) throws {
    let analysis = try #require(GoTemplate.parse(source, in: place).valid).analysis
    #expect(analysis.labelReads.map { "\($0.source)/\($0.name)" } == labels)
    #expect(analysis.problems == [])
  }

  @Test(arguments: [
    (
      "{{ range query \"a\" }}{{ break }}{{ end }}{{ now }}", ["{{break}}@2.35", "\"now\"@3.6"],
      GoTemplate.Place.prometheusAlert
    ),
    ("{{ with .a }}{{ else with .b }}{{ end }}", ["{{else with}}@0.28"], .alertmanager),
    (
      "{{ .RouteLabels.x }}{{ range .Alerts }}{{ .Fingerprint }}{{ end }}",
      ["\"RouteLabels\"@0.34", "\"Fingerprint\"@0.19"],
      .alertmanager
    ), ("{{ alignLeft 5 .a }}{{ __line__ }}", ["\"alignLeft\"@2.9", "\"__line__\"@2.5"], .lokiFormat),
    ("{{ range 3 }}{{ end }}", ["range over an integer@3.5"], .lokiFormat),
    ("{{ .Value | trunc 3 | sha256sum }}{{ Hash \"s\" .Entry }}", [], .logStage),
  ])
  func findsRequirements(source: String, requirements: [String], place: GoTemplate.Place) throws {
    let found = GoTemplate.parse(source, in: place)
    #expect(found.errors == [])
    #expect(Set(found.template.analysis.requirements.map { "\($0.what)@\($0.since)" }) == Set(requirements))
  }

  @Test func knowsThatHTMLEscapesByItself() {
    let source = "{{ .Status | html | printf \"%s\" }}"
    #expect(GoTemplate.parse(source, in: .alertmanager).template.analysis.problems == [])
    #expect(GoTemplate.parse(source, in: .alertmanagerHTML).template.analysis.problems.count == 1)
  }
}

@Suite struct TemplateSetTests {
  private func template(_ source: String) -> GoTemplate.Template {
    GoTemplate.parse(source, in: .alertmanager).template
  }

  @Test func findsUndefinedNames() {
    var set = GoTemplate.TemplateSet(builtIns: GoTemplate.BuiltInDefinition.alertmanager)
    set.add(
      file: template("{{ define \"team.title\" }}{{ template \"team.line\" . }}{{ end }}"), named: "dir/team.tmpl")
    set.add(
      file: template("{{ define \"team.line\" }}x{{ end }}{{ define \"team.old\" }}x{{ end }}"), named: "other.tmpl")
    set.add(
      text: template("{{ template \"team.titel\" . }}{{ template \"__subject\" . }}{{ template \"team.tmpl\" . }}"),
      id: "a")
    set.add(text: template("{{ template \"team.title\" . }}{{ block \"own\" . }}x{{ end }}"), id: "b")
    #expect(set.undefinedNames.map(\.use.name) == ["team.titel"])
    #expect(set.undefinedNames.map(\.nearest) == ["team.title"])
    #expect(set.undefinedNames.map(\.id) == ["a"])
    #expect(set.unusedDefinitions.map(\.name) == ["team.old"])
    #expect(set.redefinitions.isEmpty)
  }

  @Test func findsRedefinitions() {
    var set = GoTemplate.TemplateSet(builtIns: GoTemplate.BuiltInDefinition.alertmanager)
    set.add(file: template("{{ define \"a\" }}1{{ end }}{{ define \"__subject\" }}s{{ end }}"), named: "1.tmpl")
    set.add(file: template("{{ define \"a\" }}2{{ end }}"), named: "2.tmpl")
    set.add(file: template("{{ define \"a\" }}{{ end }}"), named: "3.tmpl")
    #expect(set.redefinitions.map { "\($0.replaced.id) \($0.by.id)" } == ["1.tmpl 2.tmpl"])
    #expect(set.definitions["a"]?.id == "2.tmpl")
    #expect(set.unusedDefinitions.map(\.name) == ["a"])
  }

  /// What a definition is handed says what its fields are.
  @Test func followsTheDotIntoFiles() {
    var set = GoTemplate.TemplateSet(builtIns: GoTemplate.BuiltInDefinition.alertmanager)
    let file =
      "{{ define \"one\" }}{{ .Labels.job }}{{ .CommonLabels.x }}{{ end }}{{ define \"two\" }}{{ .Foo }}{{ end }}"
    set.add(file: template(file), named: "a.tmpl")
    set.add(text: template("{{ range .Alerts }}{{ template \"one\" . }}{{ end }}"), id: "b")
    #expect(
      set.analyses.map { "\($0.id) \($0.analysis.problems.map(\.message))" } == [
        "a.tmpl [\"Alert has no field or method \\\"CommonLabels\\\"\"]", "b []",
      ])
  }
}
