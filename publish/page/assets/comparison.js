"use strict";
// A fact table compared: one metric at a time, its comparable sets apart, each value with its comparability.
(function (fazhi) {
  const { el, say } = fazhi;
  const FACTS = ["fct_cases_handled", "fct_approval_times", "fct_mediation_rates", "fct_service_capacity"];
  const RATIOS = {
    fct_cases_handled: ["review_closure"],
    fct_mediation_rates: ["people_mediation", "review_mediation"],
  };
  const DOUBTED = 0.6; // confidence below which a value is marked

  fazhi.FACTS = FACTS;

  fazhi.views.compare = async function ({ path, query }) {
    const fact = factOf(query.metric) || (FACTS.includes(path[1]) ? path[1] : FACTS[0]);
    const metrics = [...fazhi.metrics.values()].filter((metric) => metric.fact === fact && metric.value_count);
    const chosen = factOf(query.metric) ? query.metric : first(fact, metrics);
    const head = [
      el("h1", { tabindex: "-1" }, say(fact)),
      el(
        "nav",
        { class: "tabs", "aria-label": say("fact_tables") },
        FACTS.map((name) =>
          el(
            "a",
            { id: `tab-${name}`, href: fazhi.link(["compare", name]), "aria-current": name === fact ? "page" : null },
            say(name),
          ),
        ),
      ),
    ];
    const metric = fazhi.choice("metric", say("metric"), options(fact, metrics), chosen);
    const body = (RATIOS[fact] || []).includes(chosen)
      ? await fazhi.ratioView(chosen, metric)
      : await values(chosen, metric);
    return { title: say(fact), nodes: [head, body] };
  };

  // The table that a metric or a ratio belongs to; null for what is neither.
  function factOf(metric) {
    if (fazhi.metrics.has(metric)) return fazhi.metrics.get(metric).fact;
    return FACTS.find((fact) => (RATIOS[fact] || []).includes(metric)) || null;
  }

  // Ratios first where there is one; else the metric that most places report.
  function first(fact, metrics) {
    if (fact === "fct_mediation_rates") return "people_mediation";
    const most = [...metrics].sort((a, b) => b.largest_set - a.largest_set || b.place_count - a.place_count)[0];
    return most ? most.metric_code : null;
  }

  function options(fact, metrics) {
    const groups = new Map();
    for (const metric of metrics) {
      const label = fazhi.caseTypeName(metric.case_type);
      groups.set(label, [
        ...(groups.get(label) || []),
        { value: metric.metric_code, label: `${fazhi.metricName(metric.metric_code)} (${metric.place_count})` },
      ]);
    }
    const ratios = (RATIOS[fact] || []).map((kind) => ({ value: kind, label: say(`ratio_${kind}`) }));
    return [
      ...(ratios.length ? [{ label: say("derived_measures"), options: ratios }] : []),
      ...[...groups].map(([label, some]) => ({ label, options: some })),
    ];
  }

  async function values(code, metric) {
    const all = await fazhi.loadValues(code);
    if (!all.length) return [fazhi.filters(metric), el("p", { class: "nothing" }, say("no_values"))];
    const only = fazhi.here.query.verified === "only";
    const rows = all.filter((row) => fazhi.fits(row, ["year", "level", "scope"]) && (!only || row.is_verified));
    const columns = columnsOf();
    const sorted = fazhi.sorted(columns, rows, "-value");
    const apart = fazhi.here.query.sets !== "off";
    const sets = fazhi.sets(sorted);
    const smallestFirst = fazhi.here.query.sort === "value";
    fazhi.tell(say("values_shown", { n: rows.length }));
    return [
      fazhi.filters(
        metric,
        fazhi.choiceOf("year", say("year"), all, String),
        fazhi.choiceOf("level", say("level"), all, (level) => fazhi.code("level", level)),
        fazhi.choiceOf("scope", say("scope"), all, (scope) => fazhi.code("scope", scope)),
        fazhi.search("place", say("find_place")),
      ),
      el("h2", {}, fazhi.metricLink(code)),
      fazhi.language === "en" || fazhi.metrics.get(code).definition_zh
        ? fazhi.definition(fazhi.metrics.get(code))
        : null,
      el(
        "p",
        { class: "verdict" },
        fazhi.verdict(sets, (row) => Number(row.value), fazhi.amount, smallestFirst),
      ),
      rows.length ? bars(code, apart ? sets : [{ key: "", rows: sorted, head: null }]) : null,
      rows.length ? fazhi.setsToggle(apart) : null,
      only || all.some((row) => row.is_verified) ? verifiedToggle(only) : null,
      rows.length
        ? fazhi.table({
            caption: say("titled", { name: fazhi.metricName(code), what: say("values_shown", { n: rows.length }) }),
            columns,
            groups: apart ? sets : [{ head: null, rows: sorted }],
            usual: "-value",
          })
        : null,
    ];
  }

  // Keeps the sets apart or mixes all values.
  fazhi.setsToggle = (apart) =>
    el(
      "p",
      { class: "toggle" },
      el(
        "a",
        { id: "sets", href: fazhi.altered({ sets: apart ? "off" : null, page: null, figure: null }) },
        say(apart ? "mix_sets" : "keep_sets"),
      ),
      apart ? null : el("span", { class: "note" }, say("not_comparable_short")),
    );

  // Shows the values that a person has verified, or all of them.
  const verifiedToggle = (only) =>
    el(
      "p",
      { class: "toggle" },
      el(
        "a",
        { id: "verified", href: fazhi.altered({ verified: only ? null : "only", page: null, figure: null }) },
        say(only ? "show_all" : "verified_only"),
      ),
    );

  function columnsOf() {
    return [
      { key: "place", label: say("place"), sort: (row) => fazhi.placeName(row), cell: fazhi.placeCell },
      {
        key: "value",
        label: say("value"),
        number: true,
        sort: (row) => Number(row.value),
        cell: (row) => [
          fazhi.figure(row.place, row.observation_id, fazhi.amount(row)),
          row.is_verified ? el("span", { class: "note" }, `✓ ${say("verified")}`) : null,
        ],
      },
      {
        key: "rank",
        label: say("rank"),
        number: true,
        sort: (row) => row.rank_in_group,
        cell: (row) =>
          row.rank_in_group === null
            ? say("unranked")
            : [say("rank_of", { rank: row.rank_in_group, size: row.group_size }), fazhi.rankRange(row)],
      },
      { key: "year", label: say("year"), number: true, sort: (row) => row.year, cell: fazhi.year },
      { key: "scope", label: say("scope"), sort: (row) => row.scope, cell: (row) => fazhi.code("scope", row.scope) },
      { key: "as_of", label: say("as_of"), spare: true, sort: (row) => row.as_of, cell: (row) => row.as_of },
      { key: "comparability", label: say("comparability"), wide: true, cell: fazhi.comparability },
      { key: "doubt", label: say("doubt"), spare: true, sort: (row) => row.failed_checks || null, cell: doubts },
    ];
  }

  // The ranks that other definitions of the rate could give it, where reports state the numbers for that.
  fazhi.rankRange = (row) =>
    row.rank_from === null
      ? null
      : el(
          "span",
          { class: "note" },
          row.rank_from === row.rank_to
            ? say("rank_stays")
            : say("rank_range", { from: row.rank_from, to: row.rank_to }),
        );

  // What the warehouse says of a value's comparability; of a value that it does not rank, why.
  fazhi.comparability = function (row) {
    if (row.comparability !== null) return fazhi.language === "zh" ? row.comparability_zh : row.comparability;
    return row.role && row.role !== "level"
      ? say("unranked_role", { role: fazhi.code("role", row.role) })
      : say("unranked_repeated");
  };

  // A place with its level, and the department where the figure is one's own.
  fazhi.placeCell = (row) => [
    fazhi.placeLink(row),
    row.level ? el("span", { class: "note" }, fazhi.code("level", row.level)) : null,
    fazhi.department(row),
  ];

  fazhi.department = (row) =>
    row.reporting_department
      ? el("span", { class: "note" }, say("of_department", { name: row.reporting_department }))
      : null;

  function doubts(row) {
    const told = [];
    if (row.failed_checks)
      told.push(el("span", { class: "mark fails" }, say("failed_checks", { n: row.failed_checks })));
    if (row.is_corrected) told.push(el("span", { class: "mark" }, say("corrected")));
    if (row.confidence !== null && Number(row.confidence) < DOUBTED)
      told.push(el("span", { class: "mark" }, say("low_confidence", { n: row.confidence })));
    return told.length ? told : null;
  }

  function bars(code, sets) {
    const { panels, shown, left } = fazhi.capped(sets);
    const name = fazhi.metricName(code);
    return fazhi.chart({
      caption: say("chart_bars", { name, unit: fazhi.unit(fazhi.metrics.get(code).unit) || "–" }),
      label: say("chart_label", { name }),
      follow: true,
      note: left ? say("chart_capped", { n: shown, m: left }) : null,
      spec: (width) =>
        fazhi.bars(
          panels.map((panel) => ({
            title: panel.head,
            alone: panel.key === null,
            rows: panel.rows.map((row) => ({
              name: fazhi.shortName(row),
              number: Number(row.value),
              text: fazhi.dated(row),
              href: fazhi.altered({ figure: `${row.place}/${row.observation_id}` }),
            })),
          })),
          width,
        ),
    });
  }

  // The catalogue's definition, in the language that it has.
  fazhi.definition = function (metric) {
    const own = fazhi.language === "zh" ? metric.definition_zh : null;
    return el("p", { class: "definition", lang: own ? null : "en" }, own || metric.definition);
  };
})(window.fazhi);
