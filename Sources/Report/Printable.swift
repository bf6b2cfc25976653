extension String {
  /// This text with nothing in it that a terminal would obey: control characters, line breaks, marks that turn the
  /// direction of writing. Each becomes one visible character, so that columns stay where they were.
  var printable: String {
    guard unicodeScalars.contains(where: \.isHostile) else { return self }
    var out = ""
    for scalar in unicodeScalars { out.unicodeScalars.append(scalar.printable) }
    return out
  }
}

extension Unicode.Scalar {
  /// Whether a terminal, or whoever reads over its shoulder, could be deceived by it.
  var isHostile: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// Itself, or what stands for it: Unicode has pictures of the ASCII control characters.
  var printable: Unicode.Scalar {
    guard isHostile else { return self }
    let picture: UInt32 = value < 0x20 ? 0x2400 + value : value == 0x7F ? 0x2421 : 0xFFFD
    return Unicode.Scalar(picture) ?? "\u{FFFD}"
  }
}
