/// Checks of the bytes of a table: what a spreadsheet or an editor leaves behind unseen.
enum TextLint {
  static func faults(in file: ResourceFile) -> [ResourceFault] {
    var faults: [ResourceFault] = []
    var number = 0
    for line in file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      faults += TextLint.faults(in: line, number, of: file.path)
    }
    if let last = file.bytes.last, last != 0x0A {
      faults.append(
        ResourceFault(
          file.path, line: number, "the last line has no end", remedy: "end it with a line break"
        ).asWarning)
    }
    return faults
  }

  private static func faults(
    in line: ArraySlice<UInt8>, _ number: Int, of file: String
  ) -> [ResourceFault] {
    func fault(_ offset: Int, _ problem: String, _ remedy: String) -> ResourceFault {
      // Bytes that go on with a character begin with the bits 10.
      let column = line.prefix(offset).count { $0 & 0xC0 != 0x80 } + 1
      let source = String(decoding: line.filter { $0 != 0 }, as: UTF8.self)
      return ResourceFault(
        file, line: number, column: column, source: source, problem, remedy: remedy)
    }
    if let zero = line.firstIndex(of: 0) {
      return [
        fault(zero - line.startIndex, "a NUL byte", "save the file as plain text in UTF-8")
      ]
    }
    guard let text = String(validating: line, as: UTF8.self) else {
      let valid = validPrefix(line)
      return [fault(valid, "bytes that are not UTF-8", "save the file as UTF-8")]
    }
    guard line.first != 0x23 else { return [] }
    return space(in: text, fault)
  }

  /// How many bytes are well-formed UTF-8. For messages only.
  private static func validPrefix(_ line: ArraySlice<UInt8>) -> Int {
    var (low, high) = (0, line.count)
    while low < high {
      let middle = (low + high + 1) / 2
      let prefix = line.prefix(middle)
      let tail = prefix.reversed().prefix { $0 & 0xC0 == 0x80 }.count
      // A character cut short at the end is not to be blamed on what stands before.
      let whole = prefix.dropLast(min(4, tail) + 1)
      if String(validating: whole, as: UTF8.self) != nil, whole.count < middle {
        low = middle
      } else {
        high = middle - 1
      }
    }
    let tail = line.prefix(low).reversed().prefix { $0 & 0xC0 == 0x80 }.count
    return max(0, low - tail - 1)
  }

  /// White space where none belongs: at the ends of a field, doubled, or of another kind.
  private static func space(
    in text: String, _ fault: (Int, String, String) -> ResourceFault
  ) -> [ResourceFault] {
    var faults: [ResourceFault] = []
    var last: Unicode.Scalar = "\t"
    var offset = 0
    let remedy = "delete it"
    for scalar in text.unicodeScalars {
      defer { (last, offset) = (scalar, offset + UTF8.width(scalar)) }
      let isBorder = scalar == "\t" || scalar == "|" || scalar == "\r"
      if last == " ", isBorder {
        faults.append(fault(offset - 1, "a blank at the end of a field", remedy).asWarning)
      } else if scalar == " ", last == "\t" || last == "|" {
        faults.append(fault(offset, "a blank at the beginning of a field", remedy).asWarning)
      } else if scalar == " ", last == " " {
        faults.append(fault(offset, "two blanks", "leave one").asWarning)
      } else if scalar == "|", last == "\t" || last == "|" {
        faults.append(fault(offset, "an empty alias", remedy).asWarning)
      } else if scalar == "\t", last == "|" {
        faults.append(fault(offset - 1, "an empty alias", remedy).asWarning)
      } else if isUnseen(scalar) {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        let code = String(repeating: "0", count: max(0, 4 - hex.count)) + hex
        faults.append(
          fault(offset, "the unseen character U+\(code)", "delete it, or write a blank").asWarning)
      }
    }
    if last == " " || last == "|" {
      faults.append(fault(offset - 1, "a blank at the end of a field", remedy).asWarning)
    }
    return faults
  }

  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == " " || scalar == "\t" || scalar == "\r" { return false }
    return scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
      || scalar.properties.generalCategory == .control
  }
}
