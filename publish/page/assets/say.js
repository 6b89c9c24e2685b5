"use strict";
// What the page says, in the language that is shown.
(function (fazhi) {
  // The words for a key. Numbers among the values are counts: 2,999; years come as text.
  fazhi.say = function (key, values) {
    const told = fazhi.words[fazhi.language][key];
    if (told === undefined) return key;
    const words = typeof told === "string" ? told : told[plural(values.n)] || told.other;
    return words.replace(/\{(\w+)\}/g, (_, name) => (values && name in values ? counted(values[name]) : ""));
  };

  const plural = (count) => new Intl.PluralRules(fazhi.language).select(count);

  const counted = (value) => (typeof value === "number" ? fazhi.number(value) : value);
})(window.fazhi);
