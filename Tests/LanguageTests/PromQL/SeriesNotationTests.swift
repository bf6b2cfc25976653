import PromQL
import Testing

@Suite struct PromQLSeriesNotationTests {
  @Test(arguments: [
    ("up", "up", []), ("up{job=\"shop\",}", "up", ["job=shop"]), ("{a='b', \"c.d\"=`e`}", nil, ["a=b", "c.d=e"]),
    ("sum{by=\"x\"}", "sum", ["by=x"]), ("{\"a.b\"}", "a.b", []), ("", nil, []), ("a:b{}", "a:b", []),
  ])
  func readsSeries(source: String, name: String?, labels: [String]) {
    let series = PromQL.SeriesNotation.series(source)
    #expect(series.errors == [])
    #expect(series.name?.name == name)
    #expect(series.labels.map { "\($0.name.name)=\($0.value)" } == labels)
  }

  @Test(arguments: [
    "up⟦ ⟧{job=\"a\"}", "up{job⟦=~⟧\"a\"}", "up{job=⟦b⟧}", "up{job=\"a\"⟦⟧", "⟦bool⟧", "up ⟦1⟧", "⟦\"up\"⟧", "up{⟦1⟧}",
    "up{job=\"a\" ⟦b⟧=\"c\"}",
  ])
  func refusesSeries(marked: String) {
    let expected = Marked(marked)
    #expect(PromQL.SeriesNotation.series(expected.text).errors.map(\.range) == [expected.range])
  }

  @Test(arguments: [
    ("1 -2.5 +.5 1e3 010 Inf -inf nan", [1, 1, 1, 1, 1, 1, 1, 1]), ("1x3 1+2x3 1-.5x2 -1x0", [4, 4, 3, 1]),
    ("_ _x3 stale", [1, 3, 1]), ("0x5 1e3x2 1_000", [6, 3, 1]), ("stale+1x2", [3]), ("", []),
    ("  1\t2\n3 ", [1, 1, 1]),
    ("{{}} {{ }}x2 {{schema:1 sum:-2 count:NaN }}", [1, 3, 1]),
    ("{{buckets:[1 2 -3 ] offset:-1 n_buckets:[1] n_offset:2 z_bucket:1 z_bucket_w:0.1}}+{{schema:2 sum:1}}x3", [4]),
    ("{{schema:-53 custom_values:[1 2] counter_reset_hint:gauge}}-{{schema:-53 custom_values:[1]}}x1", [2]),
    ("1x99999999999999999", [100_000_000_000_000_000]), ("1x18446744073709551615", [Int.max]),
    ("{{schema:1}}+{{schema:0}}x0", [1]),
  ])
  func readsValues(source: String, counts: [Int]) {
    let values = PromQL.SeriesNotation.values(source)
    #expect(values.errors == [])
    #expect(values.items.map(\.count) == counts)
  }

  @Test(arguments: [
    "1+2⟦⟧", "1 ⟦x3⟧", "1x⟦ ⟧3", "_x⟦⟧", "1x⟦1.5⟧", "1x⟦1e3⟧", "⟦5m⟧ 1", "⟦Stale⟧", "⟦stalex3⟧", "1⟦,⟧2", "-⟦-⟧1",
    "1+⟦-⟧1x2",
    "1 ⟦#⟧ c", "⟦1e⟧", "⟦é⟧", "{{⟦ ⟧schema:1}}", "{{schema⟦ ⟧:1}}", "{{schema:⟦ ⟧1}}", "{{⟦foo⟧:1}}", "{{sum:⟦+⟧5}}",
    "{{sum:⟦.⟧5}}",
    "{{buckets:[⟦]⟧}}", "{{buckets:[⟦ ⟧1]}}", "{{schema:1 ⟦schema⟧:2}}", "{{counter_reset_hint:⟦foo⟧}}",
    "{{z_bucket_w:⟦-⟧1}}",
    "{{schema:1}}⟦{⟧{schema:2}}", "{{schema:1⟦⟧", "⟦{{schema:1}}+{{schema:0}}x2⟧", "{{schema:⟦1.5⟧}}", "1+⟦infx2⟧",
    "⟦{{schema:-53}}+{{schema:0}}x2⟧", "{{schema:1}}+⟦1⟧x2",
  ])
  func refusesValues(marked: String) {
    let expected = Marked(marked)
    let errors = PromQL.SeriesNotation.values(expected.text).errors
    #expect(errors.map(\.range) == [expected.range], "\(errors)")
  }

  @Test func readsOnAfterAnError() {
    let values = PromQL.SeriesNotation.values("1 oops 2x {{foo:1 bar:2}} 3 {{sum:1}}")
    #expect(values.errors.map(\.range) == [2..<6, 9..<10, 12..<15])
    #expect(values.items.map(\.range.lowerBound) == [0, 26, 28])
    #expect(values.count == 3)
  }

  @Test func keepsWhatAHistogramIs() throws {
    let item = try #require(PromQL.SeriesNotation.values("{{schema:1 sum:-2 buckets:[1 2] offset:-3}}").items.first)
    var histogram = PromQL.SeriesNotation.Histogram()
    (histogram.schema, histogram.sum, histogram.buckets, histogram.offset) = (1, -2, [1, 2], -3)
    #expect(item.kind == .histogram(histogram, step: nil, isSubtracted: false))
  }
}
