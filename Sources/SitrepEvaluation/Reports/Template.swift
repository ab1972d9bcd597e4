import Mustache

/// The templates, styles and scripts of reports: data files beside this one, part of the program.
enum Template {
  static var plotStyle: String { text(PackageResources.plot_css) }

  /// The page. Text is escaped as HTML wherever the template does not say otherwise.
  static func page(_ context: [String: Any]) -> String {
    let library = library([
      "page": PackageResources.report_html_mustache,
      "table": PackageResources.table_html_mustache,
    ])
    let page = context.merging([
      "style": plotStyle + text(PackageResources.report_css),
      "script": text(PackageResources.report_js),
    ]) { first, _ in first }
    return rendered(page, library, "page")
  }

  static func markdown(_ context: [String: Any]) -> String {
    rendered(
      context, library(["markdown": PackageResources.report_md_mustache]), "markdown")
  }

  private static func rendered(
    _ context: [String: Any], _ library: MustacheLibrary, _ name: String
  ) -> String {
    guard let rendered = library.render(context, withTemplate: name) else {
      preconditionFailure("there is no template '\(name)'")
    }
    return rendered
  }

  /// - Precondition: the templates are well-formed, as the tests see to.
  private static func library(_ templates: [String: [UInt8]]) -> MustacheLibrary {
    do {
      return MustacheLibrary(
        templates: try templates.mapValues { try MustacheTemplate(string: text($0)) })
    } catch {
      preconditionFailure("a template of reports is broken: \(error)")
    }
  }

  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}
