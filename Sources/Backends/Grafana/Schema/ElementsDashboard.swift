internal import Document

extension GrafanaSchema {
  /// The form of `elements` and a `layout`: resources of v2alpha1, v2beta1 and v2. What only one of them has is taken in all.
  static let elements = structure([
    Field("title", .string, isRequired: true, isFilled: true),
    Field("description", .string),
    Field("editable", .flag, default: "true"),
    Field("cursorSync", .oneOf(["Off", "Crosshair", "Tooltip"]), default: "Off"),
    Field("liveNow", .flag),
    Field("preload", .flag, default: "false"),
    Field("revision", .number),
    Field("tags", .strings),
    Field("links", .list { link }),
    Field("timeSettings", .table { timeSettings }),
    Field("elements", .map(of: .kind(["Panel": { panel }, "LibraryPanel": { libraryPanel }])), isRequired: true),
    Field("layout", layout, isRequired: true),
    Field("variables", variables),
    Field("annotations", .list(of: .kind(["AnnotationQuery": { annotation }]))),
    Field("preferences", .settings),
  ])

  /// Grafana drops what it doesn't know.
  private static func structure(_ fields: [Field]) -> FieldTable { FieldTable(fields, ignoresUnknown: true) }

  private static let timeSettings = structure([
    Field("timezone", .string, default: "browser"), Field("from", .string, default: "now-6h"),
    Field("to", .string, default: "now"), Field("autoRefresh", .string), Field("autoRefreshIntervals", .strings),
    Field("quickRanges", .list(of: .settings)), Field("hideTimepicker", .flag), Field("weekStart", .string),
    Field("fiscalYearStartMonth", .number, default: "0"), Field("nowDelay", .string),
  ])

  private static let link = structure([
    Field("title", .string), Field("type", .oneOf(["link", "dashboards"])), Field("icon", .string),
    Field("tooltip", .string), Field("url", .string), Field("tags", .strings), Field("asDropdown", .flag),
    Field("targetBlank", .flag), Field("includeVars", .flag), Field("keepTime", .flag), Field("placement", .string),
    Field("origin", .settings),
  ])

  // MARK: Panels

  private static let panel = structure([
    Field("id", .number), Field("title", .string), Field("description", .string), Field("subtitle", .string),
    Field("links", .list(of: .settings)), Field("transparent", .flag),
    Field("data", .kind(["QueryGroup": { queryGroup }])),
    Field("vizConfig", .table { visualization }),
  ])

  private static let libraryPanel = structure([
    Field("id", .number), Field("title", .string),
    Field(
      "libraryPanel", .table { structure([Field("name", .string), Field("uid", .string, isRequired: true)]) },
      isRequired: true),
  ])

  private static let queryGroup = structure([
    Field("queries", .list(of: .kind(["PanelQuery": { panelQuery }]))),
    Field("transformations", .list(of: .settings)),
    Field("queryOptions", .settings),
  ])

  private static let panelQuery = structure([
    Field("query", .table { dataQuery }, isRequired: true), Field("refId", .string, default: "A"),
    Field("hidden", .flag), Field("datasource", .settings),
  ])

  /// `kind` is `DataQuery`, or until v2alpha1 the plugin.
  private static let dataQuery = structure([
    Field("kind", .string, isRequired: true), Field("group", .string), Field("version", .string),
    Field("labels", .labels),
    Field("datasource", .table { structure([Field("name", .string), Field("type", .string), Field("uid", .string)]) }),
    Field("spec", .settings),
  ])

  private static let visualization = structure([
    Field("kind", .string, isRequired: true), Field("group", .string), Field("version", .string),
    Field(
      "spec",
      .table {
        structure([
          Field("pluginVersion", .string), Field("options", .settings), Field("fieldConfig", .table { fieldConfig }),
        ])
      }),
  ])

  // MARK: Variables and annotations

  private static let variables = FieldType.list(
    of: .kind([
      "QueryVariable": { queryVariable }, "TextVariable": { variable }, "ConstantVariable": { variable },
      "DatasourceVariable": { variable }, "IntervalVariable": { variable }, "CustomVariable": { variable },
      "GroupByVariable": { variable }, "AdhocVariable": { variable }, "SwitchVariable": { variable },
    ]))

  /// What the kinds of variables have, together.
  private static let variableFields: [Field] = [
    Field("name", .string, isRequired: true), Field("label", .string), Field("description", .string),
    Field("hide", .string, default: "dontHide"), Field("skipUrlSync", .flag), Field("allowCustomValue", .flag),
    Field("multi", .flag), Field("includeAll", .flag), Field("allValue", .string), Field("auto", .flag),
    Field("auto_count", .number), Field("auto_min", .string), Field("regex", .string), Field("pluginId", .string),
    Field("refresh", .oneOf(["never", "onDashboardLoad", "onTimeRangeChanged"]), default: "never"),
    Field("options", .list(of: .settings)),
  ]
  private static let variable = FieldTable(variableFields, isOpen: true)
  private static let queryVariable = FieldTable(
    variableFields + [
      Field("query", .either(.table { dataQuery }, .string)), Field("definition", .string), Field("sort", .string),
    ], isOpen: true)

  private static let annotation = structure([
    Field("name", .string), Field("query", .table { dataQuery }), Field("datasource", .settings),
    Field("enable", .flag), Field("hide", .flag), Field("iconColor", .string), Field("builtIn", .flag),
    Field("filter", .settings), Field("placement", .string), Field("mappings", .settings),
    Field("legacyOptions", .settings),
  ])

  // MARK: Layouts

  private static let layout = FieldType.kind([
    "GridLayout": { items("GridLayoutItem", gridItem) }, "AutoGridLayout": { autoGrid },
    "RowsLayout": { structure([Field("rows", .list(of: .kind(["RowsLayoutRow": { part }])))]) },
    "TabsLayout": { structure([Field("tabs", .list(of: .kind(["TabsLayoutTab": { part }])))]) },
  ])

  private static func items(_ kind: String, _ table: FieldTable) -> FieldTable {
    structure([Field("items", .list(of: .kind([kind: { table }])))])
  }

  private static let autoGrid = structure([
    Field("maxColumnCount", .number, default: "3"), Field("columnWidthMode", .string, default: "standard"),
    Field("columnWidth", .number), Field("rowHeightMode", .string, default: "standard"), Field("rowHeight", .number),
    Field("fillScreen", .flag), Field("items", .list(of: .kind(["AutoGridLayoutItem": { autoGridItem }]))),
  ])

  /// A row or a tab.
  private static let part: FieldTable = structure([
    Field("title", .string), Field("collapse", .flag), Field("hideHeader", .flag), Field("fillScreen", .flag),
    Field("conditionalRendering", .settings), Field("repeat", .settings), Field("layout", layout, isRequired: true),
    Field("variables", variables),
  ])

  private static let element = Field(
    "element",
    .table { structure([Field("kind", .oneOf(["ElementReference"])), Field("name", .string, isRequired: true)]) },
    isRequired: true)
  private static let gridItem = structure([
    Field("x", .number), Field("y", .number), Field("width", .number), Field("height", .number), element,
    Field("repeat", .settings),
  ])
  private static let autoGridItem = structure([
    element, Field("repeat", .settings), Field("conditionalRendering", .settings),
  ])
}

extension FieldType {
  /// `{kind: …, spec: …}`, where the kind decides what the spec is.
  fileprivate static func kind(_ kinds: KeyValuePairs<String, @Sendable () -> FieldTable>) -> FieldType {
    .ruled(
      .map(of: .any),
      FieldRule { node, findings in
        guard node.kind == .mapping else { return }
        guard let kind = node["kind"], kind.kind == .scalar, !kind.isNull else {
          return findings.missing("this needs \"kind\": \(alternatives(kinds.map(\.key)))", at: node)
        }
        guard let known = kinds.first(where: { $0.key == kind.text }) else {
          let help = didYouMean(kind.text, among: kinds.map(\.key))
          // A newer Grafana may have more of them.
          return findings.doubtful(
            "\"kind\" must be \(alternatives(kinds.map(\.key))), not \(kind.phrase)", at: kind, help: help)
        }
        guard let spec = node["spec"] else { return findings.missing("\(quoted(known.key)) needs \"spec\"", at: node) }
        findings.check(spec, against: known.value(), what: quoted(known.key))
      })
  }
}
