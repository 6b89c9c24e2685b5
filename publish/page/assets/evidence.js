"use strict";
// What stands behind a figure: its sentence with the number marked, the rule, the checks, the corrections.
(function (fazhi) {
  const { el, say } = fazhi;
  const OPEN = "⟦";
  const CLOSE = "⟧";
  const dialog = document.getElementById("evidence");
  let opener = null; // where the keyboard returns to

  // Shows the figure that the address names (`figure=<place>/<observation>`), or nothing.
  fazhi.showEvidence = async function () {
    const [place, ...rest] = (fazhi.here.query.figure || "").split("/");
    if (!place) {
      if (dialog.open) dialog.close();
      return;
    }
    if (!dialog.open) opener = document.activeElement;
    const [shard, rules] = await Promise.all([
      fazhi.placeOf(place) && fazhi.load(`place/${place}`),
      fazhi.load("rules"),
    ]);
    if ((fazhi.here.query.figure || "") !== [place, ...rest].join("/")) return; // another was asked for meanwhile
    const figure = shard && fazhi.rows(shard.figures).find((row) => row.observation_id === rest.join("/"));
    dialog.replaceChildren(
      el(
        "p",
        { class: "closing" },
        el("button", { type: "button", id: "evidence-close", onclick: () => dialog.close() }, say("close")),
      ),
      figure
        ? told(place, figure, shard, rules)
        : el("p", { id: "evidence-title", class: "nothing" }, say("no_evidence")),
    );
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    document.getElementById("evidence-close").focus();
  };

  dialog.addEventListener("close", () => {
    if (fazhi.here.query.figure) location.hash = fazhi.altered({ figure: null }).slice(1);
    if (opener && opener.isConnected) opener.focus();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close()); // beside it

  function told(place, figure, shard, rules) {
    const report = fazhi.rows(shard.reports).find((row) => row.report_id === figure.report_id);
    const rule =
      rules &&
      fazhi.rows(rules.rules).find((row) => row.rule_id === figure.rule_id && row.metric_code === figure.metric_code);
    const where = fazhi.placeOf(place);
    return el(
      "article",
      {},
      el(
        "h2",
        { id: "evidence-title" },
        el("span", { class: "kicker" }, where ? fazhi.placeName(where) : say("unknown_place")),
        fazhi.metricName(figure.metric_code),
      ),
      el("p", { class: "amount" }, fazhi.amount(figure)),
      passage(figure, shard),
      facts(figure, report),
      checks(figure, shard),
      corrections(figure),
      fazhi.grounds(figure),
      reading(figure, rule, report),
    );
  }

  // The sentence around its number, by what the warehouse has marked at the number's offset.
  function marked(figure) {
    const letters = Array.from(figure.sentence_marked); // offsets count code points
    const from = figure.char_start - figure.sentence_start;
    const to = from + 1 + (figure.char_end - figure.char_start);
    if (letters[from] !== OPEN || letters[to] !== CLOSE) return figure.sentence_marked;
    const text = (first, last) => letters.slice(first, last).join("");
    return [text(0, from), el("mark", {}, text(from + 1, to)), text(to + 1)];
  }

  function passage(figure, shard) {
    const all = fazhi.rows(shard.passages).filter((row) => row.report_id === figure.report_id);
    const own = all.find((row) => row.char_start === figure.sentence_start);
    const near = own
      ? all.filter((row) => row.item_no === own.item_no && Math.abs(row.passage_no - own.passage_no) <= 3)
      : [];
    const sentences = near.map((row) =>
      row === own
        ? el("span", { class: "own" }, marked(figure))
        : el(row.passage_kind === "heading" ? "strong" : "span", { class: "near" }, row.passage_text),
    );
    return el(
      "section",
      { class: "passage" },
      figure.heading_path ? el("p", { class: "path", lang: "zh-Hans" }, figure.heading_path) : null,
      el("blockquote", { lang: "zh-Hans" }, own ? sentences : el("span", { class: "own" }, marked(figure))),
      own ? null : el("p", { class: "note" }, say("passage_missing")),
    );
  }

  function facts(figure, report) {
    return fazhi.terms([
      [say("year"), fazhi.year(figure)],
      [say("as_of"), figure.as_of || say("no_cut_off")],
      [say("scope"), [fazhi.code("scope", figure.scope), fazhi.department(figure)]],
      [
        say("role"),
        [
          fazhi.code("role", figure.role),
          figure.range_part ? `, ${fazhi.code("range_part", figure.range_part)}` : null,
          figure.period_type === "year" ? null : `, ${fazhi.code("period_type", figure.period_type)}`,
        ],
      ],
      [say("comparability"), fazhi.comparability(figure)],
      [
        say("is_verified"),
        figure.verified_by_count ? say("verified_by", { n: figure.verified_by_count, date: figure.verified_on }) : null,
      ],
      [
        say("report"),
        report
          ? [
              fazhi.reportName(report),
              el("span", { class: "note" }, [report.issuer, report.published_on].filter(Boolean).join(" · ")),
            ]
          : null,
      ],
      [say("file"), report && report.source_name],
      [
        say("address"),
        report && report.address && /^https?:\/\//.test(report.address)
          ? el("a", { href: report.address, rel: "noreferrer noopener" }, report.address)
          : null,
      ],
      [
        say("printed_as"),
        [
          el("span", { lang: "zh-Hans" }, figure.number_text),
          el(
            "span",
            { class: "note" },
            say("offset_value", { start: String(figure.char_start), end: String(figure.char_end - 1) }),
          ),
        ],
      ],
    ]);
  }

  function checks(figure, shard) {
    const touching = fazhi
      .rows(shard.checks)
      .filter((check) => check.observation_ids.split(" ").includes(figure.observation_id));
    return el(
      "section",
      {},
      el("h3", {}, say("checks")),
      touching.length ? el("ul", { class: "checks" }, touching.map(fazhi.check)) : el("p", {}, say("no_checks")),
    );
  }

  fazhi.check = function (check) {
    const known = check.right_value !== null && check.gap !== null;
    const bounded = check.check_kind === "at_most" || check.check_kind === "scope";
    const reckoned = known
      ? say(bounded ? "check_bounded" : "check_reckoned", {
          left: fazhi.number(check.left_value),
          right: fazhi.rounded(check.right_value, 4).replace(/\.?0+$/, ""),
          gap: fazhi.rounded(check.gap, 4).replace(/\.?0+$/, ""),
        })
      : "";
    const tolerance =
      known && !bounded && Number(check.tolerance)
        ? say("check_tolerance", { tolerance: fazhi.number(check.tolerance) })
        : "";
    return el(
      "li",
      { class: check.outcome },
      el(
        "span",
        { class: check.outcome === "fails" ? "mark fails" : "mark" },
        fazhi.code("check_outcome", check.outcome),
      ),
      " ",
      fazhi.statement(check.statement),
      el(
        "span",
        { class: "note" },
        reckoned
          ? say("titled", { name: fazhi.code("check_reason", check.reason), what: reckoned + tolerance })
          : fazhi.code("check_reason", check.reason),
      ),
      el("span", { class: "note" }, fazhi.detail(check.detail)),
    );
  };

  function corrections(figure) {
    return el(
      "section",
      {},
      el("h3", {}, say("corrections")),
      el(
        "p",
        {},
        figure.correction_id ? `${figure.correction_id}: ${figure.correction_reason || ""}` : say("no_corrections"),
      ),
    );
  }

  function reading(figure, rule, report) {
    return el(
      "section",
      {},
      el("h3", {}, say("rule")),
      fazhi.terms([
        [say("rule"), [el("code", {}, figure.rule_id), el("span", { class: "note" }, figure.rule_version)]],
        [say("pattern"), rule && rule.rule_pattern ? el("code", {}, rule.rule_pattern) : null],
        [say("note"), rule && rule.rule_note],
        [say("confidence"), figure.confidence],
        [
          say("confidence_parts"),
          ["number", "metric", "scope", "year", "place"]
            .map((part) => `${say(`part_${part}`)} ${figure[`confidence_${part}`]}`)
            .join(" · "),
        ],
        [
          say("confidence_why"),
          el(
            "ul",
            {},
            fazhi.reasons(figure).map((reason) => el("li", {}, reason)),
          ),
        ],
        [say("in_shell"), report ? el("code", {}, `fazhi show ${report.source_name}:${figure.char_start}`) : null],
        [
          say("code"),
          [
            el("code", {}, figure.metric_code),
            " ",
            fazhi.metrics.has(figure.metric_code) ? fazhi.metricLink(figure.metric_code) : null,
          ],
        ],
      ]),
    );
  }
})(window.fazhi);
