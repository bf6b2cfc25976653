package import Diagnostics

extension Deployment {
  /// The file that holds a secret, for a server that takes secrets from files alone; nil, with the reason reported,
  /// where it is an environment variable. Also nil where no such secret is declared, which is the reader's finding.
  package func secretFile(
    _ reference: Located<String>, for server: String, into diagnostics: inout [Diagnostic]
  ) -> Located<String>? {
    guard let secret = secrets.first(where: { $0.name.value == reference.value }) else { return nil }
    switch secret.source {
    case .file(let path): return path
    case .environment(let variable):
      diagnostics.append(
        Diagnostic(
          "secrets/no-environment", .error,
          "\(server) reads no environment variables, and the secret \"\(secret.name.value)\" is one",
          at: reference.origin,
          notes: [Diagnostic.Note("it is declared as the variable \"\(variable.value)\"", at: variable.origin)],
          help: "give the secret as a file: \"\(secret.name.value): {file: /etc/\(server)/secrets/…}\""))
      return nil
    }
  }
}
