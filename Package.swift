// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "sitrep",
  platforms: [.macOS("26.0")],
  products: [
    .executable(name: "sitrep", targets: ["SitrepCommand"]),
    .library(name: "Sitrep", targets: ["Sitrep"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8",
      providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
    .systemLibrary(
      name: "CGumbo", pkgConfig: "gumbo",
      providers: [.apt(["libgumbo-dev"]), .brew(["gumbo-parser"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive",
      providers: [.apt(["libarchive-dev"]), .brew(["libarchive"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .target(
      name: "Sitrep", dependencies: ["CGumbo", "CPCRE2", "Yams"],
      resources: [
        .embedInCode("Output/sitrep-1.schema.json"),
        .embedInCode("Output/sitrep-facts-1.schema.json"),
        .embedInCode("Output/sitrep-entities-1.schema.json"),
      ]),
    .target(
      name: "SitrepEvaluation",
      dependencies: [.product(name: "Mustache", package: "swift-mustache")],
      resources: [
        .embedInCode("Reports/Templates/plot.css"),
        .embedInCode("Reports/Templates/report.css"),
        .embedInCode("Reports/Templates/report.html.mustache"),
        .embedInCode("Reports/Templates/report.js"),
        .embedInCode("Reports/Templates/report.md.mustache"),
        .embedInCode("Reports/Templates/table.html.mustache"),
      ]),
    .executableTarget(
      name: "SitrepCommand",
      dependencies: [
        "Sitrep", "SitrepEvaluation", "CArchive", "CZlib", "CZstd",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .testTarget(name: "SitrepTests", dependencies: ["Sitrep", "CGumbo"]),
    .testTarget(
      name: "SitrepEvaluationTests", dependencies: ["SitrepEvaluation"],
      exclude: ["Scores/vectors.tsv"]),
    .testTarget(
      name: "SitrepCommandTests", dependencies: ["SitrepCommand", "Sitrep"]),
  ],
  swiftLanguageModes: [.v6]
)
