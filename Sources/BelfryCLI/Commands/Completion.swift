import ArgumentParser

/// `belfry completion`.
struct Completion: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completion",
    abstract: "Print a completion script for a shell.",
    discussion: """
        belfry completion bash > /etc/bash_completion.d/belfry
        belfry completion zsh > "${fpath[1]}/_belfry"
        belfry completion fish > ~/.config/fish/completions/belfry.fish
      """)

  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish
  }

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  func run() throws {
    let kind: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    Output.result(Belfry.completionScript(for: kind))
  }
}
