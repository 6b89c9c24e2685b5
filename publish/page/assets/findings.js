"use strict";
// Three findings that change with the data: how far the widest set spreads, what moved, what does not add up.
(function (fazhi) {
  const { el, say } = fazhi;

  fazhi.findings = (front, strips) =>
    el("ol", { class: "questions findings" }, [spread(strips), moved(front), fitting(front)].map((told) => el("li", {}, told)));

  const finding = (head, href, about) => [
    href ? el("a", { href }, head) : el("strong", {}, head),
    about ? el("p", {}, about) : null,
  ];

  const comparison = (code, query) =>
    fazhi.link(["compare", fazhi.metrics.get(code).fact], { metric: code, ...query });

  function spread(sets) {
    if (!sets.length) return finding(say("finding_spread_none"));
    const [{ rows, head, metric_code: code }] = sets;
    const sorted = [...rows].sort((a, b) => Number(a.value) - Number(b.value));
    const [least, most] = [sorted[0], sorted.at(-1)];
    return finding(
      say("finding_spread", {
        name: fazhi.metricName(code),
        least: fazhi.amount(least),
        where: fazhi.placeName(least),
        most: fazhi.amount(most),
        place: fazhi.placeName(most),
      }),
      comparison(code),
      say("finding_spread_of", { set: head, n: rows.length }),
    );
  }

  function moved(front) {
    const [row] = fazhi.rows(front.moves);
    if (!row) return finding(say("finding_moved_none"));
    const name = fazhi.metricName(row.metric_code);
    return finding(
      say("finding_moved", { name, n: row.places, rose: row.rose, fell: row.fell, stayed: row.stayed, year: String(row.year) }),
      fazhi.link(["metric", row.metric_code]),
      say("finding_moved_of", { scope: fazhi.code("scope", row.scope), before: String(row.year - 1), year: String(row.year) }),
    );
  }

  function fitting(front) {
    const [row] = fazhi.rows(front.rates);
    if (!row || row.places < 2) return finding(say("finding_rates_none"));
    const told = { n: row.rates, places: row.places };
    if (!row.failing) return finding(say("finding_rates_fit", told), fazhi.link(["gaps", "failing"]));
    const about =
      row.jurisdiction_name && row.metric_code
        ? say("finding_rates_worst", {
            place: fazhi.placeName(row),
            year: row.year === null ? say("unknown") : String(row.year),
            name: fazhi.metricName(row.metric_code),
            stated: fazhi.number(row.stated),
            reckoned: fazhi.rounded(row.reckoned, 2),
          })
        : null;
    return finding(say("finding_rates", { ...told, m: row.failing }), fazhi.link(["gaps", "failing"]), about);
  }
})(window.fazhi);
