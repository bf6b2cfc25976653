extension ComponentTemplate {
  static let embedded: [(name: String, source: String)] = []
}
