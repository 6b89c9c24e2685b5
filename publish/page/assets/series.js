"use strict";
// Series over the years: what may be joined by a line, where it breaks and why.
(function (fazhi) {
  const { say } = fazhi;
  const FORM = ["scope", "unit", "day_kind", "as_of", "period_type", "reporting_department"];

  const partOf = (row, name) => (name === "as_of" && row.as_of ? row.as_of.slice(5) : row[name] || "");

  // What may be joined by a line: one scope, unit, kind of day, cut-off day of the year, period and office. As a code.
  fazhi.form = (row) => FORM.map((name) => partOf(row, name)).join("|");

  // The same in words.
  fazhi.formName = (row) =>
    [
      fazhi.code("scope", row.scope),
      fazhi.unit(row.unit) || null,
      row.day_kind ? fazhi.code("day_kind", row.day_kind) : null,
      row.as_of ? say("cut_off", { date: row.as_of.slice(5) }) : null,
      row.period_type === "year" ? null : fazhi.code("period_type", row.period_type),
      row.reporting_department,
    ]
      .filter(Boolean)
      .join(" · ");

  // Rows of one metric and place by year, one for each form and year: the year's own before what a later report recalls.
  fazhi.yearly = function (rows) {
    const found = new Map();
    const own = (row) => (row.role === "prior" ? 1 : 0);
    const order = [...rows].sort(
      (a, b) => a.year - b.year || own(a) - own(b) || (a.observation_id < b.observation_id ? -1 : 1),
    );
    for (const row of order) {
      const key = `${row.place}|${fazhi.form(row)}|${row.year}`;
      if (!found.has(key)) found.set(key, row);
    }
    return [...found.values()];
  };

  // The same with `run`: rows of one run are of one form, and their years follow one another without a gap.
  fazhi.runs = function (rows) {
    const last = new Map();
    return rows.map((row) => {
      const line = `${row.place}|${fazhi.form(row)}`;
      const before = last.get(line);
      const run = before && row.year - before.year <= 1 ? before.run : `${line}|${row.year}`;
      last.set(line, { year: row.year, run });
      return { ...row, run };
    });
  };

  // Where no line leads from one year that has a value to the next: [{ from, to, why }].
  fazhi.breaks = function (rows) {
    const years = [...new Set(rows.map((row) => row.year))].sort((a, b) => a - b);
    const of = (year) => rows.filter((row) => row.year === year);
    const found = [];
    for (let place = 1; place < years.length; place++) {
      const [from, to] = [years[place - 1], years[place]];
      const before = new Map(of(from).map((row) => [fazhi.form(row), row]));
      if (to - from > 1) found.push({ from, to, why: say("break_gap", { from: String(from), to: String(to) }) });
      else if (!of(to).some((row) => before.has(fazhi.form(row))))
        found.push({ from, to, why: changed([...before.values()][0], of(to)[0]) });
    }
    return found;
  };

  // What differs in the form of two rows, in words.
  function changed(one, other) {
    const name = FORM.find((part) => partOf(one, part) !== partOf(other, part));
    const told = (row) =>
      name === "as_of"
        ? row.as_of
          ? say("cut_off", { date: row.as_of.slice(5) })
          : say("no_cut_off")
        : (name === "unit" ? fazhi.unit(row.unit) : fazhi.code(name, partOf(row, name))) || say("unknown");
    return say("break_form", {
      from: String(one.year),
      to: String(other.year),
      before: told(one),
      after: told(other),
    });
  }

  // One sentence: the longest run from its first to its last value, and the breaks.
  fazhi.courseOf = function (rows) {
    const runs = new Map();
    for (const row of fazhi.runs(rows)) runs.set(row.run, [...(runs.get(row.run) || []), row]);
    const longest = [...runs.values()].sort((a, b) => b.length - a.length || b[0].year - a[0].year)[0];
    const breaks = fazhi.breaks(rows);
    const [first, last] = [longest[0], longest.at(-1)];
    const course =
      longest.length > 1
        ? say("course", {
            from: String(first.year),
            to: String(last.year),
            first: fazhi.amount(first),
            last: fazhi.amount(last),
            form: fazhi.formName(first),
          })
        : say("course_none");
    const told = breaks.length ? say("breaks", { n: breaks.length, why: breaks.map((one) => one.why).join(say("semicolon")) }) : "";
    return fazhi.language === "zh" ? course + told : `${course} ${told}`.trim();
  };

  // Lines over the years: points { year, number, series, run, hollow, href, text }; `breaks` are dashed between years,
  // `behind` are points whose lines stand back in grey; `all` are the series that several charts share.
  fazhi.lines = function (points, width, { breaks = [], behind = [], all } = {}) {
    const { INK, MUTED, ALONE } = fazhi.INKS;
    const series = [...new Set(points.map((point) => point.series))];
    const known = [...points, ...behind].map((point) => Number(point.year));
    const years = Array.from({ length: Math.max(...known) - Math.min(...known) + 1 }, (_, place) =>
      String(Math.min(...known) + place),
    );
    const inner = width - 90;
    const color = {
      field: "series",
      type: "nominal",
      scale: { domain: all || series, range: fazhi.SERIES },
      legend: all || (series.length > 1 && series.length <= fazhi.SERIES.length) ? { columns: width < 480 ? 1 : 2, symbolType: "stroke" } : null,
    };
    const position = {
      x: { field: "year", type: "ordinal", scale: { domain: years }, title: null, axis: { labelAngle: 0, labelOverlap: "greedy", labelSeparation: 4 } },
      y: { field: "number", type: "quantitative", title: null, scale: { zero: true }, axis: { tickCount: 5 } },
    };
    const round = { type: "point", shape: "circle", opacity: 1, cursor: "pointer", size: 60 };
    const line = (values, mark, encoding) => ({
      data: { values },
      mark: { type: "line", strokeWidth: 2, ...mark },
      encoding: { ...encoding, detail: { field: "run", type: "nominal" } },
    });
    return {
      width: inner,
      height: 230,
      data: { values: points },
      encoding: position,
      layer: [
        ...(breaks.length
          ? [
              {
                data: { values: breaks.map((one) => ({ year: String(one.to) })) },
                mark: { type: "rule", color: MUTED, strokeDash: [4, 4], xOffset: -inner / years.length / 2 },
                encoding: { x: position.x, y: { value: 0 }, y2: { value: 230 } },
              },
            ]
          : []),
        ...(behind.length
          ? [
              line(behind, { color: ALONE, strokeWidth: 1, opacity: 0.45 }, {}),
              { data: { values: behind }, mark: { ...round, size: 12, filled: true, color: ALONE, opacity: 0.6 } },
            ]
          : []),
        line(points, {}, { color }),
        ...[false, true]
          .filter((hollow) => points.some((one) => Boolean(one.hollow) === hollow))
          .map((hollow) => ({
            data: { values: points.filter((one) => Boolean(one.hollow) === hollow) },
            mark: { ...round, filled: !hollow, ...(hollow ? { fill: "#ffffff" } : {}) },
            encoding: { color },
          })),
        // Where lines lie close to one another their numbers would cover each other: the table has them.
        ...(series.length === 1 && !all
          ? [{ mark: { type: "text", dy: -12, color: INK, fontSize: 11 }, encoding: { text: { field: "text" } } }]
          : []),
      ],
    };
  };

  // Small charts beside one another, each with a scale of its own: panels [{ title, points }].
  fazhi.multiples = function (panels, width) {
    const all = [...new Set(panels.flatMap(({ points }) => points.map((point) => point.series)))].sort();
    const columns = Math.max(1, Math.floor(width / 250));
    const each = Math.floor(width / columns) - 70;
    const small = ({ title, points }) => {
      const { encoding, layer, ...spec } = fazhi.lines(points, each + 90, { all });
      return {
        ...{ ...spec, height: 70, title: { text: title, limit: each + 30, offset: 4 } },
        encoding: { ...encoding, y: { ...encoding.y, axis: { tickCount: 2, ...fazhi.briefTicks() } } },
        layer,
      };
    };
    const rows = [];
    for (let start = 0; start < panels.length; start += columns) rows.push(panels.slice(start, start + columns));
    return { spacing: 20, vconcat: rows.map((row) => ({ spacing: 26, hconcat: row.map(small) })) };
  };

  // The table of a series, year by year.
  fazhi.seriesTable = (caption, rows, withPlace) =>
    fazhi.table({
      caption,
      fixed: true,
      groups: [{ head: null, rows }],
      columns: [
        { key: "year", label: say("year"), number: false, plain: (row) => row.year, cell: fazhi.year },
        ...(withPlace ? [{ key: "place", label: say("place"), cell: fazhi.placeLink }] : []),
        {
          key: "value",
          label: say("value"),
          number: true,
          cell: (row) => fazhi.figure(row.place, row.observation_id, fazhi.amount(row)),
        },
        ...(withPlace ? [] : [{ key: "role", label: say("role"), cell: (row) => fazhi.code("role", row.role) }]),
        { key: "series", label: say("form"), cell: fazhi.formName },
      ],
    });

  // A point of a chart out of a row.
  fazhi.point = (row, series) => ({
    year: String(row.year),
    number: Number(row.value),
    text: fazhi.number(row.value),
    series,
    run: row.run,
    hollow: row.role === "prior",
    href: fazhi.altered({ figure: `${row.place}/${row.observation_id}` }),
  });
})(window.fazhi);
