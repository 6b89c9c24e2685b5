"use strict";
// What is missing or in doubt: files, wordings, checks, coverage.
(function (fazhi) {
  const { el, say } = fazhi;
  const SECTIONS = ["failing", "coverage", "refused", "doubtful", "queue", "measured"];
  const NAMES = {
    failing: "checks_failing",
    coverage: "coverage_by_metric",
    refused: "refused_files",
    doubtful: "doubtful_reports",
    queue: "waiting",
    measured: "measured",
  };

  fazhi.views.gaps = async function ({ path }) {
    const section = SECTIONS.includes(path[1]) ? path[1] : SECTIONS[0];
    const lists = (await fazhi.load("missing")) || {};
    return {
      title: say(NAMES[section]),
      nodes: [
        el("h1", { tabindex: "-1" }, say("gaps")),
        el("p", { class: "lead" }, say("gaps_intro")),
        el(
          "nav",
          { class: "tabs", "aria-label": say("gaps") },
          SECTIONS.map((name) =>
            el(
              "a",
              { id: `tab-${name}`, href: fazhi.link(["gaps", name]), "aria-current": name === section ? "page" : null },
              say(NAMES[name]),
            ),
          ),
        ),
        el("h2", {}, say(NAMES[section])),
        show[section](lists),
      ],
    };
  };

  const show = {
    failing({ failing }) {
      const columns = [
        { key: "place", label: say("place"), sort: fazhi.placeName, cell: fazhi.placeLink },
        {
          key: "metric",
          label: say("metric"),
          sort: (row) => (row.metric_code ? fazhi.metricName(row.metric_code) : null),
          cell: (row) => row.metric_code && fazhi.metricLink(row.metric_code),
        },
        { key: "year", label: say("year"), number: true, sort: (row) => row.year, cell: fazhi.year },
        { key: "statement", label: say("statement"), wide: true, cell: (row) => fazhi.statement(row.statement) },
        {
          key: "stated",
          label: say("stated_value"),
          number: true,
          sort: (row) => Number(row.left_value),
          cell: (row) =>
            row.left_value && fazhi.figure(row.place, row.observation_id, inUnit(row, row.left_value, fazhi.number)),
        },
        {
          key: "reckoned",
          label: say("reckoned_value"),
          number: true,
          cell: (row) => row.right_value && inUnit(row, row.right_value, (value) => fazhi.rounded(value, 2)),
        },
        {
          key: "reason",
          label: say("reason"),
          sort: (row) => row.reason,
          cell: (row) => fazhi.code("check_reason", row.reason),
        },
      ];
      return listed("failing_intro", "no_failing", failing, columns, "-year", "marts.aud_checks");
    },
    coverage() {
      const columns = [
        {
          key: "metric",
          label: say("metric"),
          sort: (row) => fazhi.metricName(row.metric_code),
          cell: (row) => fazhi.metricLink(row.metric_code),
        },
        ...["reported", "could_not_be_read", "not_reported", "report_missing"].map((key) => ({
          key,
          label: fazhi.code("coverage", key),
          number: true,
          sort: (row) => row[key],
          cell: (row) => fazhi.number(row[key]),
        })),
      ];
      return fazhi.table({
        caption: say("cells"),
        columns,
        groups: [{ head: null, rows: fazhi.sorted(columns, [...fazhi.metrics.values()], "-could_not_be_read") }],
        usual: "-could_not_be_read",
      });
    },
    refused({ refused }) {
      const columns = [
        { key: "file", label: say("file"), sort: (row) => row.source_name, cell: (row) => row.source_name },
        {
          key: "reason",
          label: say("reason"),
          sort: (row) => row.reason_code,
          cell: (row) => fazhi.code("refused", row.reason_code),
        },
        ...(fazhi.language === "zh"
          ? []
          : [{ key: "detail", label: say("details"), wide: true, cell: (row) => row.reason }]),
      ];
      return listed("gaps_intro", "none_refused", refused, columns, "file", "marts.aud_load_ledger");
    },
    doubtful({ doubtful }) {
      const columns = [
        { key: "file", label: say("file"), sort: (row) => row.source_name, cell: (row) => row.source_name },
        {
          key: "reason",
          label: say("reason"),
          sort: (row) => row.identity_obstacle,
          cell: (row) => fazhi.code("identity_obstacle", row.identity_obstacle),
        },
        { key: "place_clues", label: say("place_clues"), wide: true, cell: (row) => fazhi.clues(row.jurisdiction_clues) },
        { key: "year_clues", label: say("year_clues"), wide: true, cell: (row) => fazhi.clues(row.year_clues) },
      ];
      return listed("doubtful_intro", "none_doubtful", doubtful, columns, "file", "marts.dim_report");
    },
    queue({ queue }) {
      const columns = [
        {
          key: "wording",
          label: say("wording"),
          wide: true,
          cell: (row) => el("span", { lang: "zh-Hans" }, row.wording),
        },
        { key: "topic", label: say("topic"), sort: (row) => row.topic, cell: (row) => fazhi.topicName(row.topic) },
        {
          key: "count",
          label: say("count_figures"),
          number: true,
          sort: (row) => row.figure_count,
          cell: (row) => fazhi.number(row.figure_count),
        },
        {
          key: "reports",
          label: say("count_reports"),
          number: true,
          sort: (row) => row.report_count,
          cell: (row) => fazhi.number(row.report_count),
        },
        {
          key: "reason",
          label: say("reason"),
          sort: (row) => row.reason,
          cell: (row) => fazhi.waiting(row.reason),
        },
        {
          key: "example",
          label: say("example"),
          wide: true,
          cell: (row) => el("span", { lang: "zh-Hans" }, row.example_sentence),
        },
      ];
      return listed("queue_intro", "queue_empty", queue, columns, "", "marts.aud_review_queue");
    },
    // What people's verdicts show of this warehouse.
    measured({ precision, agreement }) {
      const family = {
        key: "family",
        label: say("case_type"),
        sort: (row) => row.family,
        cell: (row) => (row.family === "all" ? say("all") : fazhi.topicName(row.family)),
      };
      const number = (key, label, told = fazhi.number) => ({
        key,
        label: say(label),
        number: true,
        sort: (row) => (row[key] === null ? null : Number(row[key])),
        cell: (row) => (row[key] === null ? "–" : told(row[key])),
      });
      const percent = (value) => `${fazhi.rounded(value, 1)}%`;
      const right = [
        family,
        { key: "band", label: say("confidence"), sort: (row) => row.band, cell: (row) => row.band },
        number("figure_count", "count_figures"),
        number("right_percent", "right_percent", percent),
        {
          key: "interval",
          label: say("interval"),
          cell: (row) =>
            row.interval_low === null ? "–" : `${percent(row.interval_low)} – ${percent(row.interval_high)}`,
        },
        number("unsettled_count", "unsettled_count"),
      ];
      const agreed = [
        { key: "part", label: say("part"), sort: (row) => row.part, cell: (row) => say(row.part === "reading" ? "reading_whole" : row.part) },
        family,
        number("figure_count", "count_figures"),
        number("agreed_percent", "agreed_percent", percent),
        number("cohen_kappa", "cohen_kappa", (value) => fazhi.rounded(value, 2)),
        number("krippendorff_alpha", "krippendorff_alpha", (value) => fazhi.rounded(value, 2)),
      ];
      return [
        listed("measured_intro", "none_measured", precision, right, "family", "marts.aud_measured_precision"),
        el("h3", {}, say("agreement")),
        listed("agreement_intro", "none_agreed", agreement, agreed, "", "marts.aud_agreement"),
      ];
    },
  };

  // A growth is not in the unit of its metric.
  function inUnit(row, value, told) {
    const unit =
      row.metric_code && row.check_kind !== "growth" ? fazhi.unit(fazhi.metrics.get(row.metric_code).unit) : "";
    return `${told(value)}${unit === "%" ? "" : " "}${unit}`.trim();
  }

  function listed(intro, none, table, columns, usual, source) {
    const rows = fazhi.rows(table);
    if (!rows.length) return el("p", {}, say(none));
    return [
      el("p", {}, say(intro)),
      fazhi.table({
        caption: say("rows_shown", { n: rows.length }),
        columns,
        groups: [{ head: null, rows: fazhi.sorted(columns, rows, usual) }],
        usual,
      }),
      table.left_out ? el("p", { class: "note" }, say("left_out", { n: table.left_out, table: source })) : null,
    ];
  }
})(window.fazhi);
