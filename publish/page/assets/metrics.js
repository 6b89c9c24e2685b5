"use strict";
// The catalogue, and one metric of it.
(function (fazhi) {
  const { el, say } = fazhi;

  fazhi.views.metrics = async function () {
    const fields = [...new Set([...fazhi.metrics.values()].map((metric) => metric.case_type))];
    return {
      title: say("metrics"),
      nodes: [
        el("h1", { tabindex: "-1" }, say("metrics")),
        el("p", { class: "lead" }, say("metrics_intro")),
        el(
          "div",
          { class: "catalogue" },
          fields.map((field) =>
            el(
              "section",
              {},
              el("h2", {}, fazhi.caseTypeName(field)),
              el(
                "ul",
                {},
                [...fazhi.metrics.values()]
                  .filter((metric) => metric.case_type === field)
                  .map((metric) =>
                    el(
                      "li",
                      {},
                      fazhi.metricLink(metric.metric_code),
                      " ",
                      el(
                        "span",
                        { class: "note inline" },
                        metric.place_count ? `(${metric.place_count})` : `(${say("no_values")})`,
                      ),
                    ),
                  ),
              ),
            ),
          ),
        ),
      ],
    };
  };

  fazhi.views.metric = async function ({ path }) {
    const metric = fazhi.metrics.get(path[1]);
    if (!metric) return fazhi.missing();
    const code = metric.metric_code;
    const [rows, rules] = await Promise.all([fazhi.loadValues(code), fazhi.load("rules")]);
    return {
      title: fazhi.metricName(code),
      nodes: [
        el("p", { class: "kicker" }, fazhi.caseTypeName(metric.case_type)),
        el("h1", { tabindex: "-1" }, fazhi.metricName(code)),
        fazhi.terms([
          [
            say(fazhi.language === "zh" && !metric.definition_zh ? "definition" : "definition_own"),
            fazhi.definition(metric),
          ],
          [say("formula"), formula(metric)],
          [say("derived_with_it"), indicatorsOf(code)],
          [say("unit"), fazhi.unit(metric.unit) || "–"],
          [say("kind"), fazhi.code("kind", metric.kind)],
          [say("stage"), fazhi.code("stage", metric.stage)],
          [say("code"), el("code", {}, code)],
          [
            say("compare"),
            rows.length
              ? el("a", { href: fazhi.link(["compare", metric.fact], { metric: code }) }, say("to_comparison"))
              : null,
          ],
        ]),
        el(
          "section",
          {},
          el("h2", {}, say("coverage")),
          el(
            "dl",
            { class: "numbers" },
            ["reported", "not_reported", "could_not_be_read", "report_missing"].map((key) =>
              el("div", {}, el("dt", {}, fazhi.code("coverage", key)), el("dd", {}, fazhi.number(metric[key]))),
            ),
          ),
        ),
        el("section", {}, el("h2", {}, say("how_they_spread")), fazhi.metricSpread(code, rows)),
        el("section", {}, el("h2", {}, say("trend")), fazhi.metricSeries(code, rows)),
        el(
          "section",
          {},
          el("h2", {}, say("who_reports")),
          rows.length ? reporters(rows) : el("p", {}, say("no_values")),
        ),
        el(
          "section",
          {},
          el("h2", {}, say("rules_claiming")),
          claiming(fazhi.rows(rules && rules.rules).filter((rule) => rule.metric_code === code)),
        ),
      ],
    };
  };

  // A rate of the catalogue is defined by its terms: Corrected / concluded. In Chinese that English stands once, as the
  // definition.
  function formula(metric) {
    const own = (fazhi.language === "zh" && metric.formula_zh) || metric.formula;
    if (own) return own;
    if (metric.kind !== "rate" && metric.kind !== "ratio") return null;
    if (!/ \/ /.test(metric.definition)) return say("no_formula");
    return fazhi.language === "zh" ? null : metric.definition.replace(" / ", " ÷ ");
  }

  // The indicators that the metric is a term of, or that reports state as it.
  function indicatorsOf(code) {
    const found = [...fazhi.indicators.values()].filter((one) =>
      [one.numerator_metric, one.denominator_metric, one.reported_metric].includes(code),
    );
    return found.length ? found.map(fazhi.workedOut) : null;
  }

  // An indicator with its formula and where that is from.
  fazhi.workedOut = (one) =>
    one
      ? el(
          "p",
          { class: "definition" },
          say("titled", {
            name: fazhi.language === "zh" ? one.name_zh : one.name_en,
            what: fazhi.language === "zh" ? one.formula_zh : one.formula_en,
          }),
          el("span", { class: "note" }, fazhi.language === "zh" ? one.source_zh : one.source),
        )
      : null;

  function reporters(rows) {
    const columns = [
      { key: "place", label: say("place"), sort: fazhi.placeName, cell: fazhi.placeCell },
      { key: "year", label: say("year"), number: true, sort: (row) => row.year, cell: fazhi.year },
      {
        key: "value",
        label: say("value"),
        number: true,
        sort: (row) => Number(row.value),
        cell: (row) => fazhi.figure(row.place, row.observation_id, fazhi.amount(row)),
      },
      { key: "scope", label: say("scope"), sort: (row) => row.scope, cell: (row) => fazhi.code("scope", row.scope) },
      { key: "comparability", label: say("comparability"), wide: true, cell: fazhi.comparability },
    ];
    return fazhi.table({
      caption: say("values_shown", { n: rows.length }),
      columns,
      groups: [{ head: null, rows: fazhi.sorted(columns, rows, "-year") }],
      usual: "-year",
    });
  }

  function claiming(rules) {
    if (!rules.length) return el("p", {}, say("no_values"));
    return fazhi.table({
      caption: say("rules_claiming"),
      fixed: true,
      groups: [{ head: null, rows: rules }],
      columns: [
        { key: "rule", label: say("rule"), cell: (row) => el("code", {}, row.rule_id) },
        {
          key: "pattern",
          label: say("pattern"),
          wide: true,
          cell: (row) => (row.rule_pattern ? el("code", {}, row.rule_pattern) : null),
        },
        { key: "facts", label: say("used_times"), number: true, cell: (row) => fazhi.number(row.facts) },
      ],
    });
  }
})(window.fazhi);
