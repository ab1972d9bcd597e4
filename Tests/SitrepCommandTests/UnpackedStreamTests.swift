import Sitrep
import Testing

@testable import SitrepCommand

@Suite struct UnpackedStreamTests {
  /// Hands out bytes in pieces of some length.
  private final class Pieces: ByteStream {
    private var bytes: ArraySlice<UInt8>
    private let length: Int

    init(_ bytes: [UInt8], of length: Int) { (self.bytes, self.length) = (bytes[...], length) }

    func read(into bytes: inout [UInt8]) throws(StreamFault) -> Bool {
      let piece = self.bytes.prefix(length)
      bytes += piece
      self.bytes = self.bytes.dropFirst(length)
      return !piece.isEmpty
    }
  }

  private static let text = Array(
    (0..<40_000).map { "Line \($0 &* 2_654_435_761 % 1_000_003).\n" }.joined().utf8)

  private func unpack(
    _ packed: [UInt8], _ compression: Compression, pieces: Int = 1000, limit: Int = 250
  ) -> (bytes: [UInt8], fault: StreamFault?) {
    let stream = UnpackedStream(
      Pieces(packed, of: pieces), beginning: [], compression, limit: limit)
    var bytes: [UInt8] = []
    do throws(StreamFault) {
      while try stream.read(into: &bytes) {}
      return (bytes, nil)
    } catch {
      return (bytes, error)
    }
  }

  @Test("gives back what was packed, in any pieces and parts", arguments: Compression.allCases)
  func unpacks(_ compression: Compression) {
    let packed = compression.pack(Self.text) + compression.pack([]) + compression.pack([0x61])
    for pieces in [1 << 20, 4096, 7] {
      let (bytes, fault) = unpack(packed, compression, pieces: pieces)
      #expect(fault == nil)
      #expect(bytes == Self.text + [0x61])
    }
    #expect(unpack(compression.pack([]), compression).bytes.isEmpty)
  }

  @Test("gives out what stands before the end breaks off", arguments: Compression.allCases)
  func tellsTruncation(_ compression: Compression) {
    let packed = compression.pack(Self.text)
    for length in [packed.count - 1, packed.count / 2, 20] {
      let (bytes, fault) = unpack(Array(packed[..<length]), compression)
      #expect(fault == .truncated("the \(compression.rawValue) data"))
      #expect(Self.text.starts(with: bytes))
    }
  }

  @Test("no damage traps, and what is given out is no more than there is", arguments: 0..<200)
  func survivesDamage(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for compression in Compression.allCases {
      var packed = compression.pack(Self.text)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        packed[Int.random(in: 0..<packed.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      let (bytes, _) = unpack(packed, compression)
      #expect(bytes.count <= Self.text.count * 20)
    }
  }

  @Test("zeros behind gzip are passed over, anything else is told")
  func knowsWhatStandsBehind() {
    let packed = Compression.gzip.pack([0x61])
    #expect(unpack(packed + [0, 0, 0], .gzip).fault == nil)
    let (bytes, fault) = unpack(packed + Array("tail".utf8), .gzip)
    #expect(bytes == [0x61])
    #expect(fault == .corrupt("there is something else behind the gzip data"))
  }

  @Test("what unpacks to too much is broken off", arguments: Compression.allCases)
  func stopsBombs(_ compression: Compression) {
    let packed = compression.pack([UInt8](repeating: 0x61, count: 64 << 20))
    let (bytes, fault) = unpack(packed, compression, pieces: 1 << 20)
    #expect(fault == .expands(times: 250))
    #expect(bytes.count < UnpackedStream.freeBytes + (1 << 20))
    #expect(unpack(packed, compression, pieces: 1 << 20, limit: 100_000).fault == nil)
  }
}
