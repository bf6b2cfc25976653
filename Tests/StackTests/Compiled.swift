import Checks
import Deployment
import Diagnostics
import Document
import Stack
import Testing

/// A spec compiled in memory, with what the checks find in it.
struct Compiled {
  let stack: Stack
  let findings: [Diagnostic]

  init(_ text: String, only id: String? = nil, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let spec = SpecReader.read(files: [SourceFile(path: "spec.yaml", text: text)])
    let deployment = try #require(
      spec.deployment, "\(spec.diagnostics.map { "\($0.id): \($0.message)" })", sourceLocation: sourceLocation)
    stack = Stack(of: Emission(of: deployment), spec: spec.trees, below: "out/test")
    findings = stack.diagnostics + CheckRun { id == nil || $0.id == id }.findings(in: stack)
  }
}

extension Diagnostic {
  /// `spec.yaml "the text there"`.
  var quotedPlace: String {
    guard let span = place.span else { return "nowhere" }
    return "\(span.file.path) \"\(String(decoding: span.file.bytes[span.range], as: UTF8.self))\""
  }

  /// The same of the generated place, in its own file.
  var generatedPlace: String? {
    notes.first { $0.message == "it is generated here" }?.place?.span.map { span in
      "\(span.file.path) \"\(String(decoding: span.file.bytes[span.range], as: UTF8.self))\""
    }
  }
}
