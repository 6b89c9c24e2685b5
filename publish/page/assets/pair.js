"use strict";
// Two places side by side: what both state, by subject, and whether it compares.
(function (fazhi) {
  const { el, say } = fazhi;
  const MOST_PANELS = 12; // of a chart

  fazhi.views.pair = async function ({ path }) {
    const names = path.slice(1, 3);
    const places = names.map(fazhi.placeOf);
    if (!places[0] || !places[1] || names[0] === names[1]) return fazhi.missing();
    const shards = await Promise.all(names.map((name) => fazhi.load(`place/${name}`)));
    if (!shards[0] || !shards[1]) return fazhi.missing();
    const figures = shards.map((shard, side) =>
      fazhi
        .rows(shard.figures)
        .filter((row) => row.role === "level" && row.range_part === null)
        .map((row) => ({ ...row, place: names[side], jurisdiction_name: places[side].name_zh })),
    );
    const rows = both(figures);
    const comparing = rows.filter((row) => row.compares);
    const called = places.map(fazhi.placeName);
    const title = say("pair_title", { one: called[0], other: called[1] });
    fazhi.tell(say("rows_shown", { n: rows.length }));
    return {
      title,
      nodes: [
        el("p", { class: "kicker" }, say("pair")),
        el("h1", { tabindex: "-1" }, title),
        el(
          "div",
          { class: "choices" },
          names.map((name, side) =>
            fazhi.choosePlace(`pair-${side}`, say("pair_instead", { name: called[side] }), (place) =>
              fazhi.link(["pair", ...names.map((one, at) => (at === side ? place.place : one))]),
            ),
          ),
        ),
        el(
          "p",
          { class: "verdict" },
          say("pair_verdict", { one: called[0], other: called[1], n: rows.length, m: comparing.length }),
        ),
        comparing.length ? bars(comparing, title) : null,
        rows.length ? table(rows, places, title) : null,
        ...places.map((place, side) => alone(place, figures[side], figures[1 - side])),
      ],
    };
  };

  const newest = (rows) => [...rows].sort((a, b) => (b.year || 0) - (a.year || 0) || (a.rank_in_group === null) - (b.rank_in_group === null))[0];

  // Of each metric of both the newest two values that compare, else the newest of each.
  function both([ones, others]) {
    const found = [];
    for (const code of new Set(ones.map((row) => row.metric_code))) {
      const [mine, theirs] = [ones, others].map((rows) => rows.filter((row) => row.metric_code === code));
      if (!theirs.length) continue;
      const ranked = mine.filter(
        (row) =>
          row.rank_in_group !== null &&
          theirs.some((other) => other.rank_in_group !== null && other.comparison_group === row.comparison_group),
      );
      const one = newest(ranked.length ? ranked : mine);
      const other = newest(
        ranked.length
          ? theirs.filter((row) => row.rank_in_group !== null && row.comparison_group === one.comparison_group)
          : theirs,
      );
      found.push({ metric_code: code, sides: [one, other], compares: ranked.length > 0 });
    }
    return found.sort((a, b) => (fazhi.metricName(a.metric_code) < fazhi.metricName(b.metric_code) ? -1 : 1));
  }

  function bars(rows, title) {
    const panels = rows.slice(0, MOST_PANELS).map(({ metric_code: code, sides }) => ({
      title: fazhi.metricName(code),
      rows: sides.map((row) => ({
        name: fazhi.shortName(row),
        number: Number(row.value),
        text: fazhi.dated(row),
        href: fazhi.altered({ figure: `${row.place}/${row.observation_id}` }),
      })),
    }));
    return fazhi.chart({
      caption: say("titled", { name: title, what: say("pair_chart") }),
      label: say("chart_label", { name: title }),
      note: [say("pair_note"), rows.length > MOST_PANELS ? say("chart_capped", { n: MOST_PANELS, m: rows.length - MOST_PANELS }) : ""].join(" "),
      follow: true,
      spec: (width) => fazhi.bars(panels, width),
    });
  }

  function table(rows, places, title) {
    const side = (at) => ({
      key: `side${at}`,
      label: fazhi.placeName(places[at]),
      number: true,
      amount: ({ sides }) => sides[at],
      cell: ({ sides }) => fazhi.figure(sides[at].place, sides[at].observation_id, fazhi.amount(sides[at])),
    });
    const of = (at, key, told) => ({
      key: `${key}${at}`,
      label: say("of_place", { what: say(key), place: fazhi.shortName(places[at]) }),
      cell: ({ sides }) => told(sides[at]),
    });
    const columns = [
      { key: "metric", label: say("metric"), cell: (row) => fazhi.metricLink(row.metric_code) },
      side(0),
      side(1),
      of(0, "year", fazhi.year),
      of(1, "year", fazhi.year),
      {
        key: "comparability",
        label: say("comparability"),
        wide: true,
        cell: (row) =>
          row.compares
            ? say("pair_compares", { form: fazhi.formName(row.sides[0]) })
            : row.sides.map((one) => el("p", { class: "line" }, say("titled", { name: fazhi.shortName(one), what: why(one) }))),
      },
    ];
    return fazhi.table({ caption: title, columns, whole: true, groups: fazhi.bySubject(rows) });
  }

  const why = (row) => `${fazhi.formName(row)}${say("semicolon")}${fazhi.comparability(row)}`;

  function alone(place, mine, theirs) {
    const codes = [...new Set(mine.map((row) => row.metric_code))].filter(
      (code) => !theirs.some((row) => row.metric_code === code),
    );
    return codes.length
      ? fazhi.folded(
          say("pair_alone", { place: fazhi.placeName(place), n: codes.length }),
          el("ul", { class: "columns" }, codes.map((code) => el("li", {}, fazhi.metricLink(code)))),
        )
      : null;
  }
})(window.fazhi);
