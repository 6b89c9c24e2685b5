"use strict";
// What a part is of its whole: what the report says beside what its own figures give.
(function (fazhi) {
  const { el, say } = fazhi;

  fazhi.ratioView = async function (kind, metric) {
    const all = await fazhi.loadRatios(kind);
    if (!all.length) return [fazhi.filters(metric), el("p", { class: "nothing" }, say("no_values"))];
    const rows = all.filter((row) => fazhi.fits(row, ["year", "level", "scope"]));
    const hasStated = kind !== "review_closure";
    const columns = columnsOf(kind, hasStated);
    const usual = hasStated ? "-gap" : "-derived";
    const sorted = fazhi.sorted(columns, rows, usual);
    // How far a report is from itself can be told of any; shares are compared within sets only.
    const apart = fazhi.here.query.sets ? fazhi.here.query.sets !== "off" : !hasStated;
    const sets = fazhi.sets(sorted);
    fazhi.tell(say("rows_shown", { n: rows.length }));
    return [
      fazhi.filters(
        metric,
        fazhi.choiceOf("year", say("year"), all, String),
        fazhi.choiceOf("level", say("level"), all, (level) => fazhi.code("level", level)),
        fazhi.choiceOf("scope", say("scope"), all, (scope) => fazhi.code("scope", scope)),
        fazhi.search("place", say("find_place")),
      ),
      el("h2", {}, say(`ratio_${kind}`)),
      el("p", { class: "definition" }, say(`note_${kind}`)),
      fazhi.workedOut(fazhi.indicators.get(all[0].indicator_code)),
      el(
        "p",
        { class: "verdict" },
        hasStated
          ? differing(rows)
          : fazhi.verdict(
              sets.map(derivedOnly).filter((set) => set.rows.length),
              (row) => Number(row.derived),
              shareOf,
              fazhi.here.query.sort === "derived",
            ),
      ),
      rows.length ? pairs(kind, apart ? sets : [{ key: "", rows: sorted, head: null }], hasStated) : null,
      rows.length ? fazhi.setsToggle(apart) : null,
      rows.length
        ? fazhi.table({
            caption: say("titled", { name: say(`ratio_${kind}`), what: say("rows_shown", { n: rows.length }) }),
            columns,
            groups: apart ? sets : [{ head: null, rows: sorted }],
            usual,
          })
        : null,
    ];
  };

  const share = (row) =>
    `${row.modifier ? fazhi.code("sign", row.modifier) : ""}${fazhi.rounded(row.derived, 2)}%`;
  const shareOf = (row) =>
    say("share_of", { share: share(row), part: fazhi.number(row.part), whole: fazhi.number(row.whole) });
  const derivedOnly = (set) => ({ ...set, rows: set.rows.filter((row) => row.derived !== null) });

  fazhi.shareOf = shareOf;

  // Whether a row has a stated rate and a derived one; where one of them is a bound there is no gap.
  fazhi.hasBoth = (row) => row.stated !== null && row.derived !== null;

  function differing(rows) {
    const both = rows.filter(fazhi.hasBoth);
    const differ = both.filter((row) => row.outcome === "fails");
    const unjudged = both.filter((row) => row.outcome !== "fails" && row.outcome !== "holds").length;
    if (!both.length) return say("nothing_fits");
    const told = differ.length
      ? say("differing", { n: differ.length, names: fazhi.listed([...new Set(differ.map(fazhi.placeName))]) })
      : say("none_differing", { n: both.length });
    return unjudged ? [told, fazhi.language === "zh" ? "" : " ", say("unjudged", { n: unjudged })] : told;
  }

  function columnsOf(kind, hasStated) {
    const term = (key, of) => ({
      key,
      label: say(`${key}_${kind}`),
      number: true,
      sort: (row) => number(row[key]),
      cell: (row) => (row[key] === null ? null : fazhi.figure(row.place, row[`${key}_id`], fazhi.number(row[key]))),
    });
    return [
      { key: "place", label: say("place"), sort: fazhi.placeName, cell: fazhi.placeCell },
      ...(hasStated
        ? [
            {
              key: "stated",
              label: say("stated"),
              number: true,
              sort: (row) => number(row.stated),
              cell: (row) =>
                row.stated === null ? null : fazhi.figure(row.place, row.stated_id, `${fazhi.number(row.stated)}%`),
            },
          ]
        : []),
      {
        key: "derived",
        label: say("derived"),
        number: true,
        sort: (row) => number(row.derived),
        cell: (row) => (row.derived === null ? null : el("span", { class: "derived" }, share(row))),
      },
      ...(hasStated
        ? [
            {
              key: "gap",
              label: say("gap"),
              number: true,
              sort: (row) => (row.gap === null ? null : Math.abs(row.gap)),
              cell: (row) => (row.gap === null ? null : fazhi.rounded(row.gap, 2)),
            },
            { key: "judgement", label: say("judgement"), sort: (row) => row.outcome, cell: judged },
          ]
        : []),
      term("whole"),
      term("part"),
      ...(hasStated
        ? []
        : [
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
          ]),
      { key: "year", label: say("year"), number: true, sort: (row) => row.year, cell: fazhi.year },
      { key: "scope", label: say("scope"), sort: (row) => row.scope, cell: (row) => fazhi.code("scope", row.scope) },
      { key: "comparability", label: say("comparability"), wide: true, cell: comparability },
    ];
  }

  const number = (value) => (value === null ? null : Number(value));

  function judged(row) {
    if (row.outcome === null) return null;
    if (row.outcome === "fails") return el("span", { class: "mark fails" }, say("differs"));
    if (row.outcome === "holds") return say("agrees", { reason: fazhi.code("check_reason", row.reason) });
    return say("titled", { name: say("cannot_tell"), what: fazhi.code("check_reason", row.reason) });
  }

  const comparability = (row) => (row.derived === null ? say("ratio_underived") : fazhi.comparability(row));

  function pairs(kind, sets, hasStated) {
    const drawable = sets
      .map((set) => ({ ...set, rows: set.rows.filter((row) => row.derived !== null || row.stated !== null) }))
      .filter((set) => set.rows.length);
    if (!drawable.length) return null;
    const { panels, shown, left } = fazhi.capped(drawable);
    const name = say(`ratio_${kind}`);
    const href = (row) => fazhi.altered({ figure: `${row.place}/${row.stated_id || row.part_id}` });
    const called = fazhi.shortName;
    return fazhi.chart({
      caption: [
        say("chart_bars", { name, unit: "%" }),
        hasStated
          ? el(
              "span",
              { class: "note" },
              el("i", { class: "dot stated" }, "● "),
              say("stated"),
              el("i", { class: "dot derived" }, "○ "),
              say("derived"),
            )
          : null,
      ],
      label: say("chart_label", { name }),
      follow: true,
      note: left ? say("chart_capped", { n: shown, m: left }) : null,
      spec: (width) =>
        hasStated
          ? fazhi.pairs(
              panels.map((panel) => ({
                title: panel.head,
                alone: panel.key === null,
                rows: panel.rows.map((row) => ({
                  name: called(row),
                  stated: number(row.stated),
                  derived: number(row.derived),
                  text: row.gap === null ? "" : fazhi.rounded(row.gap, 2),
                  href: href(row),
                })),
              })),
              width,
            )
          : fazhi.bars(
              panels.map((panel) => ({
                title: panel.head,
                alone: panel.key === null,
                rows: panel.rows.map((row) => ({
                  name: called(row),
                  number: number(row.derived),
                  text: row.year === null ? share(row) : `${share(row)} · ${row.year}`,
                  href: href(row),
                })),
              })),
              width,
            ),
    });
  }
})(window.fazhi);
