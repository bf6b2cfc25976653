public import Quantities

extension PromQL {
  /// The Prometheus that is to take an expression.
  public struct Server: Sendable, Hashable {
    /// Its release; what changed in patches is not told apart.
    public var version: Version
    /// What it is started with: names as `--enable-feature` takes them.
    public var flags: Set<String>
    /// Whether it is started with every flag that its version knows.
    public var hasAllFeatures: Bool

    /// A server of a version, the newest known by default, started with these flags.
    public init(version: Version = PromQL.newest, flags: Set<String> = [], allFeatures: Bool = false) {
      self.version = version
      self.flags = flags
      hasAllFeatures = allFeatures
    }

    /// Whether it is started with a flag.
    public func has(flag: String) -> Bool { hasAllFeatures || flags.contains(flag) }
  }

  /// The Prometheus whose grammar and functions this module knows.
  public static let newest: Version = "3.14"
}

extension PromQL.Requirement {
  /// What a server says that does not meet it; nil when it does.
  public func complaint(of server: PromQL.Server) -> String? {
    if server.version < since { return "\(what) needs Prometheus \(since)" }
    if let removed, server.version >= removed { return "\(what) is gone since Prometheus \(removed)" }
    guard let flag = flag(for: server.version), !server.has(flag: flag) else { return nil }
    return "\(what) is not enabled; Prometheus needs --enable-feature=\(flag)"
  }
}

extension PromQL.ParseResult {
  /// What a server refuses of the expression beyond `errors`: functions and grammar that it does not have yet, not any
  /// more, or not without a flag. In order of position, at most `errorLimit`.
  public func errors(on server: PromQL.Server) -> [PromQL.SyntaxError] {
    guard let tree = partial else { return [] }
    var out: [PromQL.SyntaxError] = []
    for requirement in tree.requirements where !errors.contains(where: { $0.range == requirement.range }) {
      guard let message = requirement.complaint(of: server) else { continue }
      out.append(PromQL.SyntaxError(message, at: requirement.range))
      if out.count == PromQL.errorLimit { break }
    }
    return out.sorted { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
  }
}
