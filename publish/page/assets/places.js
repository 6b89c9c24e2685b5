"use strict";
// The list of places.
(function (fazhi) {
  const { el, say } = fazhi;

  // A place by its name in files and addresses; null before the list has come.
  fazhi.placeOf = (place) => (fazhi.placesByName ? fazhi.placesByName.get(place) || null : null);

  fazhi.loadPlaces = async function () {
    if (fazhi.placesByName) return;
    const shard = await fazhi.load("places");
    fazhi.placesByName = new Map(
      fazhi.rows(shard && shard.places).map((row) => [row.place, { ...row, jurisdiction_name: row.name_zh }]),
    );
  };

  fazhi.views.places = async function () {
    const all = [...fazhi.placesByName.values()];
    const { province_name: province } = fazhi.here.query;
    const rows = all.filter(
      (row) => fazhi.fits(row, ["level"]) && (!province || [row.province_name, row.name_zh].includes(province)),
    );
    const columns = [
      { key: "place", label: say("place"), sort: fazhi.placeName, cell: fazhi.placeLink },
      {
        key: "level",
        label: say("level"),
        sort: (row) => row.level,
        cell: (row) => row.level && fazhi.code("level", row.level),
      },
      { key: "belongs", label: say("belongs_to"), sort: fazhi.above, cell: fazhi.above },
      {
        key: "reports",
        label: say("reports"),
        number: true,
        sort: (row) => row.reports,
        cell: (row) => fazhi.number(row.reports),
      },
      { key: "years", label: say("report_years"), number: true, sort: (row) => row.last_year, cell: fazhi.span },
      {
        key: "metrics",
        label: say("metrics"),
        number: true,
        sort: (row) => row.metrics,
        cell: (row) => fazhi.number(row.metrics),
      },
      {
        key: "facts",
        label: say("facts_count"),
        number: true,
        sort: (row) => row.facts,
        cell: (row) => fazhi.number(row.facts),
      },
      {
        key: "failing",
        label: say("failing_count"),
        number: true,
        sort: (row) => row.checks_fail,
        cell: (row) => fazhi.number(row.checks_fail),
      },
    ];
    fazhi.tell(say("rows_shown", { n: rows.length }));
    return {
      title: say("places"),
      nodes: [
        el("h1", { tabindex: "-1" }, say("places")),
        el("p", { class: "lead" }, say("places_intro")),
        fazhi.filters(
          fazhi.search("place", say("find_place")),
          fazhi.choiceOf("level", say("level"), all, (level) => fazhi.code("level", level)),
          fazhi.choiceOf("province_name", say("province"), all, provinceName(all)),
        ),
        rows.length
          ? fazhi.table({
              caption: say("titled", { name: say("places"), what: say("rows_shown", { n: rows.length }) }),
              columns,
              groups: [{ head: null, rows: fazhi.sorted(columns, rows, "-facts") }],
              usual: "-facts",
            })
          : el("p", { class: "nothing" }, say("nothing_fits")),
      ],
    };
  };

  // What a province is called, by its Chinese name.
  function provinceName(all) {
    const names = new Map(
      all.map((row) => [row.province_name, (fazhi.language === "en" && row.province_name_en) || row.province_name]),
    );
    return (name) => names.get(name);
  }

  fazhi.above = (row) =>
    ["province_name", "parent_name"]
      .map((name) => (fazhi.language === "en" && row[`${name}_en`]) || row[name])
      .filter(Boolean)
      .join(" › ");

  fazhi.span = (row) =>
    row.first_year === null
      ? ""
      : row.first_year === row.last_year
        ? String(row.first_year)
        : `${row.first_year}–${row.last_year}`;
})(window.fazhi);
