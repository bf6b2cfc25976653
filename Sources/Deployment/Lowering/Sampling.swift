internal import Diagnostics
package import Quantities

extension Traces {
  /// Whether the collector decides which traces are kept.
  ///
  /// Only there is it known how a trace ended and how long it took, so as soon as errors or slow traces are to be kept
  /// the application must send everything.
  package var samplesAtTail: Bool { !keep.isEmpty && (sample?.value ?? .one) < .one }

  /// The share of traces that the application starts with.
  package var headSample: Ratio { samplesAtTail ? .one : sample?.value ?? .one }
}

extension Ratio {
  fileprivate static let one = Ratio(billionths: 1_000_000_000)
}
