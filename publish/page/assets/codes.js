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
})(window.fazhi);
