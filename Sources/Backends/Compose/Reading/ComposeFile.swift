package import Document

/// A Compose file as it was read: a view of the tree, which stays the truth. What is missing reads as absent.
package struct ComposeFile: Sendable {
  package let node: Node
  package init(_ node: Node) { self.node = node }

  package var services: [Service] { node["services"]?.entries.map { Service(name: $0.key, node: $0.value) } ?? [] }
  /// The first service whose image is that repository, whoever hosts it: `prom/prometheus`.
  package func service(running repository: String) -> Service? { services.first { $0.repository == repository } }

  package struct Service: Sendable {
    package let name: Node
    package let node: Node

    package var image: Node? { node["image"] }
    /// The image without registry, tag and digest: `prom/prometheus`.
    package var repository: String? {
      guard let text = image?.text else { return nil }
      var parts = text.split(separator: "@").first.map { $0.split(separator: "/") } ?? []
      // A registry has a dot or a port, or is localhost; the first part of a repository has and is neither.
      if parts.count > 1, let first = parts.first, first == "localhost" || first.contains(".") || first.contains(":") {
        parts.removeFirst()
      }
      guard let last = parts.popLast() else { return nil }
      let name = last.prefix { $0 != ":" }
      return (parts + [name]).joined(separator: "/")
    }
    /// The tag of the image, without a leading `v`.
    package var tag: String? {
      guard let text = image?.text, let last = text.split(separator: "@").first?.split(separator: "/").last,
        let colon = last.firstIndex(of: ":")
      else { return nil }
      let tag = last[last.index(after: colon)...]
      return String(tag.first == "v" && tag.dropFirst().first?.isNumber == true ? tag.dropFirst() : tag)
    }

    /// The arguments of the command, if it is a list; the shell form is not taken apart.
    package var arguments: [Node] { node["command"]?.items.filter { $0.kind == .scalar } ?? [] }

    /// What a flag is set to: `--name=value`, or the argument after `--name`. One dash does as well as two.
    package func flag(_ name: String) -> (argument: Node, value: String)? {
      let arguments = arguments
      for (index, argument) in arguments.enumerated() {
        let text = argument.text
        guard text.hasPrefix("-") else { continue }
        let body = text.drop { $0 == "-" }
        if body == name {
          // Switches have no value; what follows one is the next flag.
          guard arguments.indices.contains(index + 1), !arguments[index + 1].text.hasPrefix("-") else {
            return (argument, "")
          }
          return (arguments[index + 1], arguments[index + 1].text)
        }
        if body.hasPrefix(name + "=") { return (argument, String(body.dropFirst(name.count + 1))) }
      }
      return nil
    }
  }
}
