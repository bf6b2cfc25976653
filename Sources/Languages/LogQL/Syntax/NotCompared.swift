extension LogQL {
  /// A part of a value that equality leaves out: where a thing stands, or what follows from its other parts.
  @propertyWrapper
  public struct NotCompared<Value: Sendable>: Sendable, Hashable {
    public var wrappedValue: Value

    public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

    /// Always true.
    public static func == (a: NotCompared, b: NotCompared) -> Bool { true }
    public func hash(into hasher: inout Hasher) {}
  }
}
