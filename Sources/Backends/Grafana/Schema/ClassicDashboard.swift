package import Document

extension GrafanaSchema {
  /// The classic form: what is stable of it. Options and custom fields are the panel plugins' own.
  package static let classic = FieldTable(
    [
      Field("id", .number),
      Field("uid", .ruled(.string, .dashboardUid)),
      Field("title", .string, isRequired: true, isFilled: true),
      Field("description", .string),
      Field("tags", .either(.strings, .string)),
      Field("style", .string, default: "dark"),
      Field("schemaVersion", .number, default: "0"),
      Field("version", .number),
      Field("revision", .number),
      Field("gnetId", .string),
      Field("iteration", .number),
      Field("editable", .flag, default: "true"),
      Field("hideControls", .flag),
      Field("sharedCrosshair", .flag),
      Field("graphTooltip", .number, default: "0"),
      Field("liveNow", .flag),
      Field("preload", .flag),
      Field("timezone", .string, default: "browser"),
      Field("weekStart", .string),
      Field("fiscalYearStartMonth", .number, default: "0"),
      Field("refresh", .string),
      Field("time", .table { FieldTable([Field("from", .string), Field("to", .string)], isOpen: true) }),
      Field("timepicker", .table { timepicker }),
      Field("templating", .table { FieldTable([Field("list", .list { variable })], isOpen: true) }),
      Field("annotations", .table { FieldTable([Field("list", .list { annotation })], isOpen: true) }),
      Field("links", .list { link }),
      Field("panels", .list { panel }),
      Field("rows", .list { row }),
      Field("__inputs", .list { input }),
      Field("__requires", .list(of: .settings)),
      Field("__elements", .either(.settings, .list(of: .settings))),
    ], isOpen: true)

  private static let timepicker = FieldTable(
    [
      Field("hidden", .flag), Field("nowDelay", .string), Field("refresh_intervals", .strings),
      Field("time_options", .strings), Field("quick_ranges", .list(of: .settings)),
    ], isOpen: true)

  private static let input = FieldTable(
    [
      Field("name", .string, isRequired: true), Field("type", .string), Field("label", .string),
      Field("description", .string), Field("pluginId", .string), Field("pluginName", .string), Field("value", .any),
    ], isOpen: true)

  // MARK: Variables, annotations, links

  private static let variable = FieldTable(
    [
      Field("name", .string, isRequired: true),
      Field("type", .string),
      Field("label", .string),
      Field("description", .string),
      Field("hide", .string),
      Field("query", .any),
      Field("definition", .any),
      Field("datasource", .datasource),
      Field("regex", .string),
      Field("refresh", .string),
      Field("sort", .number),
      Field("multi", .flag),
      Field("includeAll", .flag),
      Field("allValue", .string),
      Field("skipUrlSync", .flag),
      Field("auto", .flag),
      Field("auto_count", .number),
      Field("auto_min", .string),
      Field("options", .list(of: .any)),
      Field("current", .any),
    ], isOpen: true)

  private static let annotation = FieldTable(
    [
      Field("name", .string), Field("datasource", .datasource), Field("enable", .flag, default: "true"),
      Field("hide", .flag), Field("iconColor", .string), Field("builtIn", .number), Field("type", .string),
      Field("expr", .string), Field("target", .settings), Field("filter", .settings),
    ], isOpen: true)

  private static let link = FieldTable(
    [
      Field("title", .string), Field("type", .string), Field("url", .string), Field("icon", .string),
      Field("tooltip", .string), Field("asDropdown", .flag), Field("targetBlank", .flag), Field("includeVars", .flag),
      Field("keepTime", .flag),
    ], isOpen: true)

  // MARK: Panels

  private static let row = FieldTable(
    [
      Field("title", .string), Field("collapse", .flag), Field("showTitle", .flag), Field("height", .string),
      Field("repeat", .string), Field("panels", .list { panel }),
    ], isOpen: true)

  private static let panel: FieldTable = FieldTable(
    [
      Field("id", .number),
      Field("type", .string),
      Field("title", .string),
      Field("description", .string),
      Field("pluginVersion", .string),
      Field("datasource", .datasource),
      Field("targets", .list { target }),
      Field("gridPos", .table { gridPos }),
      Field("transparent", .flag),
      Field("collapsed", .flag),
      Field("panels", .list { panel }),
      Field("repeat", .string),
      Field("repeatDirection", .string, default: "h"),
      Field("maxPerRow", .number),
      Field("interval", .string),
      Field("maxDataPoints", .number),
      Field("timeFrom", .string),
      Field("timeShift", .string),
      Field("hideTimeOverride", .flag),
      Field("cacheTimeout", .string),
      Field("queryCachingTTL", .number),
      Field("links", .list(of: .settings)),
      Field("transformations", .list { transformation }),
      Field("libraryPanel", .settings),
      Field("options", .settings),
      Field("fieldConfig", .table { fieldConfig }),
    ], isOpen: true)

  private static let target = FieldTable(
    [Field("refId", .string), Field("hide", .flag), Field("datasource", .datasource)], isOpen: true)

  private static let gridPos = FieldTable(
    [Field("x", .number), Field("y", .number), Field("w", .number), Field("h", .number), Field("static", .flag)],
    isOpen: true)

  private static let transformation = FieldTable(
    [
      Field("id", .string, isRequired: true), Field("disabled", .flag), Field("filter", .settings),
      Field("topic", .string), Field("options", .any),
    ], isOpen: true)

  /// The same in both forms.
  static let fieldConfig = FieldTable(
    [
      Field("defaults", .table { fieldDefaults }),
      Field(
        "overrides",
        .list {
          FieldTable([Field("matcher", .settings), Field("properties", .list(of: .settings))], isOpen: true)
        }),
    ], isOpen: true)

  private static let fieldDefaults = FieldTable(
    [
      Field("displayName", .string), Field("displayNameFromDS", .string), Field("description", .string),
      Field("path", .string), Field("writeable", .flag), Field("filterable", .flag), Field("unit", .string),
      Field("decimals", .number), Field("min", .number), Field("max", .number), Field("fieldMinMax", .flag),
      Field("noValue", .string), Field("nullValueMode", .string),
      Field("mappings", .list(of: .settings)),
      Field("links", .list(of: .settings)),
      Field("actions", .list(of: .settings)),
      Field("color", .settings),
      Field("thresholds", .table { thresholds }),
      Field("custom", .settings),
    ], isOpen: true)

  private static let thresholds = FieldTable(
    [
      Field("mode", .string),
      Field("steps", .list { FieldTable([Field("color", .string), Field("value", .number)], isOpen: true) }),
    ], isOpen: true)
}
