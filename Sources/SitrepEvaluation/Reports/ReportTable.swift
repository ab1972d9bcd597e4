/// A table of a report, whatever it is written in.
struct ReportTable: Sendable {
  struct Cell: Sendable {
    var text: String
    /// What it looks like, as a class of the style; empty for a plain number.
    var look = ""
    /// A picture beside the text, as SVG. Pages only.
    var picture: String?
  }

  struct Row: Sendable {
    var head: String
    /// Where the head leads to, within the page.
    var link: String?
    var cells: [Cell]

    init(_ head: String, _ cells: [String], link: String? = nil) {
      self.init(head, cells: cells.map { Cell(text: $0) }, link: link)
    }

    init(_ head: String, cells: [Cell], link: String? = nil) {
      (self.head, self.link, self.cells) = (head, link, cells)
    }
  }

  var caption: String
  /// The first is that of the heads.
  var columns: [String]
  var rows: [Row]
  /// What else is to be said of it.
  var note: String?
}

/// A part of a report with a heading of its own.
struct ReportSection: Sendable {
  /// What links lead to.
  var anchor: String
  var title: String
  /// What it shows and how to read it.
  var about: String
  var tables: [ReportTable] = []
  var plots: [Plot] = []
}

// MARK: - What templates are filled with

// The templates see stored properties alone, and nothing that is computed: hence dictionaries.

extension ReportSection {
  var page: [String: Any] {
    [
      "anchor": anchor, "title": title, "about": about, "tables": tables,
      "isIllustrated": !plots.isEmpty, "pictures": plots.map { ["name": $0.title, "svg": $0.svg] },
    ]
  }

  var markdown: [String: Any] {
    [
      "title": title.markdownEscaped, "about": about.markdownEscaped,
      "tables": tables.map(\.markdown),
    ]
  }
}

extension ReportTable {
  fileprivate var markdown: [String: Any] {
    var table: [String: Any] = [
      "caption": caption.markdownEscaped, "columns": columns.map(\.markdownEscaped),
      // The line below the columns: the heads flush left, the rest flush right.
      "rules": columns.indices.map { $0 == 0 ? ":--" : "--:" },
      "rows": rows.map { row in
        [
          "head": row.head.markdownEscaped, "cells": row.cells.map(\.text.markdownEscaped),
        ] as [String: Any]
      },
    ]
    table["note"] = note?.markdownEscaped
    return table
  }
}

extension String {
  /// The string as plain text in a cell of a Markdown table.
  var markdownEscaped: String {
    var escaped = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case "\\", "|", "`", "*", "_", "[", "]", "~", "!", "#":
        escaped += "\\"
        escaped.unicodeScalars.append(scalar)
      case "\u{0}"..<" ": escaped += " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
