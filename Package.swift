// swift-tools-version: 6.1
import PackageDescription

// Arrows point down only: a target lists what it may import, and Tests/HouseTests holds the sources to it.
// `docs/ARCHITECTURE.md` draws the picture.

/// What every target is compiled with.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Rounding and remainders are the C library's; a program that links no Foundation would miss them.
let mathematics: [LinkerSetting] = [.linkedLibrary("m", .when(platforms: [.linux]))]

/// One backend is one module and one folder under `Sources/Backends`.
func backend(_ name: String, also extra: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: ["Deployment", "Document", "Diagnostics", "Quantities"] + extra,
    path: "Sources/Backends/\(name)", swiftSettings: strict)
}

let backends = [
  "Alertmanager", "Alloy", "Application", "Collector", "Compose", "Grafana", "Jaeger", "Loki", "Prometheus", "Promtail",
  "Runbooks", "Webhook",
]
let backendDependencies = backends.map { Target.Dependency(stringLiteral: $0) }

let package = Package(
  name: "belfry",
  products: [
    .executable(name: "belfry", targets: ["belfry"]),
    // The languages are libraries of their own; docs/languages.md shows how they are used.
    // A product brings the modules whose types its own speaks of, so that they can be imported with it.
    .library(name: "PromQL", targets: ["PromQL", "Matchers", "Quantities"]),
    .library(name: "LogQL", targets: ["LogQL", "GoTemplate", "Matchers", "Quantities"]),
    .library(name: "GoTemplate", targets: ["GoTemplate"]),
    .library(name: "Matchers", targets: ["Matchers"]),
  ],
  dependencies: [.package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")],
  targets: [
    // System libraries.
    .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
    .target(name: "CSystem"),

    // The ground floor: values and positions.
    .target(name: "Quantities", swiftSettings: strict),
    .target(name: "Diagnostics", swiftSettings: strict),
    .target(name: "Parallel", dependencies: ["CSystem"], swiftSettings: strict),
    .target(name: "Document", dependencies: ["CLibYAML", "Diagnostics", "Quantities"], swiftSettings: strict),

    // The languages that configuration files embed.
    .target(name: "RE2", dependencies: ["CRE2"], path: "Sources/Languages/RE2", swiftSettings: strict),
    .target(name: "GoStrings", path: "Sources/Languages/GoStrings", swiftSettings: strict),
    .target(name: "GrafanaVariables", path: "Sources/Languages/GrafanaVariables", swiftSettings: strict),
    .target(
      name: "GoTemplate", dependencies: ["GoStrings"], path: "Sources/Languages/GoTemplate", swiftSettings: strict),
    .target(
      name: "Matchers", dependencies: ["GoStrings", "RE2"], path: "Sources/Languages/Matchers", swiftSettings: strict),
    .target(
      name: "PromQL", dependencies: ["GoStrings", "GrafanaVariables", "Matchers", "RE2", "Quantities"],
      path: "Sources/Languages/PromQL",
      swiftSettings: strict, linkerSettings: mathematics),
    .target(
      name: "LogQL", dependencies: ["GoStrings", "GoTemplate", "GrafanaVariables", "Matchers", "RE2", "Quantities"],
      path: "Sources/Languages/LogQL", swiftSettings: strict, linkerSettings: mathematics),

    // The typed intent, its YAML reader, and what it lowers to.
    .target(
      name: "Deployment",
      dependencies: ["Diagnostics", "Document", "Matchers", "Parallel", "PromQL", "Quantities"],
      swiftSettings: strict),

    // What Prometheus' packages read in every server that they are built into.
    .target(name: "PromConfig", dependencies: ["Diagnostics", "Document", "Quantities", "RE2"], swiftSettings: strict),

    // Intent to native files, one module a backend.
    backend("Alertmanager", also: ["GoTemplate", "Matchers", "PromConfig"]), backend("Alloy"),
    backend("Application"), backend("Collector"),
    backend("Compose"),
    backend("Grafana", also: ["PromQL"]), backend("Jaeger"), backend("Loki", also: ["LogQL", "PromConfig"]),
    backend("Prometheus", also: ["Parallel", "PromConfig", "PromQL"]),
    backend("Promtail", also: ["GoTemplate", "LogQL", "PromConfig", "RE2"]), backend("Runbooks"), backend("Webhook"),

    // One picture of everything the servers will load, and the checks that look at it.
    .target(
      name: "Stack",
      dependencies: [
        "Deployment", "Diagnostics", "Document", "GoTemplate", "LogQL", "Matchers", "Parallel", "PromConfig", "PromQL",
        "Quantities", "RE2",
      ]
        + backendDependencies, swiftSettings: strict),
    .target(
      name: "Checks",
      dependencies: [
        "Alertmanager", "Compose", "Deployment", "Diagnostics", "Document", "GoTemplate", "Grafana", "LogQL",
        "Matchers",
        "Parallel", "PromConfig", "PromQL", "Prometheus", "Quantities", "RE2", "Stack",
      ], swiftSettings: strict),

    .target(name: "Report", dependencies: ["Diagnostics", "Document"], swiftSettings: strict),

    // The file system and the pipeline.
    .target(
      name: "Workspace",
      dependencies: [
        "Alertmanager", "CSystem", "Checks", "Deployment", "Diagnostics", "Document", "Parallel", "Prometheus",
        "Quantities", "Report", "Stack",
      ],
      swiftSettings: strict),
    .target(
      name: "BelfryCLI",
      dependencies: [
        "Checks", "Deployment", "Diagnostics", "Document", "LogQL", "Matchers", "PromQL", "Quantities", "Report",
        "Stack",
        "Workspace",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    .executableTarget(name: "belfry", dependencies: ["BelfryCLI"], swiftSettings: strict),
    .executableTarget(
      name: "belfry-dev",
      dependencies: [
        "Checks", "Deployment", "Diagnostics", "Document", "Grafana", "PromQL", "Stack", "Workspace",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),

    // Tests, bottom up.
    .testTarget(name: "DocumentTests", dependencies: ["Document", "Diagnostics", "Parallel", "Quantities"]),
    .testTarget(
      name: "LanguageTests",
      dependencies: ["GoStrings", "GoTemplate", "LogQL", "Matchers", "PromQL", "Quantities", "RE2"]),
    .testTarget(
      name: "DeploymentTests", dependencies: ["Deployment", "Document", "Diagnostics", "Quantities"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "BackendTests",
      dependencies: ["Deployment", "Document", "Diagnostics", "Matchers", "Quantities", "RE2"] + backendDependencies),
    .testTarget(
      name: "StackTests",
      dependencies: [
        "Alertmanager", "Checks", "Deployment", "Diagnostics", "Document", "PromConfig", "PromQL", "Prometheus",
        "Quantities", "Stack",
      ]),
    .testTarget(
      name: "WorkspaceTests",
      dependencies: ["Workspace", "Report", "Stack", "Deployment", "Diagnostics", "Document", "belfry"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "LightningDBTests", dependencies: ["Workspace", "Document", "Diagnostics"], exclude: ["Fixtures"]),
    .testTarget(name: "EndToEndTests", dependencies: ["Workspace"], exclude: ["Fixtures"]),
    .testTarget(name: "HouseTests"),
  ],
  cxxLanguageStandard: .cxx17
)

// The fuzzer needs a compiler's flags that no other build should have: `make fuzz`.
if Context.environment["BELFRY_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "Diagnostics", "Document", "GoTemplate", "LogQL", "Matchers", "PromQL", "RE2",
      ], path: "Tests/Fuzz", exclude: ["dictionaries", "seeds"],
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}
