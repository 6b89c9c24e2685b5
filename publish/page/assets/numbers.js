"use strict";
// Figures, periods and names as people read them. Values come as text, so that none loses a digit.
(function (fazhi) {
  const { el } = fazhi;
  const say = (key, values) => fazhi.say(key, values);

  // 1950000.5 as 1,950,000.5
  fazhi.number = function (value) {
    if (value === null || value === undefined) return "";
    const [whole, decimals] = String(value).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    return (decimals ? `${grouped}.${decimals}` : grouped).replace("-", "−");
  };

  // The ticks of a small axis: 20k, in Chinese 2万; what is smaller as it is.
  fazhi.briefTicks = function () {
    const [size, word] = fazhi.language === "zh" ? [1e4, "万"] : [1e3, "k"];
    return { labelExpr: `abs(datum.value) >= 1e4 ? format(datum.value / ${size}, ',~r') + '${word}' : format(datum.value, ',~r')` };
  };

  // At most so many decimals: for numbers that we reckon, never for those that are stated.
  fazhi.rounded = function (value, decimals) {
    return value === null || value === undefined ? "" : fazhi.number(Number(value).toFixed(decimals));
  };

  fazhi.unit = function (unit) {
    if (unit === "%" || unit === "ratio") return unit === "%" ? "%" : "";
    return fazhi.language === "zh" ? unit : (fazhi.units && fazhi.units.get(unit)) || unit;
  };

  // ≥1,950,000 件; 68.46%
  fazhi.amount = function (row) {
    const unit = fazhi.unit(row.unit);
    const bound = row.modifier ? fazhi.code("sign", row.modifier) : "";
    return `${bound}${fazhi.number(row.value)}${unit === "%" ? "" : " "}${unit}`.trim();
  };

  // The same with its year, for where rows of several years may stand together.
  fazhi.dated = (row) => (row.year === null ? fazhi.amount(row) : `${fazhi.amount(row)} · ${row.year}`);

  fazhi.year = (row) => (row.year === null ? say("unknown") : String(row.year));

  // 南昌市; in English Nanchang 南昌市, where the list of places has a name in Latin letters.
  fazhi.placeName = function (row) {
    const latin = latinName(row);
    return latin ? `${latin} ${row.jurisdiction_name}` : row.jurisdiction_name || say("unknown_place");
  };

  // A report's title as printed; where none is, whose the report is and of which year, and that it has no title.
  fazhi.reportName = function (row) {
    if (row.title) return el("span", { lang: "zh-Hans" }, row.title);
    const called = fazhi.language === "zh" ? row.called_zh : row.called_en;
    return [called, fazhi.language === "zh" || !called ? say("untitled") : null];
  };

  // The same as a place's name, for where there is little room.
  fazhi.shortName = (row) => latinName(row) || row.jurisdiction_name || say("unknown_place");

  function latinName(row) {
    const place = fazhi.language === "en" && row.jurisdiction_name ? fazhi.placeOf(row.place) : null;
    return place && place.name_en;
  }

  fazhi.metricName = function (code) {
    const metric = fazhi.metrics.get(code);
    return metric ? (fazhi.language === "zh" ? metric.name_zh : metric.name_en) : code;
  };

  fazhi.caseTypeName = function (code) {
    const found = fazhi.caseTypes.get(code);
    return found ? (fazhi.language === "zh" ? found.name_zh : found.name_en) : code;
  };

  // A figure that leads to its sentence.
  fazhi.figure = function (place, observation, text) {
    if (!observation) return text;
    return fazhi.el(
      "a",
      {
        class: "figure",
        href: fazhi.altered({ figure: `${place}/${observation}` }),
        "aria-label": say("figure_label", { value: text }),
      },
      text,
    );
  };

  fazhi.placeLink = (row) => fazhi.el("a", { href: fazhi.link(["place", row.place]) }, fazhi.placeName(row));

  fazhi.metricLink = (code) => fazhi.el("a", { href: fazhi.link(["metric", code]) }, fazhi.metricName(code));
})(window.fazhi);
