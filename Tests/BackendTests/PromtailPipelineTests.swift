import Alloy
import Deployment
import Diagnostics
import Document
import Promtail
import Testing

/// The pipeline behind both shippers.
struct PromtailPipelineTests {
  private func deployment(_ change: (inout LogSource) -> Void) -> Deployment {
    LogsAndTracesSample.deployment { deployment in
      guard var source = deployment.logs?.sources.first else { return }
      change(&source)
      deployment.logs?.sources = [source]
    }
  }

  @Test(arguments: [
    #"a\\b(\d+)"#, #"(\/path)$"#, #"(cost: \$\d+)"#, "($${HOME})", #"(\\\\)"#, #"(\\/)"#, "(${1})",
  ])
  func expressionsSurviveEnvironmentExpansion(expression: String) throws {
    let deployment = deployment {
      $0.masks = [.custom(expression: Located(expression), replace: Located("${1}"))]
    }
    let text = try #require(LogsAndTracesSample.emit(PromtailBackend(), deployment).files["promtail/promtail.yml"])
    let expanded = SourceFile(path: "promtail.yml", text: expandingEnvironment(text))
    let root = try #require(YAMLReader.read(expanded).documents.first)
    let stages = root["scrape_configs"]?.items.first?["pipeline_stages"]
    let replace = try #require(stages?.items.first?["replace"])
    #expect(replace["expression"]?.text == expression)
    #expect(replace["replace"]?.text == "${1}")
  }

  @Test(arguments: [
    ("secret", "(secret)"), (#"\(x\)"#, #"(\(x\))"#), ("[(]x", "([(]x)"), ("(?:x)", "((?:x))"), ("(?i)x", "((?i)x)"),
    ("a(b)", "a(b)"), ("(?P<n>x)", "(?P<n>x)"), ("[]()]x", "([]()]x)"), ("(?i)a(?:b(c))", "(?i)a(?:b(c))"),
  ])
  func wrapsExpressionsThatWouldReplaceNothing(expression: String, expected: String) throws {
    let deployment = deployment { $0.masks = [.custom(expression: Located(expression), replace: Located("x"))] }
    var diagnostics: [Diagnostic] = []
    let stages = deployment.logPipelines(for: .alloy, into: &diagnostics).first?.stages
    #expect(stages?.first == .replace(expression: Located(expected), replacement: Located("x")))
  }

  @Test func reportsOnceForTheFirstShipper() {
    let deployment = deployment {
      $0.masks = [.named(Located("credit_card"))]
    }
    let alloy = LogsAndTracesSample.emit(AlloyBackend(), deployment).diagnostics
    #expect(alloy.map(\.id) == ["logs/undefined-mask"])
    #expect(alloy.first?.help == #"did you mean "credit_cards""#)
    #expect(LogsAndTracesSample.emit(PromtailBackend(), deployment).diagnostics.isEmpty)
  }

  @Test func plainTextHasNoFieldsUnlessAStageTakesThemOut() throws {
    let plain = deployment { $0.format = Located(.text) }
    #expect(LogsAndTracesSample.emit(AlloyBackend(), plain).diagnostics.map(\.id) == ["logs/field-of-plain-text"])

    let parsed = deployment {
      $0.format = Located(.text)
      $0.native = [["regex": ["expression": #"^(?P<time>\S+) (?P<level>\w+)"#]]]
    }
    let (files, diagnostics) = LogsAndTracesSample.emit(AlloyBackend(), parsed)
    #expect(diagnostics.isEmpty)
    let text = try #require(files["alloy/config.alloy"])
    let regex = try #require(text.firstRange(of: "stage.regex {"))
    let labels = try #require(text.firstRange(of: "stage.labels {"))
    #expect(regex.lowerBound < labels.lowerBound)
  }

  @Test func saysNativeStagesInAlloysWords() throws {
    let deployment = deployment {
      $0.native = [
        ["labeldrop": ["filename"]],
        ["match": ["selector": #"{level="debug"}"#, "stages": [["drop": ["longer_than": "8KB"]]]]],
        ["geoip": ["db": "/x"]],
      ]
    }
    let (files, diagnostics) = LogsAndTracesSample.emit(AlloyBackend(), deployment)
    #expect(diagnostics.map(\.id) == ["logs/stage-not-in-alloy"])
    let text = try #require(files["alloy/config.alloy"])
    #expect(
      text.contains(
        """
        	stage.label_drop {
        		values = ["filename"]
        	}

        	stage.match {
        		selector = `{level="debug"}`

        		stage.drop {
        			longer_than = "8KB"
        		}
        	}

        """))
  }

  @Test func givesEachSourceItsOwnComponents() throws {
    let deployment = LogsAndTracesSample.deployment { deployment in
      deployment.logs?.sources = ["a-b", "a_b", "1"].map { LogSource(name: Located($0), files: Located("/\($0)")) }
    }
    let text = try #require(LogsAndTracesSample.emit(AlloyBackend(), deployment).files["alloy/config.alloy"])
    for label in ["a_b", "a_b_", "_1"] { #expect(text.contains("loki.source.file \"\(label)\" {")) }
  }

  @Test func quotesWhatCouldEndAString() throws {
    let deployment = deployment {
      $0.labels = [Label(Located("odd-name"), Located("a\"b`c\\d\n\u{1}"))]
    }
    let text = try #require(LogsAndTracesSample.emit(AlloyBackend(), deployment).files["alloy/config.alloy"])
    #expect(text.contains(#""odd-name" = "a\"b`c\\d\n\x01","#))
  }
}
