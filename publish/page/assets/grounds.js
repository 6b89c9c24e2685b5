"use strict";
// Why a figure is read as it is: the rule and the cues of each part, with their words and where they stand.
(function (fazhi) {
  const { el, say } = fazhi;

  // The section of the evidence that tells it.
  fazhi.grounds = function (figure) {
    const cues = (figure.cues || "")
      .split("\n")
      .filter(Boolean)
      .map((line) => {
        const [judgement, id, says, words, start] = line.split("\t");
        return { judgement, id, says, words, start };
      });
    const of = (...judgements) => cues.filter((cue) => judgements.includes(cue.judgement));
    const bases = new Map(figure.confidence_reasons.split(";").map((reason) => reason.split(":")));
    const claim = bases.get("claim") || "wording";
    const follows = claim === "wording" ? of("wording") : of("wording", "claim");
    return el(
      "section",
      { class: "grounds" },
      el("h3", {}, say("grounds")),
      fazhi.terms([
        [
          say("topic"),
          [
            fazhi.say("topic_of", {
              topic: fazhi.topicName(figure.topic),
              basis: fazhi.code("topic_basis", bases.get("topic") || "none"),
            }),
            of("topic").map((cue) => el("span", { class: "note" }, placed(cue))),
          ],
        ],
        [
          say("metric"),
          [
            fazhi.code("claim", claim),
            el("span", { class: "note" }, `${say("rule")} ${figure.rule_id}`),
            told(follows),
          ],
        ],
        [
          say("scope"),
          [told(of("scope")), unsaid(of("scope"), fazhi.code("scope_basis", bases.get("scope") || "none"))],
        ],
        [
          say("role"),
          [
            told(of("role")),
            unsaid(of("role"), fazhi.code("unsaid", figure.role === "level" ? "role" : "role_by_unit")),
          ],
        ],
        [say("year"), [told(of("period")), unsaid(of("period"), fazhi.code("unsaid", "year"))]],
        [say("ground_exclusion"), of("exclusion").length ? told(of("exclusion")) : null],
      ]),
    );
  };

  // What is said where no cue decides.
  const unsaid = (cues, words) =>
    cues.some((cue) => !["nothing", "above", "moved_from"].includes(cue.says)) ? null : words;

  const told = (cues) =>
    cues.length
      ? el(
          "ul",
          { class: "cues" },
          cues.map((cue) =>
            el("li", {}, said(cue), el("span", { class: "note" }, placed(cue), " ", el("code", {}, cue.id))),
          ),
        )
      : null;

  // What the cue says; of most cues of wordings that is what the wording becomes.
  const said = (cue) =>
    cue.judgement === "wording" && !["growth", "nothing"].includes(cue.says)
      ? fazhi.code("wording_says", "completed")
      : fazhi.code(`${cue.judgement}_says`, cue.says);

  const placed = (cue) =>
    [
      cue.words ? el("span", { lang: "zh-Hans" }, say("ground_words", { words: cue.words })) : null,
      cue.start ? ` ${say("ground_at", { start: cue.start })}` : null,
    ].filter(Boolean);
})(window.fazhi);
