internal import Document
internal import Quantities

/// What holds for remote storage.
extension FieldRule {
  /// Numbers of `queue_config`, which Prometheus looks at since 3.12.
  static let queue = FieldRule { node, findings in
    guard !findings.isBefore("3.12"), findings.version != nil, node.kind == .mapping else { return }
    let counts = ["max_shards": Int64(50), "min_shards": 1, "max_samples_per_send": 2000, "capacity": 10000]
    for (key, value) in node.entries where counts[key.text] != nil {
      if let count = value.isNull ? 0 : value.intValue, count <= 0 {
        findings.invalid("\(quoted(key.text)) must be 1 or more", at: value)
      }
    }
    let least = node["min_shards"]?.intValue ?? 1
    let most = node["max_shards"]?.intValue ?? 50
    if least > most, most > 0, let place = node["min_shards"] ?? node["max_shards"] {
      findings.invalid("\"min_shards\" of \(least) is more than \"max_shards\" of \(most)", at: place)
    }
    let shortest = node["min_backoff"]?.duration ?? PromDuration(milliseconds: 30)
    let longest = node["max_backoff"]?.duration ?? .seconds(5)
    if shortest > longest, let place = node["max_backoff"] ?? node["min_backoff"] {
      findings.invalid("\"max_backoff\" of \(longest) is less than \"min_backoff\" of \(shortest)", at: place)
    }
  }

  static let externalID = FieldRule { node, findings in
    guard let id = node.keys(set: ["external_id"]).first, node.keys(set: ["role_arn"]).isEmpty else { return }
    findings.missing("\"external_id\" needs \"role_arn\"", at: id)
  }

  /// The forms that Go's package takes: plain, braced, as a URN, and without hyphens.
  static let uuid = FieldRule { node, findings in
    guard node.isSet else { return }
    var text = node.text.lowercased()
    if text.utf8.count == 45, text.hasPrefix("urn:uuid:") { text = String(text.dropFirst(9)) }
    if text.utf8.count == 38 { text = String(text.dropFirst().dropLast()) }
    let digits = Array(text.utf8)
    let hyphens = [8, 13, 18, 23]
    let isUUID =
      switch digits.count {
      case 32: digits.allSatisfy(isHexadecimal)
      case 36:
        digits.indices.allSatisfy {
          hyphens.contains($0) ? digits[$0] == UInt8(ascii: "-") : isHexadecimal(digits[$0])
        }
      default: false
      }
    if !isUUID { findings.invalid("\(quoted(node.text)) is no UUID", at: node) }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || byte &- 0x61 < 6 }

  static let azureScope = FieldRule { node, findings in
    let isFine = node.text.utf8.allSatisfy { byte in
      byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || "_:/.- \t\n\r".utf8.contains(byte)
    }
    if !isFine { findings.invalid("\"scope\" has characters that no scope has", at: node) }
  }
}
