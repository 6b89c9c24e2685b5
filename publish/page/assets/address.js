"use strict";
// What is shown stands in the address behind #: #/compare/fct_cases_handled?metric=…&lang=en
(function (fazhi) {
  const PREFERRED = "fazhi.language";

  fazhi.read = function (hash) {
    const [path, query] = (hash.startsWith("#/") ? hash.slice(2) : "").split("?");
    return {
      path: path.split("/").filter(Boolean).map(decoded),
      query: Object.fromEntries(new URLSearchParams(query || "")),
    };
  };

  fazhi.here = fazhi.read(location.hash);

  // The address of a view; the language is kept. What is empty in the query is left out.
  fazhi.link = function (path, query) {
    const kept = Object.entries({ ...query, lang: (query && query.lang) || fazhi.language }).filter(
      ([, value]) => value !== null && value !== undefined && value !== "",
    );
    return `#/${path.map(encodeURIComponent).join("/")}?${new URLSearchParams(kept)}`;
  };

  // The same view with some of its query changed.
  fazhi.altered = function (changes) {
    return fazhi.link(fazhi.here.path, { ...fazhi.here.query, ...changes });
  };

  fazhi.language = "zh";

  // The language that the address names, else the one chosen last, else the browser's.
  fazhi.chooseLanguage = function () {
    const wanted = [fazhi.here.query.lang, remembered(), (navigator.language || "").slice(0, 2), "zh"];
    fazhi.language = wanted.find((language) => language in fazhi.words);
    try {
      localStorage.setItem(PREFERRED, fazhi.language);
    } catch {
      /* a browser may keep nothing for files */
    }
  };

  function remembered() {
    try {
      return localStorage.getItem(PREFERRED);
    } catch {
      return null;
    }
  }

  function decoded(part) {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  }
})(window.fazhi);
