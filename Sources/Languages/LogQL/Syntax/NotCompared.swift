extension LogQL {
  /// A part of a value that equality leaves out: where a thing stands, or what follows from its other parts.
  @propertyWrapper
  public struct NotCompared<Value: Sendable>: Sendable, Hashable {
    /// The value itself.
    public var wrappedValue: Value

    /// Wraps a value; the compiler calls this.
    public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

    /// Always true.
    public static func == (a: NotCompared, b: NotCompared) -> Bool { true }
    /// Adds nothing, as values that differ are equal.
    public func hash(into hasher: inout Hasher) {}
  }
}
