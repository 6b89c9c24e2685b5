"use strict";
// What a place states over the years: a small chart for each metric, and the one that is chosen in full.
(function (fazhi) {
  const { el, say } = fazhi;
  const MOST_SMALL = 24; // small charts of a place

  fazhi.placeTrend = function (figures) {
    const points = figures.filter(
      (row) => row.year !== null && row.range_part === null && (row.role === "level" || row.role === "prior"),
    );
    const years = new Map();
    for (const row of points) years.set(row.metric_code, (years.get(row.metric_code) || new Set()).add(row.year));
    const codes = [...years.keys()]
      .filter((code) => years.get(code).size > 1)
      .sort((a, b) => years.get(b).size - years.get(a).size || (fazhi.metricName(a) < fazhi.metricName(b) ? -1 : 1));
    if (!codes.length) return el("p", {}, say("trend_none"));
    const code = codes.includes(fazhi.here.query.trend) ? fazhi.here.query.trend : codes[0];
    const rowsOf = (one) => fazhi.yearly(points.filter((row) => row.metric_code === one));
    const rows = rowsOf(code);
    const breaks = fazhi.breaks(rows);
    const unit = (one) => fazhi.unit(fazhi.metrics.get(one).unit) || "–";
    return [
      codes.length > 1 ? multiples(codes, rowsOf, unit) : null,
      el(
        "div",
        { class: "filters" },
        fazhi.choice(
          "trend",
          say("trend_metric"),
          codes.map((value) => ({ value, label: fazhi.metricName(value) })),
          code,
        ),
      ),
      fazhi.chart({
        caption: say("chart_bars", { name: fazhi.metricName(code), unit: unit(code) }),
        label: say("trend_label", { name: fazhi.metricName(code) }),
        shows: fazhi.courseOf(rows),
        note: say("trend_note"),
        follow: true,
        spec: (width) =>
          fazhi.lines(
            fazhi.runs(rows).map((row) => fazhi.point(row, fazhi.formName(row))),
            width,
            { breaks },
          ),
        table: fazhi.seriesTable(fazhi.metricName(code), rows),
      }),
    ];
  };

  function multiples(codes, rowsOf, unit) {
    const some = codes.slice(0, MOST_SMALL);
    const panels = some.map((code) => ({
      title: say("with_unit", { name: fazhi.metricName(code), unit: unit(code) }),
      points: fazhi.runs(rowsOf(code)).map((row) => ({
        ...fazhi.point(row, fazhi.code("scope", row.scope)),
        href: fazhi.altered({ trend: code }),
      })),
    }));
    const all = some.flatMap((code) => rowsOf(code));
    return fazhi.folded(
      say("all_series", { n: codes.length }),
      fazhi.chart({
        caption: say("all_series", { n: codes.length }),
        label: say("all_series_label"),
        shows: say("all_series_shows", { n: codes.length, m: codes.filter((code) => fazhi.breaks(rowsOf(code)).length).length }),
        note: [
          say("all_series_note"),
          codes.length > MOST_SMALL ? say("chart_capped", { n: MOST_SMALL, m: codes.length - MOST_SMALL }) : "",
        ].join(" "),
        follow: true,
        spec: (width) => fazhi.multiples(panels, width),
        table: fazhi.table({
          caption: say("all_series", { n: codes.length }),
          fixed: true,
          groups: [{ head: null, rows: all }],
          columns: [
            { key: "metric", label: say("metric"), cell: (row) => fazhi.metricLink(row.metric_code) },
            { key: "year", label: say("year"), cell: fazhi.year },
            { key: "value", label: say("value"), number: true, cell: value },
            { key: "form", label: say("form"), cell: fazhi.formName },
          ],
        }),
      }),
      !fazhi.narrow(),
    );
  }

  const value = (row) => fazhi.figure(row.place, row.observation_id, fazhi.amount(row));
})(window.fazhi);
