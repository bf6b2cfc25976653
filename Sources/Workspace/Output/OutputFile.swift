/// One file as it will stand on disk.
package struct OutputFile: Sendable, Hashable {
  /// Relative to the output folder.
  package var path: String
  package var bytes: [UInt8]
  package var isExecutable: Bool
  package init(path: String, bytes: [UInt8], isExecutable: Bool = false) {
    self.path = path
    self.bytes = bytes
    self.isExecutable = isExecutable
  }
}
