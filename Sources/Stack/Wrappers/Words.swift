extension UnsafeBufferPointer<UInt8> {
  /// Whether one of some words stands at an offset.
  func holds(at offset: Int, oneOf words: [StaticString]) -> Bool {
    words.contains { word in
      guard offset + word.utf8CodeUnitCount <= count, self[offset] == word.utf8Start.pointee else { return false }
      return word.withUTF8Buffer { $0.elementsEqual(self[offset..<offset + $0.count]) }
    }
  }
}
