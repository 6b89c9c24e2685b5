"use strict";
// A map of tiles, one for each province: what is known there, and in which years.
(function (fazhi) {
  const { el, say } = fazhi;
  const COLUMNS = 9,
    ROWS = 8;
  const MOST_YEARS = 20; // columns in a tile

  // Provinces with what is known of them: { places, prefectures known, facts, years: Map of year to places }.
  function known(front) {
    const found = new Map(
      fazhi.rows(front.provinces).map((row) => [
        row.province,
        { ...row, of: row.prefectures, places: 0, prefectures: 0, facts: 0, years: new Map() },
      ]),
    );
    for (const row of fazhi.rows(front.known)) {
      const province = found.get(row.province);
      if (!province) continue;
      if (row.year === null)
        Object.assign(province, { places: row.places, prefectures: row.prefectures, facts: row.facts });
      else province.years.set(row.year, row.places);
    }
    return [...found.values()];
  }

  const called = (row) => (fazhi.language === "en" && row.name_en) || row.name_zh;
  const briefly = (row) => (fazhi.language === "en" ? row.name_en || row.abbreviation : row.short_name_zh);
  const to = (row) => fazhi.link(["places"], { province_name: row.name_zh });

  fazhi.tileMap = function (front) {
    const provinces = known(front);
    const all = [...new Set(provinces.flatMap((row) => [...row.years.keys()]))].sort((a, b) => a - b);
    if (!all.length) return el("p", { class: "nothing" }, say("none_yet"));
    const years = span(all);
    const most = Math.max(...provinces.flatMap((row) => [...row.years.values()]));
    return fazhi.chart({
      caption: say("map_caption"),
      label: say("map_label"),
      shows: sentence(provinces, all),
      note: say("map_note", { first: String(years[0]), last: String(years.at(-1)), n: most }),
      follow: true,
      spec: (width) => drawing(provinces, years, most, width),
      table: table(provinces, all),
    });
  };

  // Every year from the first to the last, so that a gap is seen; the last ones where they are many.
  function span(all) {
    const [first, last] = [Math.max(all[0], all.at(-1) - MOST_YEARS + 1), all.at(-1)];
    return Array.from({ length: last - first + 1 }, (_, place) => first + place);
  }

  function sentence(provinces, all) {
    const some = provinces.filter((row) => row.places).sort((a, b) => b.places - a.places);
    const by = (year) => provinces.reduce((sum, row) => sum + (row.years.get(year) || 0), 0);
    const best = [...all].sort((a, b) => by(b) - by(a) || b - a)[0];
    return say("map_shows", {
      n: some.length,
      of: provinces.length,
      place: called(some[0]),
      m: some[0].places,
      year: String(best),
      k: by(best),
    });
  }

  function drawing(provinces, years, most, width) {
    const { INK, MUTED, ACCENT, RULE } = fazhi.INKS;
    const wide = width / COLUMNS,
      narrow = wide < 70,
      high = narrow ? 50 : 78,
      gap = narrow ? 2 : 4;
    const bars = [];
    const tiles = provinces.map((row) => {
      const [x, y] = [row.column * wide, row.row * high];
      const base = y + high - gap - 3,
        each = (wide - gap - 8) / years.length;
      years.forEach((year, place) => {
        const places = row.years.get(year);
        if (!places) return;
        const tall = Math.max(2, ((narrow ? 18 : 24) * places) / most);
        const left = x + 4 + place * each;
        bars.push({ x: left, x2: left + Math.max(1, each - 1), y: base - tall, y2: base, href: to(row) });
      });
      return {
        ...{ x, y, x2: x + wide - gap, y2: y + high - gap, href: row.places ? to(row) : null, any: row.places > 0 },
        name: narrow && fazhi.language === "en" ? row.abbreviation : briefly(row),
        count: narrow
          ? String(row.places || "")
          : row.places
            ? row.of
              ? say("map_tile", { n: row.places, m: row.prefectures, of: row.of })
              : say("map_tile_alone", { n: row.places })
            : "–",
      };
    });
    const x = { field: "x", type: "quantitative", scale: null, axis: null };
    const y = { field: "y", type: "quantitative", scale: null, axis: null };
    const box = { x, y, x2: { field: "x2" }, y2: { field: "y2" } };
    const text = (field, dy, more) => ({
      data: { values: tiles },
      mark: { type: "text", align: "left", baseline: "top", dx: narrow ? 2 : 4, dy, limit: wide - gap - (narrow ? 2 : 6), cursor: "pointer", ...more },
      encoding: { x, y, text: { field } },
    });
    return {
      width,
      height: ROWS * high,
      layer: [
        {
          data: { values: tiles },
          mark: { type: "rect", stroke: RULE, strokeWidth: 1, cursor: "pointer" },
          encoding: {
            ...box,
            fill: { field: "any", type: "nominal", scale: { domain: [true, false], range: ["#e7eef5", "#ffffff"] }, legend: null },
          },
        },
        { data: { values: bars }, mark: { type: "rect", color: ACCENT, cursor: "pointer" }, encoding: box },
        text("name", 4, { color: INK, fontSize: narrow ? 10 : 13, fontWeight: "bold" }),
        text("count", narrow ? 17 : 22, { color: narrow ? INK : MUTED, fontSize: 11 }),
      ],
    };
  }

  function table(provinces, all) {
    const rows = provinces.filter((row) => row.places);
    const number = (key, label) => ({ key, label, number: true, cell: (row) => fazhi.number(row[key]) });
    return fazhi.table({
      caption: say("map_caption"),
      fixed: true,
      groups: [{ head: null, rows }],
      columns: [
        { key: "province", label: say("province"), cell: (row) => el("a", { href: to(row) }, called(row)) },
        number("places", say("jurisdictions")),
        {
          key: "prefectures",
          label: say("prefectures_known"),
          number: true,
          cell: (row) => say("rank_of", { rank: row.prefectures, size: row.of }),
        },
        number("facts", say("facts_count")),
        {
          key: "years",
          label: say("places_by_year"),
          wide: true,
          cell: (row) =>
            all
              .filter((year) => row.years.get(year))
              .map((year) => say("titled", { name: String(year), what: fazhi.number(row.years.get(year)) }))
              .join(say("semicolon")),
        },
      ],
    });
  }
})(window.fazhi);
