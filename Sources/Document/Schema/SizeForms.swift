// The two ways in which servers that Belfry knows read a number of bytes.

/// `datasize.ByteSize`, as Loki uses it: a whole number, and a unit in letters of any case that isn't binary.
func isDataSize(_ text: String) -> Bool {
  let digits = text.prefix { $0.isASCII && $0.isNumber }
  guard !digits.isEmpty, let count = UInt64(digits) else { return false }
  var unit = text.dropFirst(digits.count)
  while unit.first == " " { unit = unit.dropFirst() }
  let scales: [(names: [String], shift: UInt64)] = [
    (["", "b", "byte"], 0), (["k", "kb", "kilo", "kilobyte", "kilobytes"], 10),
    (["m", "mb", "mega", "megabyte", "megabytes"], 20), (["g", "gb", "giga", "gigabyte", "gigabytes"], 30),
    (["t", "tb", "tera", "terabyte", "terabytes"], 40), (["p", "pb", "peta", "petabyte", "petabytes"], 50),
    (["e", "eb"], 60),
  ]
  guard let scale = scales.first(where: { $0.names.contains(unit.lowercased()) }) else { return false }
  return count <= UInt64.max >> scale.shift
}

/// `units.ParseBase2Bytes`: signed decimal numbers with units of one family, `KB` or `KiB`; a bare zero needs none.
func isUnitSize(_ text: String) -> Bool {
  var rest = Substring(text)
  if rest.hasPrefix("-") || rest.hasPrefix("+") { rest = rest.dropFirst() }
  if rest == "0" { return true }
  guard !rest.isEmpty else { return false }
  var isShort = true
  var isLong = true
  var total = 0.0
  while !rest.isEmpty {
    let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    rest = rest.dropFirst(number.count)
    let unit = rest.prefix { !($0.isASCII && ($0.isNumber || $0 == ".")) }
    rest = rest.dropFirst(unit.count)
    let dots = number.utf8.count { $0 == UInt8(ascii: ".") }
    let scale = ["", "K", "M", "G", "T", "P", "E"].firstIndex { unit == $0 + "B" || unit == $0 + "iB" && $0 != "" }
    guard dots < 2, number.utf8.count > dots, let scale, let count = Double("0" + number + "0") else { return false }
    if scale > 0 {
      isShort = isShort && !unit.hasSuffix("iB")
      isLong = isLong && unit.hasSuffix("iB")
    }
    total += count / (dots == 0 ? 10 : 1) * Double(sign: .plus, exponent: scale * 10, significand: 1)
  }
  return (isShort || isLong) && total < 0x1p63
}
