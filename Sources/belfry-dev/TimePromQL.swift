import ArgumentParser
import Foundation
import PromQL

/// `belfry-dev time-promql`: how long parsing takes, for `make bench`.
struct TimePromQL: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "time-promql", abstract: "Time the parsing of PromQL in one process.",
    discussion: "Prints the nanoseconds that an expression took, once for each turn after the first.",
    shouldDisplay: false)

  @Argument(help: "Expressions, a JSON string a line.")
  var file: String

  @Option(help: "How often all of them are parsed.")
  var turns = 4

  func run() throws {
    let data = try Data(contentsOf: URL(filePath: file))
    let texts = try data.split(separator: UInt8(ascii: "\n")).map { line in
      try JSONDecoder().decode(String.self, from: line)
    }
    for turn in 0..<turns {
      let started = ContinuousClock.now
      for text in texts {
        guard PromQL.parse(text).errors.isEmpty else { throw ValidationError("not valid: \(text)") }
      }
      let taken = ContinuousClock.now - started
      if turn > 0 { print(Int(taken / .nanoseconds(1)) / texts.count) }
    }
  }
}
