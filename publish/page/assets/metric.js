"use strict";
// The pictures of one metric: how the values of its widest sets spread, and its places over the years.
(function (fazhi) {
  const { el, say } = fazhi;
  const MOST_STRIPS = 3;
  const MOST_BEHIND = 60; // lines that stand back in grey
  const MOST_CHOSEN = 5;

  fazhi.metricSpread = function (code, rows) {
    const sets = fazhi
      .sets(rows)
      .filter((set) => set.key !== null && set.rows.length > 1)
      .slice(0, MOST_STRIPS)
      .map((set) => ({ ...set, code, title: fazhi.metricName(code) }));
    if (!sets.length) return el("p", {}, say("strip_none"));
    return [
      fazhi.filters(fazhi.search("place", say("mark_place"))),
      fazhi.stripChart(say("titled", { name: fazhi.metricName(code), what: say("strip_caption_of") }), sets),
    ];
  };

  // Places over the years: those of one form, so that they compare; the chosen ones in colour, others in grey.
  fazhi.metricSeries = function (code, all) {
    const dated = all.filter((row) => row.year !== null);
    const forms = new Map();
    for (const row of dated) forms.set(fazhi.form(row), [...(forms.get(fazhi.form(row)) || []), row]);
    const ways = [...forms].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
    if (new Set(dated.map((row) => row.year)).size < 2) return el("p", {}, say("series_none"));
    const { query } = fazhi.here;
    const form = forms.has(query.form) ? query.form : ways[0][0];
    const byPlace = new Map();
    for (const row of fazhi.runs(fazhi.yearly(forms.get(form))))
      byPlace.set(row.place, [...(byPlace.get(row.place) || []), row]);
    const wanted = (query.with || "").split(",").filter((place) => byPlace.has(place));
    const order = [...byPlace.keys()].sort((a, b) => byPlace.get(b).length - byPlace.get(a).length || (a < b ? -1 : 1));
    const chosen = wanted.length ? wanted.slice(0, MOST_CHOSEN) : order.slice(0, MOST_CHOSEN);
    const behind = order.filter((place) => !chosen.includes(place)).slice(0, MOST_BEHIND);
    const rowsOf = (places) => places.flatMap((place) => byPlace.get(place));
    const named = (place) => fazhi.shortName(byPlace.get(place)[0]);
    const rows = rowsOf(chosen).sort((a, b) => a.year - b.year);
    const left = order.length - chosen.length - behind.length;
    const caption = say("titled", { name: fazhi.metricName(code), what: fazhi.formName(rows[0]) });
    return [
      el(
        "div",
        { class: "filters" },
        ways.length > 1
          ? fazhi.choice(
              "form",
              say("form"),
              ways.map(([value, some]) => ({
                value,
                label: say("with_unit", { name: fazhi.formName(some[0]), unit: fazhi.number(some.length) }),
              })),
              form,
            )
          : null,
        chooser(order, byPlace, wanted),
      ),
      wanted.length ? picked(wanted, named) : null,
      fazhi.chart({
        caption,
        label: say("series_label", { name: fazhi.metricName(code) }),
        shows: sentence(chosen, byPlace, order.length),
        note: [behind.length ? say("series_note", { n: chosen.length, m: behind.length }) : say("series_note_all"), left ? say("series_left", { n: left }) : ""].join(" "),
        follow: true,
        spec: (width) =>
          fazhi.lines(
            rows.map((row) => fazhi.point(row, named(row.place))),
            width,
            { behind: rowsOf(behind).map((row) => fazhi.point(row, named(row.place))) },
          ),
        table: fazhi.seriesTable(caption, rows, true),
      }),
    ];
  };

  const chooser = (order, byPlace, wanted) =>
    fazhi.choosePlace(
      "with-place",
      say("add_place"),
      (place) =>
        fazhi.altered({ with: [...new Set([...wanted, place.place])].slice(-MOST_CHOSEN).join(","), figure: null }),
      order.map((place) => fazhi.placeOf(place) || { ...byPlace.get(place)[0], jurisdiction_key: place }),
    );

  const picked = (wanted, named) =>
    el(
      "ul",
      { class: "picked" },
      wanted.map((place) =>
        el(
          "li",
          {},
          el(
            "a",
            {
              href: fazhi.altered({ with: wanted.filter((one) => one !== place).join(","), figure: null }),
              "aria-label": say("remove_place", { name: named(place) }),
            },
            `${named(place)} ×`,
          ),
        ),
      ),
    );

  // How many of all places state it of two years or more, and how the first of those in colour went.
  function sentence(chosen, byPlace, all) {
    const several = [...byPlace.values()].filter((rows) => rows.length > 1).length;
    const told = say("series_shows", { n: all, m: several });
    const first = chosen.find((place) => byPlace.get(place).length > 1);
    if (!first) return told;
    const course = say("titled", { name: fazhi.placeName(byPlace.get(first)[0]), what: fazhi.courseOf(byPlace.get(first)) });
    return fazhi.language === "zh" ? told + course : `${told} ${course}`;
  }
})(window.fazhi);
