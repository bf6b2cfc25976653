extension PromQL {
  /// A value behind one reference: what is copied often, or mostly not there, takes no more room and time than that.
  final class Box<Value: Sendable>: Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
  }
}
