/// The scores of one commit after the other, as a table that a script appends to.
///
/// Tab-separated under a head, a figure a row: the date of the commit, the commit, what was
/// graded, the figure and its value from 0 to 1; empty where it was not defined.
public struct ScoreLog: Equatable, Sendable {
  struct Row: Equatable, Sendable {
    var date: String
    var commit: String
    var set: String
    var figure: String
    /// As it was written, so that reading and writing a log changes nothing in it.
    var value: String

    fileprivate var cells: [String] { [date, commit, set, figure, value] }
  }

  private static let head = ["date", "commit", "set", "figure", "value"]

  private(set) var rows: [Row] = []

  public init() {}

  /// Reads a log.
  /// - Parameter file: what messages call it.
  /// - Throws: every fault in it, not the first alone.
  public init(tsv bytes: [UInt8], file: String) throws(FileFaults) {
    var faults = FileFaults()
    let text = String(decoding: bytes, as: UTF8.self)
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == Self.head.count else {
        faults.append(
          FileFault(
            file: file, line: index + 1,
            fault: .wrongKind(
              path: "", expected: "five columns, \(Self.head.joined(separator: ", "))",
              found: "\(cells.count)")))
        continue
      }
      if cells == Self.head { continue }
      let row = Row(
        date: cells[0], commit: cells[1], set: cells[2], figure: cells[3], value: cells[4])
      if !row.value.isEmpty, !(Double(row.value).map { (0...1).contains($0) } ?? false) {
        faults.append(
          FileFault(
            file: file, line: index + 1,
            fault: .wrongKind(
              path: "value", expected: "a share from 0 to 1", found: "'\(row.value)'")))
      }
      rows.append(row)
    }
    guard faults.count == 0 else { throw faults }
  }

  /// The log as it is kept.
  public var tsv: String {
    ([Self.head] + rows.map(\.cells)).map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  /// Adds the headline of a commit; what the log had of this commit and set goes.
  /// - Parameters:
  ///   - json: scores as `EvaluationReport.json` has them.
  ///   - file: what messages call them.
  ///   - date: that of the commit, as `2026-11-30`.
  ///   - set: what was graded, in a word.
  public mutating func add(
    scores json: [UInt8], file: String, date: String, commit: String, set: String
  ) throws(FileFaults) {
    let figures = try Self.headline(of: json, file: file)
    rows.removeAll { $0.commit == commit && $0.set == set }
    rows += figures.map { name, value in
      Row(
        date: date, commit: commit, set: set, figure: name,
        value: value.map { fixed($0, decimals: 4) } ?? "")
    }
  }

  private static func headline(
    of json: [UInt8], file: String
  ) throws(FileFaults) -> [(name: String, value: Double?)] {
    var faults = FileFaults()
    var reader = RecordReader()
    var figures: [(name: String, value: Double?)] = []
    do throws(JSONSyntaxError) {
      let root = Node(value: try JSONParser.parse(json), path: "")
      _ = reader.required("headline", of: root)
      for node in reader.elements("headline", of: root) ?? [] {
        guard let name = reader.requiredString("name", of: node) else { continue }
        figures.append((name, reader.number("value", of: node)))
      }
    } catch {
      reader.note(.notJSON(error))
    }
    for fault in reader.faults { faults.append(FileFault(file: file, line: 1, fault: fault)) }
    guard faults.count == 0 else { throw faults }
    return figures
  }
}

// MARK: - The plot

extension ScoreLog {
  /// The figures that the log has, in the order in which they came.
  public var figures: [String] { Self.distinct(rows.map(\.figure)) }

  /// How the figures went, commit by commit, one below the other as an SVG file. Those that the
  /// log does not have are left out.
  public func plot(_ figures: [String]) -> String {
    let commits = Self.distinct(rows.map(\.commit))
    let place = Dictionary(uniqueKeysWithValues: zip(commits, commits.indices.map(Double.init)))
    let plots = figures.compactMap { plot($0, commits, place) }
    return Plot.file(plots, title: "Scores by commit")
  }

  private func plot(_ figure: String, _ commits: [String], _ place: [String: Double]) -> Plot? {
    let rows = rows.filter { $0.figure == figure && Double($0.value) != nil }
    guard !rows.isEmpty else { return nil }
    let series = Self.distinct(rows.map(\.set)).map { set in
      Plot.Series(
        name: set,
        points: rows.filter { $0.set == set }
          .compactMap { row in
            place[row.commit].flatMap { x in Double(row.value).map { (x, $0) } }
          }
          .sorted { $0.x < $1.x })
    }
    let last = series.map { set in "\(set.name) \(percent(set.points.last?.y)) per cent" }
    return Plot(
      title: figure,
      about: "By commit, from the first that is logged to the last, where it is "
        + last.joined(separator: ", "),
      x: axis(commits),
      y: .shares("per cent", from: rows.compactMap { Double($0.value) }.min() ?? 0),
      series: series)
  }

  /// The commits side by side, the dates of some below them.
  private func axis(_ commits: [String]) -> Plot.Axis {
    let dates = Dictionary(
      rows.map { ($0.commit, $0.date) }, uniquingKeysWith: { first, _ in first })
    let last = max(0, commits.count - 1)
    let shown = Set([0, last / 3, last * 2 / 3, last]).sorted()
    // One commit alone stands in the middle.
    let range = last == 0 ? -0.5...0.5 : 0...Double(last)
    return Plot.Axis(
      title: "commit", range: range,
      ticks: shown.compactMap { index in
        commits.indices.contains(index) ? (Double(index), dates[commits[index]] ?? "") : nil
      })
  }

  private static func distinct(_ names: [String]) -> [String] {
    var told: Set<String> = []
    return names.filter { told.insert($0).inserted }
  }
}
