"use strict";
// The front page: three questions, how much there is, what is missing.
(function (fazhi) {
  const { el, say } = fazhi;

  fazhi.views.overview = async function () {
    const { counts, coverage, refused, doubtful } = fazhi.site;
    const [front, strips, closures, mediations, limits] = await Promise.all([
      fazhi.load("front"),
      fazhi.load("strips"),
      fazhi.loadRatios("review_closure"),
      fazhi.loadRatios("people_mediation"),
      fazhi.loadValues("approval_time.enterprise_investment"),
    ]);
    const sets = striped(strips);
    const span =
      counts.first_year === null
        ? "–"
        : counts.first_year === counts.last_year
          ? String(counts.first_year)
          : `${counts.first_year}–${counts.last_year}`;
    return {
      title: say("overview"),
      nodes: [
        el("h1", { tabindex: "-1" }, say("site")),
        el("p", { class: "lead" }, say("lead")),
        section("map", "known_where", front ? fazhi.tileMap(front) : el("p", {}, say("none_yet"))),
        section("findings", "three_findings", front ? fazhi.findings(front, sets) : el("p", {}, say("none_yet"))),
        section(
          "spread",
          "how_they_spread",
          sets.length
            ? [
                fazhi.filters(fazhi.search("place", say("mark_place"))),
                fazhi.stripChart(say("strip_caption"), sets),
              ]
            : el("p", {}, say("none_yet")),
        ),
        el(
          "section",
          { "aria-labelledby": "questions" },
          el("h2", { id: "questions" }, say("three_questions")),
          el(
            "ol",
            { class: "questions" },
            question(
              "question_closure",
              fazhi.link(["compare", "fct_cases_handled"], { metric: "review_closure", sort: "-derived" }),
              closure(closures),
            ),
            question(
              "question_gap",
              fazhi.link(["compare", "fct_mediation_rates"], { metric: "people_mediation", sort: "-gap" }),
              mediation(mediations),
            ),
            third(limits, sets),
          ),
        ),
        el(
          "section",
          { "aria-labelledby": "numbers" },
          el("h2", { id: "numbers" }, say("in_numbers")),
          el(
            "dl",
            { class: "numbers" },
            number("reports", counts.reports, counts.superseded ? say("superseded", { n: counts.superseded }) : null),
            number("jurisdictions", counts.places),
            number("years", span),
            number("figures_printed", counts.figures, say("of_figures_used", { n: counts.figures_used })),
            number("facts", counts.facts),
            number("metrics_reported", counts.metrics_reported, say("of_metrics", { n: counts.metrics })),
          ),
        ),
        el(
          "section",
          { "aria-labelledby": "tables" },
          el("h2", { id: "tables" }, say("fact_tables")),
          el(
            "ul",
            { class: "cards" },
            fazhi.FACTS.map((fact) =>
              el(
                "li",
                {},
                el("a", { href: fazhi.link(["compare", fact]) }, say(fact)),
                el("p", {}, say(`about_${fact}`)),
              ),
            ),
          ),
        ),
        el(
          "section",
          { "aria-labelledby": "missing" },
          el("h2", { id: "missing" }, say("what_is_missing")),
          covered(coverage),
          el(
            "ul",
            { class: "plain" },
            el(
              "li",
              {},
              refused
                ? [say("refused_note", { n: refused }), " ", more("refused", "refused_files")]
                : say("none_refused"),
            ),
            el(
              "li",
              {},
              doubtful
                ? [say("doubtful_note", { n: doubtful }), " ", more("doubtful", "doubtful_reports")]
                : say("none_doubtful"),
            ),
            el(
              "li",
              {},
              say("waiting_note", { n: counts.wordings_waiting, m: counts.figures_waiting }),
              " ",
              more("queue", "waiting"),
            ),
          ),
        ),
        el(
          "section",
          { "aria-labelledby": "doubts" },
          el("h2", { id: "doubts" }, say("what_fails")),
          el(
            "dl",
            { class: "numbers" },
            number(
              "checks_failing",
              counts.checks_fail,
              say("of_checks", { hold: counts.checks_hold, open: counts.checks_open }),
            ),
          ),
          el("p", {}, more("failing", "checks_failing")),
        ),
        el(
          "section",
          { "aria-labelledby": "reading" },
          el("h2", { id: "reading" }, say("how_to_read")),
          el(
            "ul",
            { class: "plain reading" },
            ["read_empty", "read_sets", "read_bounds", "read_derived", "read_click"].map((key) =>
              el("li", {}, say(key)),
            ),
          ),
        ),
      ],
    };
  };

  const section = (id, head, ...nodes) =>
    el("section", { "aria-labelledby": id }, el("h2", { id }, say(head)), nodes);

  // The widest comparable sets, each of another metric.
  function striped(strips) {
    const groups = new Map();
    for (const row of fazhi.rows(strips && strips.values))
      groups.set(row.metric_code, [...(groups.get(row.metric_code) || []), row]);
    return [...groups].map(([code, rows]) => ({
      ...{ metric_code: code, title: fazhi.metricName(code), head: fazhi.setName(rows[0]), rows },
    }));
  }

  const question = (key, href, about, values) => el("li", {}, el("a", { href }, say(key, values)), el("p", {}, about));

  const number = (key, value, note) =>
    el(
      "div",
      {},
      el("dt", {}, say(key)),
      el(
        "dd",
        {},
        typeof value === "number" ? fazhi.number(value) : value,
        note ? el("span", { class: "note" }, note) : null,
      ),
    );

  const more = (section, what) =>
    el("a", { href: fazhi.link(["gaps", section]), "aria-label": `${say(what)}: ${say("details")}` }, say("details"));

  const placesOf = (rows) => new Set(rows.map((row) => row.place)).size;

  function closure(all) {
    const rows = all.filter((row) => row.derived !== null);
    if (!rows.length) return say("none_yet");
    return [
      say("about_closure", { n: placesOf(rows) }),
      el("br"),
      fazhi.verdict(fazhi.sets(rows), (row) => Number(row.derived), fazhi.shareOf),
    ];
  }

  function mediation(all) {
    const rows = all.filter(fazhi.hasBoth);
    const differ = rows.filter((row) => row.outcome === "fails");
    return rows.length ? say("about_gap", { n: placesOf(rows), m: differ.length }) : say("none_yet");
  }

  // A limit that one place alone states compares with nothing: then the question is of what most places state beside
  // the first finding's metric.
  function third(limits, sets) {
    const [widest, next] = sets;
    const asked = next || widest;
    if (!asked || fazhi.sets(limits).some((set) => set.key !== null && set.rows.length > 1))
      return question(
        "question_limit",
        fazhi.link(["compare", "fct_approval_times"], { metric: "approval_time.enterprise_investment", sort: "value" }),
        limit(limits),
      );
    return question(
      "question_widest",
      fazhi.link(["compare", fazhi.metrics.get(asked.metric_code).fact], { metric: asked.metric_code, sort: "-value" }),
      fazhi.verdict(fazhi.sets(asked.rows), (row) => Number(row.value), fazhi.amount),
      { name: asked.title },
    );
  }

  function limit(rows) {
    if (!rows.length) return say("none_yet");
    return [
      say("about_limit", { n: placesOf(rows), m: Math.max(...rows.map((row) => row.group_size)) }),
      el("br"),
      fazhi.verdict(fazhi.sets(rows), (row) => Number(row.value), fazhi.amount, true),
    ];
  }

  // How many cells of place, year and metric have a value, and why the others have none.
  function covered(coverage) {
    const rows = fazhi.rows(coverage);
    const total = rows.reduce((sum, row) => sum + row.cells, 0);
    const share = (row) => `${((100 * row.cells) / total).toFixed(1)}%`;
    return fazhi.table({
      caption: say("cells"),
      fixed: true,
      groups: [{ head: null, rows }],
      columns: [
        { key: "coverage", label: say("coverage"), cell: (row) => fazhi.code("coverage", row.coverage) },
        { key: "cells", label: say("number_of"), number: true, cell: (row) => fazhi.number(row.cells) },
        { key: "share", label: say("share"), number: true, cell: share },
      ],
    });
  }
})(window.fazhi);
