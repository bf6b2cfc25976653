/// Long runs of arguments, handed to the argument parser as one.
///
/// For each value of a list it goes through all values before: with the thousand file names that a hook is given, that took
/// longer than checking the files. No argument can hold a NUL, so that it may stand between them.
enum FoldedArguments {
  /// Shorter runs are left as they are.
  private static let fewest = 32

  /// Everything but the first of a run, which may be an option's value, as one argument. Every list must be `unfolded`.
  static func folded(_ arguments: [String]) -> [String] {
    guard arguments.count > fewest else { return arguments }
    var out: [String] = []
    var run: [String] = []
    var takesAll = false
    for argument in arguments + [""] {
      if !argument.isEmpty, takesAll || !argument.hasPrefix("-") {
        run.append(argument)
        continue
      }
      if run.count > fewest {
        out.append(run[0])
        out.append(run[1...].joined(separator: "\0"))
      } else {
        out += run
      }
      run = []
      out.append(argument)
      if argument == "--" { takesAll = true }
    }
    return out.dropLast()
  }
}

extension [String] {
  /// The arguments that these were.
  var unfolded: [String] {
    flatMap { argument in
      argument.utf8.split(separator: 0, omittingEmptySubsequences: false).map { String(Substring($0)) }
    }
  }
}
