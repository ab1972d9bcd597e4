#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A row of plain values: grown like an array where it is built, or lying as it is in a pack
/// that is mapped into memory, and then read from there without a copy.
///
/// What a mapped file says cannot be trusted, so no index is: one that is out of range reads
/// element 0, which in most columns stands for nothing, and is no more than a wrong answer.
/// An element must be a value whatever its bits, as integers and structs of integers are;
/// without padding, since its bytes are what a pack holds.
///
/// `@unchecked Sendable`: memory is written to only while a single column holds it.
struct Column<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  private var memory: ColumnMemory
  /// The elements, for loops that go over many of them: their memory lives as long as this
  /// column or a copy of it.
  private(set) var values: UnsafeBufferPointer<Element>

  init() {
    memory = ColumnMemory(elements: 1, of: Element.self)
    values = UnsafeBufferPointer(start: memory.start(Element.self), count: 0)
  }

  init(repeating element: Element, count: Int) {
    memory = ColumnMemory(elements: count, of: Element.self)
    memory.start(Element.self).update(repeating: element, count: count)
    values = UnsafeBufferPointer(start: memory.start(Element.self), count: count)
  }

  init(_ elements: some Collection<Element>) {
    self.init()
    reserve(elements.count)
    for element in elements { append(element) }
  }

  /// Elements that lie in memory which `owner` keeps as it is.
  ///
  /// - Precondition: `values` is not empty and aligned for its elements.
  init(_ values: UnsafeBufferPointer<Element>, owner: AnyObject) {
    memory = ColumnMemory(foreign: values, owner: owner)
    self.values = values
  }

  var count: Int { values.count }
  var isEmpty: Bool { values.isEmpty }

  /// The bytes of all elements, as a pack holds them.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(values) }

  /// O(1); element 0 for an index that is out of range. Setting the first one of a column that
  /// is shared copies it.
  subscript(index: Int) -> Element {
    // There always is an element 0: an empty column has room for one.
    @inline(__always) get {
      values.baseAddress.unsafelyUnwrapped[
        UInt(bitPattern: index) < UInt(bitPattern: count) ? index : 0]
    }
    set {
      precondition(index >= 0 && index < count, "no element \(index) among \(count)")
      own(atLeast: count)
      memory.start(Element.self)[index] = newValue
    }
  }

  /// The range between two borders that a column gave, within its elements: empty where they
  /// make no sense.
  func range(from start: some BinaryInteger, to end: some BinaryInteger) -> Range<Int> {
    guard start <= end, end <= count else { return 0..<0 }
    return Int(start)..<Int(end)
  }
}

// MARK: - Growing

extension Column {
  mutating func append(_ element: Element) {
    own(atLeast: count + 1)
    memory.start(Element.self)[count] = element
    values = UnsafeBufferPointer(start: memory.start(Element.self), count: count + 1)
  }

  mutating func append(contentsOf elements: Span<Element>) {
    own(atLeast: count + elements.count)
    for index in elements.indices {
      memory.start(Element.self)[count + index] = elements[index]
    }
    values = UnsafeBufferPointer(
      start: memory.start(Element.self), count: count + elements.count)
  }

  /// Makes the column this long; what is new has the value.
  mutating func grow(to newCount: Int, with element: Element) {
    guard newCount > count else { return }
    own(atLeast: newCount)
    (memory.start(Element.self) + count).update(repeating: element, count: newCount - count)
    values = UnsafeBufferPointer(start: memory.start(Element.self), count: newCount)
  }

  mutating func reserve(_ capacity: Int) { own(atLeast: max(capacity, count)) }

  /// Takes care that the memory is this column's alone and has room.
  private mutating func own(atLeast capacity: Int) {
    if capacity <= memory.capacity, isKnownUniquelyReferenced(&memory) { return }
    let isFull = capacity > memory.capacity && memory.capacity > 0
    let new = ColumnMemory(
      elements: isFull ? max(capacity, memory.capacity * 2, 16) : capacity, of: Element.self)
    if let old = values.baseAddress {
      new.start(Element.self).update(from: old, count: count)
    }
    values = UnsafeBufferPointer(start: new.start(Element.self), count: count)
    memory = new
  }
}

/// The memory of a column: its own, freed with it, or a part of what another object keeps.
private final class ColumnMemory {
  private let address: UnsafeMutableRawPointer
  /// How many elements there is room for; 0 where the memory is another's.
  let capacity: Int
  private let owner: AnyObject?

  init<Element>(elements: Int, of: Element.Type) {
    capacity = max(elements, 1)
    owner = nil
    let bytes = capacity * MemoryLayout<Element>.stride
    let isLarge = bytes >= 2 * Self.hugePage
    address = .allocate(byteCount: bytes, alignment: isLarge ? Self.hugePage : 64)
    if isLarge { Self.useHugePages(address, bytes) }
    address.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
  }

  init<Element>(foreign values: UnsafeBufferPointer<Element>, owner: AnyObject) {
    // Never written to: its capacity is none.
    address = UnsafeMutableRawPointer(mutating: values.baseAddress.unsafelyUnwrapped)
    capacity = 0
    self.owner = owner
  }

  /// Bytes of a huge page where machines mostly have them.
  private static let hugePage = 2 << 20

  /// Asks for huge pages: a table that is read here and there misses the cache of page
  /// addresses (TLB) with every read otherwise. Only a wish, which systems may not grant.
  private static func useHugePages(_ address: UnsafeMutableRawPointer, _ count: Int) {
    #if os(Linux)
      _ = madvise(address, count, MADV_HUGEPAGE)
    #endif
  }

  deinit { if owner == nil { address.deallocate() } }

  @inline(__always)
  func start<Element>(_: Element.Type) -> UnsafeMutablePointer<Element> {
    address.assumingMemoryBound(to: Element.self)
  }
}
