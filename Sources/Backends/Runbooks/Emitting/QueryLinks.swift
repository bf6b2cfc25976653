internal import Deployment
internal import Diagnostics
internal import Document

/// Where a query can be looked at in a browser.
struct QueryLinks {
  let deployment: Deployment

  func links(to query: String) -> [Markdown.Inline] {
    var links: [Markdown.Inline] = []
    if let base = base("prometheus") {
      links.append(.link("Prometheus", to: "\(base)/graph?g0.expr=\(Self.encode(query))&g0.tab=0&g0.range_input=1h"))
    }
    if !deployment.dashboards.isEmpty, let base = base("grafana") {
      let panes = Self.encode(Self.compact(panes(query)))
      links.append(.link("Grafana", to: "\(base)/explore?schemaVersion=1&orgId=1&panes=\(panes)"))
    }
    return links
  }

  /// The address that people's browsers use.
  private func base(_ service: String) -> String? {
    deployment.service(service).map { service in
      var base = service.externalURL?.value ?? "http://" + service.address.value
      while base.last == "/" { base.removeLast() }
      return base
    }
  }

  /// What Grafana's Explore shows, as its address has it.
  private func panes(_ query: String) -> Draft {
    let source: Draft = ["type": "prometheus", "uid": .string(Layout.prometheusUID)]
    return [
      "belfry": [
        "datasource": .string(Layout.prometheusUID),
        "queries": [["refId": "A", "datasource": source, "expr": .string(query), "editorMode": "code", "range": true]],
        "range": ["from": "now-1h", "to": "now"],
      ]
    ]
  }

  /// Without indentation: strings have no raw line breaks in JSON, so every break is layout.
  private static func compact(_ draft: Draft) -> String {
    var out: [UInt8] = []
    var isIndented = false
    for byte in JSONWriter.write(draft).utf8 {
      isIndented = byte == 0x0A || isIndented && byte == 0x20
      if !isIndented { out.append(byte) }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// All but the unreserved characters of RFC 3986.
  static func encode(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        out.append(byte)
      default:
        out.append(UInt8(ascii: "%"))
        out.append(digits[Int(byte >> 4)])
        out.append(digits[Int(byte & 15)])
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
