"use strict";
// One place: its reports, what they state, how that changes, what they leave out.
(function (fazhi) {
  const { el, say } = fazhi;

  fazhi.views.place = async function ({ path, query }) {
    const [, name] = path;
    const place = fazhi.placeOf(name);
    const shard = place && (await fazhi.load(`place/${name}`));
    if (!shard) return fazhi.missing();
    const figures = fazhi.rows(shard.figures).map((row) => ({ ...row, place: name, jurisdiction_name: place.name_zh }));
    const failing = fazhi.rows(shard.checks).filter((check) => check.outcome === "fails");
    return {
      title: fazhi.placeName(place),
      nodes: [
        el(
          "p",
          { class: "kicker" },
          [fazhi.above(place), place.level && fazhi.code("level", place.level)].filter(Boolean).join(" · "),
        ),
        el("h1", { tabindex: "-1" }, fazhi.placeName(place)),
        fazhi.choosePlace("beside-place", say("pair_with"), (other) => fazhi.link(["pair", name, other.place])),
        profile(shard),
        el("section", {}, el("h2", {}, say("trend")), fazhi.placeTrend(figures)),
        el("section", {}, el("h2", {}, say("what_it_reports")), stated(figures, query)),
        el(
          "section",
          {},
          el("h2", {}, say("checks_failing")),
          failing.length ? el("ul", { class: "checks" }, failing.map(fazhi.check)) : el("p", {}, say("no_failing")),
        ),
        stopped(name, fazhi.rows(shard.stopped)),
        el("section", {}, el("h2", {}, say("missing_of_place")), missing(shard)),
      ],
    };
  };

  function profile(shard) {
    return el(
      "section",
      {},
      el("h2", {}, say("profile")),
      fazhi.folded(say("reports_of_place", { n: shard.reports.count }), listed(shard), !fazhi.narrow()),
    );
  }

  const listed = (shard) =>
    fazhi.table({
      caption: say("reports"),
      fixed: true,
      groups: [{ head: null, rows: fazhi.rows(shard.reports) }],
      columns: [
        {
          key: "title",
          label: say("report"),
          wide: true,
          cell: (row) => fazhi.reportName(row),
        },
        {
          key: "issuer",
          label: say("issuer"),
          cell: (row) => [
            row.issuer,
            row.report_kind ? el("span", { class: "note" }, fazhi.code("report_kind", row.report_kind)) : null,
          ],
        },
        { key: "year", label: say("report_year"), number: true, cell: (row) => row.report_year },
        { key: "published", label: say("published"), cell: (row) => row.published_on },
        {
          key: "file",
          label: say("file"),
          cell: (row) => [
            row.source_name,
            el(
              "span",
              { class: "note" },
              `${say("version", { n: row.version_no })} · ${say("characters", { n: row.char_count })}`,
            ),
            row.address && /^https?:\/\//.test(row.address)
              ? el("a", { class: "note", href: row.address, rel: "noreferrer noopener" }, say("open_address"))
              : null,
          ],
        },
        {
          key: "figures",
          label: say("values"),
          cell: (row) => say("figures_of_report", { n: row.figure_count, m: row.observation_count }),
        },
      ],
    });

  const value = (row) => fazhi.figure(row.place, row.observation_id, fazhi.amount(row));

  function stated(figures, query) {
    const types = [...new Set(figures.map((row) => fazhi.metrics.get(row.metric_code).case_type))];
    const rows = figures.filter((row) => !query.type || fazhi.metrics.get(row.metric_code).case_type === query.type);
    const columns = [
      {
        key: "metric",
        label: say("metric"),
        sort: (row) => fazhi.metricName(row.metric_code),
        cell: (row) => [fazhi.metricLink(row.metric_code), fazhi.department(row)],
      },
      { key: "value", label: say("value"), number: true, sort: (row) => Number(row.value), cell: value },
      { key: "year", label: say("year"), number: true, sort: (row) => row.year, cell: fazhi.year },
      { key: "scope", label: say("scope"), sort: (row) => row.scope, cell: (row) => fazhi.code("scope", row.scope) },
      { key: "role", label: say("role"), sort: (row) => row.role, cell: (row) => fazhi.code("role", row.role) },
      {
        key: "rank",
        label: say("rank_in_set"),
        number: true,
        sort: (row) => row.rank_in_group,
        cell: (row) =>
          row.rank_in_group === null
            ? say("unranked")
            : say("rank_of", { rank: row.rank_in_group, size: row.group_size }),
      },
      { key: "comparability", label: say("comparability"), wide: true, cell: fazhi.comparability },
      {
        key: "doubt",
        label: say("doubt"),
        spare: true,
        sort: (row) => row.failed_checks || null,
        cell: (row) =>
          row.failed_checks
            ? el("span", { class: "mark fails" }, say("failed_checks", { n: row.failed_checks }))
            : null,
      },
    ];
    return [
      fazhi.filters(
        fazhi.choice(
          "type",
          say("case_type"),
          types.map((type) => ({ value: type, label: fazhi.caseTypeName(type) })),
          query.type,
          say("all"),
        ),
      ),
      fazhi.table({
        caption: say("values_shown", { n: rows.length }),
        columns,
        whole: true,
        groups: fazhi.bySubject(fazhi.sorted(columns, rows, "metric"), Boolean(query.type)),
        usual: "metric",
      }),
    ];
  }

  // What its government stated in one report and in none of its later ones; nothing where there is no such metric.
  function stopped(name, rows) {
    if (!rows.length) return null;
    const columns = [
      { key: "metric", label: say("metric"), cell: (row) => fazhi.metricLink(row.metric_code) },
      {
        key: "last",
        label: say("last_year_stated"),
        cell: (row) => fazhi.figure(name, row.last_observation_id, String(row.last_year_stated)),
      },
      { key: "stated", label: say("years_stated"), number: true, cell: (row) => fazhi.number(row.years_stated) },
      { key: "first", label: say("first_year_without"), number: true, cell: (row) => String(row.first_year_without) },
      { key: "without", label: say("years_without"), number: true, cell: (row) => fazhi.number(row.years_without) },
    ];
    return el(
      "section",
      {},
      el("h2", {}, say("stopped")),
      el("p", {}, say("stopped_note", { n: rows.length })),
      fazhi.table({ caption: say("stopped"), columns, fixed: true, groups: [{ head: null, rows }] }),
    );
  }

  function missing(shard) {
    const rows = fazhi.rows(shard.coverage).filter((row) => row.coverage !== "reported");
    return rows.map((row) =>
      el(
        "details",
        {},
        el("summary", {}, `${row.year} · ${fazhi.code("coverage", row.coverage)}: ${fazhi.number(row.metrics)}`),
        el(
          "ul",
          { class: "columns" },
          row.metric_codes.split(" ").map((code) => el("li", {}, fazhi.metricLink(code))),
        ),
      ),
    );
  }
})(window.fazhi);
