"use strict";
// Filters whose state stands in the address. Each change shows the view anew; the keyboard stays where it was.
(function (fazhi) {
  const { el } = fazhi;

  // A choice of { value, label }, or of { label, options } for groups of them.
  fazhi.choice = function (name, label, options, chosen, any) {
    const option = ({ value, label: words }) => el("option", { value, selected: value === chosen }, words);
    const select = el(
      "select",
      {
        id: `filter-${name}`,
        onchange: (event) => {
          location.hash = fazhi.altered({ [name]: event.target.value, page: null, figure: null }).slice(1);
        },
      },
      any ? el("option", { value: "", selected: !chosen }, any) : null,
      options.map((one) => (one.options ? el("optgroup", { label: one.label }, one.options.map(option)) : option(one))),
    );
    return field(`filter-${name}`, label, select);
  };

  // A choice among the values that the rows have in a column.
  fazhi.choiceOf = function (name, label, rows, told) {
    const values = [...new Set(rows.map((row) => row[name]))].filter((value) => value !== null);
    values.sort((a, b) => (typeof a === "number" ? b - a : String(a) < String(b) ? -1 : 1));
    return fazhi.choice(
      name,
      label,
      values.map((value) => ({ value: String(value), label: told(value) })),
      fazhi.here.query[name],
      fazhi.say("all"),
    );
  };

  // A field for a word.
  fazhi.search = function (name, label) {
    let waiting = 0;
    const input = el("input", {
      id: `filter-${name}`,
      type: "search",
      value: fazhi.here.query[name] || "",
      autocomplete: "off",
      oninput: () => {
        clearTimeout(waiting);
        // Replaced, not added: each letter would be a step back.
        waiting = setTimeout(
          () => location.replace(fazhi.altered({ [name]: input.value.trim(), page: null, figure: null })),
          250,
        );
      },
    });
    return field(`filter-${name}`, label, input);
  };

  fazhi.filters = function (...fields) {
    const { path } = fazhi.here;
    return el(
      "form",
      { class: "filters", "aria-label": fazhi.say("filters"), onsubmit: (event) => event.preventDefault() },
      fields,
      el(
        "p",
        { class: "field last" },
        el(
          "a",
          { id: "filter-reset", href: fazhi.link(path, { metric: fazhi.here.query.metric }) },
          fazhi.say("reset"),
        ),
      ),
    );
  };

  function field(id, label, control) {
    return el("p", { class: "field" }, el("label", { for: id }, label), control);
  }

  // Whether a row has what the address asks for in these columns, and the place is named so.
  fazhi.fits = function (row, names) {
    const { query } = fazhi.here;
    return (
      names.every((name) => !query[name] || String(row[name]) === query[name]) &&
      (!query.place || fazhi.placeName(row).toLowerCase().includes(query.place.toLowerCase()))
    );
  };
})(window.fazhi);
