internal import CSystem

/// SHA-256 (FIPS 180-4), for `MANIFEST.json`. Kept here because the libraries that have it would be the largest thing
/// in the binary; tested against the standard's vectors.
package struct SHA256 {
  private static let roundConstants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]

  private var state: [8 of UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  /// The digest in lower-case hexadecimal. `usesInstructions` is false where a test wants the way of processors that
  /// have no instructions for it.
  package static func hex(_ bytes: [UInt8], usesInstructions: Bool = true) -> String {
    var hash = SHA256()
    let whole = bytes.count & ~63
    var tail = Array(bytes[whole...])
    tail.append(0x80)
    while tail.count % 64 != 56 { tail.append(0) }
    let bitCount = UInt64(bytes.count) &* 8
    for shift in stride(from: 56, through: 0, by: -8) { tail.append(UInt8(truncatingIfNeeded: bitCount >> shift)) }
    // Buffers, because an array's every access counts references and checks for changes.
    bytes.withUnsafeBufferPointer { hash.absorb(UnsafeBufferPointer(rebasing: $0[..<whole]), usesInstructions) }
    tail.withUnsafeBufferPointer { hash.absorb($0, usesInstructions) }
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    out.reserveCapacity(64)
    for index in hash.state.indices {
      let word = hash.state[index]
      for shift in stride(from: 28, through: 0, by: -4) { out.append(digits[Int(word >> UInt32(shift)) & 15]) }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Whole blocks of 64 bytes.
  private mutating func absorb(_ blocks: UnsafeBufferPointer<UInt8>, _ usesInstructions: Bool) {
    guard let base = blocks.baseAddress else { return }
    if usesInstructions, absorbWithInstructions(base, blocks.count / 64) { return }
    for start in stride(from: 0, to: blocks.count, by: 64) {
      absorb(UnsafeBufferPointer(rebasing: blocks[start..<start + 64]))
    }
  }

  /// False where the processor has none; they take a tenth of the time.
  private mutating func absorbWithInstructions(_ blocks: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    withUnsafeMutableBytes(of: &state) { state in
      Self.roundConstants.withUnsafeBufferPointer { constants in
        guard let state = state.baseAddress?.assumingMemoryBound(to: UInt32.self) else { return false }
        return belfry_sha256(state, blocks, count, constants.baseAddress) == 1
      }
    }
  }

  /// One block of 64 bytes.
  private mutating func absorb(_ block: UnsafeBufferPointer<UInt8>) {
    Self.roundConstants.withUnsafeBufferPointer { constants in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { words in
        extend(block, into: words)
        let (w, k) = (words, constants)
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        // The standard's eight variables change places from round to round; so the rounds do here.
        for i in stride(from: 0, to: 64, by: 8) {
          round(a, b, c, &d, e, f, g, &h, k[i] &+ w[i])
          round(h, a, b, &c, d, e, f, &g, k[i + 1] &+ w[i + 1])
          round(g, h, a, &b, c, d, e, &f, k[i + 2] &+ w[i + 2])
          round(f, g, h, &a, b, c, d, &e, k[i + 3] &+ w[i + 3])
          round(e, f, g, &h, a, b, c, &d, k[i + 4] &+ w[i + 4])
          round(d, e, f, &g, h, a, b, &c, k[i + 5] &+ w[i + 5])
          round(c, d, e, &f, g, h, a, &b, k[i + 6] &+ w[i + 6])
          round(b, c, d, &e, f, g, h, &a, k[i + 7] &+ w[i + 7])
        }
        state[0] &+= a
        state[1] &+= b
        state[2] &+= c
        state[3] &+= d
        state[4] &+= e
        state[5] &+= f
        state[6] &+= g
        state[7] &+= h
      }
    }
  }

  private func extend(_ block: UnsafeBufferPointer<UInt8>, into w: UnsafeMutableBufferPointer<UInt32>) {
    for i in 0..<16 {
      w[i] = UnsafeRawPointer(block.baseAddress.unsafelyUnwrapped + 4 * i).loadUnaligned(as: UInt32.self).bigEndian
    }
    for i in 16..<64 {
      let s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ (w[i - 15] >> 3)
      let s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ (w[i - 2] >> 10)
      w[i] = w[i - 16] &+ s0 &+ w[i - 7] &+ s1
    }
  }
}

@inline(__always)
private func round(
  _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32, _ h: inout UInt32,
  _ word: UInt32
) {
  let t1 = h &+ (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) &+ ((e & f) ^ (~e & g)) &+ word
  let t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) &+ ((a & b) ^ (a & c) ^ (b & c))
  d &+= t1
  h = t1 &+ t2
}

@inline(__always)
private func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 { word &>> count | word &<< (32 &- count) }
