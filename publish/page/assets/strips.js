"use strict";
// Distribution strips: every value of a comparable set on a line, with the place that is looked for marked.
(function (fazhi) {
  const { el, say } = fazhi;
  const MOST_MARKED = 8; // places in one strip
  const ROOM = 130; // pixels for a name
  const FAR = 20; // largest of middle, from which on a strip is drawn on a logarithmic scale

  const number = (row) => Number(row.value);

  // Sets of rows { key, head, rows } with their order of size and what stands in the middle.
  function prepared(sets) {
    return sets.map((set) => {
      const rows = [...set.rows].sort((a, b) => number(a) - number(b));
      return { ...set, rows, least: rows[0], middle: median(rows.map(number)), most: rows.at(-1) };
    });
  }

  const median = (sorted) => {
    const half = sorted.length / 2;
    return sorted.length % 2 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
  };

  const looked = (row, wanted) => Boolean(wanted) && fazhi.placeName(row).toLowerCase().includes(wanted.toLowerCase());

  // One chart for the sets [{ title, head, rows }]; the address names the place to mark.
  fazhi.stripChart = function (caption, sets) {
    const wanted = fazhi.here.query.place;
    const panels = prepared(sets);
    return fazhi.chart({
      caption,
      label: say("strip_label"),
      shows: sentence(panels, wanted),
      note: say("strip_note"),
      follow: true,
      spec: (width) => ({ vconcat: panels.map((panel) => strip(panel, wanted, width)), spacing: 22 }),
      table: table(panels, wanted),
    });
  };

  function sentence(panels, wanted) {
    const [first] = panels;
    const widest = say("strip_shows", {
      name: first.title,
      set: first.head,
      n: first.rows.length,
      least: fazhi.amount(first.least),
      where: fazhi.placeName(first.least),
      most: fazhi.amount(first.most),
      place: fazhi.placeName(first.most),
    });
    if (!wanted) return widest;
    const found = panels.filter((panel) => panel.rows.some((row) => looked(row, wanted)));
    const told = found.length
      ? say("strip_found", { name: wanted, n: found.length, of: panels.length })
      : say("strip_not_found", { name: wanted });
    return fazhi.language === "zh" ? told + widest : `${told} ${widest}`;
  }

  function strip(panel, wanted, width) {
    const { INK, MUTED, ACCENT, STATED } = fazhi.INKS;
    const inner = width - 44;
    const far = number(panel.least) > 0 && number(panel.most) > FAR * panel.middle;
    const domain = [number(panel.least), number(panel.most)];
    if (domain[0] === domain[1]) domain[1] = domain[0] + 1;
    const x = {
      field: "number",
      type: "quantitative",
      title: null,
      scale: { domain, zero: false, nice: false, type: far ? "log" : "linear" },
      axis: { grid: false, tickCount: width < 480 ? 3 : 6, ...(far ? fazhi.briefTicks() : {}) },
    };
    const data = panel.rows.map((row) => ({
      number: number(row),
      name: `${fazhi.shortName(row)} ${fazhi.amount(row)}`,
      marked: looked(row, wanted),
      href: fazhi.altered({ figure: `${row.place}/${row.observation_id}` }),
    }));
    const others = thinned(data.filter((row) => !row.marked), domain, inner, far);
    const marked = data.filter((row) => row.marked).slice(0, MOST_MARKED);
    return {
      title: {
        text: panel.title,
        subtitle: far ? say("with_unit", { name: panel.head, unit: say("strip_log") }) : panel.head,
        subtitleColor: MUTED,
        limit: width,
        frame: "group",
        offset: marked.length ? 18 : 6,
      },
      width: inner,
      height: 34,
      layer: [
        {
          data: { values: others },
          mark: { type: "tick", orient: "vertical", thickness: 2, size: 24, opacity: 0.55, color: ACCENT, cursor: "pointer" },
          encoding: { x },
        },
        {
          data: { values: panel.rows.length > 2 ? [{ number: panel.middle }] : [] },
          mark: { type: "rule", color: INK, strokeDash: [3, 3], strokeWidth: 1.5 },
          encoding: { x },
        },
        {
          data: { values: marked },
          mark: { type: "point", shape: "circle", filled: true, size: 110, opacity: 1, color: STATED, cursor: "pointer" },
          encoding: { x },
        },
        {
          data: { values: apart(marked, domain, inner, far) },
          mark: { type: "text", dy: -26, color: STATED, fontWeight: "bold", fontSize: 12, align: { expr: "datum.align" } },
          encoding: { x, text: { field: "name" } },
        },
      ],
    };
  }

  const along = (value, [low, high], far) =>
    far ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);

  // Marks that would stand on one pixel are drawn once.
  const thinned = (rows, domain, width, far) => [
    ...new Map(rows.map((row) => [Math.round(along(row.number, domain, far) * width), row])).values(),
  ];

  // The names that do not cover one another; they end where the strip does.
  function apart(rows, domain, width, far) {
    let last = -ROOM;
    return rows
      .map((row) => ({ ...row, at: along(row.number, domain, far) * width }))
      .filter(({ at }) => at - last >= ROOM && (last = at) >= 0)
      .map((row) => ({ ...row, align: row.at < ROOM / 2 ? "left" : row.at > width - ROOM / 2 ? "right" : "center" }));
  }

  function table(panels, wanted) {
    const told = (row) => [fazhi.figure(row.place, row.observation_id, fazhi.amount(row)), " ", fazhi.placeLink(row)];
    const rows = panels.map((panel) => ({
      ...panel,
      marked: panel.rows.filter((row) => looked(row, wanted)).slice(0, MOST_MARKED),
    }));
    return fazhi.table({
      caption: say("strip_table"),
      fixed: true,
      groups: [{ head: null, rows }],
      columns: [
        {
          key: "metric",
          label: say("metric"),
          cell: (row) => [fazhi.metricLink(row.rows[0].metric_code || row.code), el("span", { class: "note" }, row.head)],
        },
        { key: "size", label: say("number_of"), number: true, cell: (row) => fazhi.number(row.rows.length) },
        { key: "least", label: say("least"), cell: (row) => told(row.least) },
        {
          key: "middle",
          label: say("middle"),
          number: true,
          cell: (row) => fazhi.number(String(Number(row.middle.toFixed(4)))),
        },
        { key: "most", label: say("most"), cell: (row) => told(row.most) },
        {
          key: "marked",
          label: say("looked_for"),
          spare: true,
          cell: (row) => (row.marked.length ? row.marked.map((one) => el("p", { class: "line" }, told(one))) : null),
        },
      ],
    });
  }
})(window.fazhi);
