import Deployment
import Document
import Diagnostics
import Stack

extension Stack {
  /// Hand-written files, each recognised by its content.
  init(native texts: String...) {
    let roots = texts.enumerated().flatMap { index, text in
      YAMLReader.read(SourceFile(path: "\(index).yml", text: text)).documents
    }
    self.init(reading: roots.flatMap { NativeContent(of: [$0]).files })
  }
}
