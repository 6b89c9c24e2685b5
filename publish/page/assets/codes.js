"use strict";
// The codes of the marts in words (words.js): [中文, English]. A code that has none is shown as it is.
(function (fazhi) {
  // Why the figures of a wording wait for a rule.
  fazhi.waiting = function (reason) {
    const [before, ...behind] = reason.split(": ");
    const known = fazhi.codes.waiting_before[before];
    if (!known || reason in fazhi.codes.waiting) return fazhi.code("waiting", reason);
    const what = before === "cannot be read" ? fazhi.code("damage", behind[0]) : behind.join(": ");
    return fazhi.say("titled", { name: known[fazhi.language === "zh" ? 0 : 1], what });
  };

  // The code of a kind in words.
  fazhi.code = function (kind, code) {
    const found = fazhi.codes[kind] && fazhi.codes[kind][code];
    return found ? found[fazhi.language === "zh" ? 0 : 1] : code;
  };

  const BASES = { claim: "claim", scope: "scope_basis", unit: "unit_basis", terms: "terms", damage: "damage" };

  // What a confidence rests on, from topic:sentence;claim:wording;scope:none
  fazhi.reasons = function (figure) {
    return figure.confidence_reasons.split(";").map((reason) => {
      const [kind, code] = reason.split(":");
      if (kind === "topic")
        return fazhi.say("topic_of", { topic: fazhi.topicName(figure.topic), basis: fazhi.code("topic_basis", code) });
      if (kind === "other words") return fazhi.say("other_words", { words: code });
      if (kind === "correction") return fazhi.say("titled", { name: fazhi.say("corrections"), what: code });
      return BASES[kind] ? fazhi.code(BASES[kind], code) : fazhi.code("plain", reason);
    });
  };

  // Topics carry the names of the fields that they belong to, where they have one.
  fazhi.topicName = function (topic) {
    if (topic && fazhi.caseTypes.has(topic)) return fazhi.caseTypeName(topic);
    return topic && topic !== "none" ? fazhi.code("topic", topic) : "–";
  };

  // A check's statement is “中文 / English”.
  fazhi.statement = function (statement) {
    const [chinese, ...english] = statement.split(" / ");
    return fazhi.language === "zh" ? chinese : english.join(" / ") || chinese;
  };

  const metricNamed = (words) =>
    words.replace(/\b[a-z_]+(?:\.[a-z_0-9]+)?\b/g, (code) => {
      if (fazhi.metrics.has(code)) return `“${fazhi.metricName(code)}”`;
      return fazhi.codes.check_reason[code] ? fazhi.code("check_reason", code) : code;
    });

  // A piece of what a check found, by the first row whose pattern it is; null where there is none.
  function pieceOf(piece, place) {
    for (const [pattern, ...said] of fazhi.details) {
      const found = new RegExp(`^(?:${pattern})$`).exec(piece);
      if (found) return said[place].replace(/\\(\d)/g, (_, group) => metricNamed(found[group] || "")).trim();
    }
    return null;
  }

  // What a check found, in words: the same as vocabulary/details.py, by the same rows.
  fazhi.detail = function (told) {
    const place = fazhi.language === "zh" ? 0 : 1;
    const [outer, inner] = place ? ["; ", ", "] : ["；", "，"];
    const said = (told || "").split("; ").map((piece) => {
      const parts = () => piece.split(", ").map((part) => pieceOf(part, place) ?? metricNamed(part));
      return pieceOf(piece, place) ?? parts().join(inner);
    });
    return said.join(outer);
  };

  function clue(code) {
    const known = fazhi.codes.clue[code];
    const place = fazhi.language === "zh" ? 0 : 1;
    if (known) return known[place];
    const [, base, form] = /^(\w+)_([a-z]+)$/.exec(code) || [];
    const [of, how] = [fazhi.codes.clue[base], fazhi.codes.clue_form[form]];
    if (!of || !how) return code;
    return place ? `${of[1]} (${how[1]})` : `${of[0]}（${how[0]}）`;
  }

  // What speaks for whose report it is and of which year: the same as vocabulary/clues.py.
  fazhi.clues = function (told) {
    const chinese = fazhi.language === "zh";
    const said = (told || "").replace(/ \(([a-z_]+(?:, [a-z_]+)*)\)(?=;|$)/g, (_, kinds) => {
      const words = kinds.split(", ").map(clue);
      return chinese ? `（${words.join("、")}）` : ` (${words.join(", ")})`;
    });
    return chinese ? said.replaceAll("; ", "；") : said;
  };
})(window.fazhi);
