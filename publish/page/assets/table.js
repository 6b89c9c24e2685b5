"use strict";
// Tables that are sorted by their heads and turned by pages; both stand in the address.
(function (fazhi) {
  const { el } = fazhi;
  const AT_ONCE = 50; // rows of a page

  // Rows in the order that the address asks for (`sort=year`, `sort=-value`), else `usual`; what is not known is last.
  fazhi.sorted = function (columns, rows, usual) {
    const { column, down } = asked(columns, usual);
    if (!column) return rows;
    const collator = new Intl.Collator(fazhi.language === "zh" ? "zh" : "en", { numeric: true });
    return [...rows].sort((one, other) => {
      const [a, b] = [column.sort(one), column.sort(other)];
      const unknown = (value) => value === null || value === undefined || Number.isNaN(value);
      if (unknown(a) || unknown(b)) return unknown(a) - unknown(b);
      const order = typeof a === "string" ? collator.compare(a, b) : a - b;
      return down ? -order : order;
    });
  };

  function asked(columns, usual) {
    const key = fazhi.here.query.sort || usual || "";
    const column = columns.find(({ key: name, sort }) => sort && name === key.replace(/^-/, ""));
    return { column, down: key.startsWith("-") };
  }

  // A table of columns { key, label, number, sort, cell } over `groups`: [{ head, rows }], where a head may be null.
  // A `spare` column is left out where no row has anything in it. `fixed` leaves out sorting and pages; `usual` is the
  // order where the address asks for none; `whole` leaves out pages alone. Where a group is `foldable` its head folds its
  // rows away, on a narrow screen from the start. A column's `plain` is what it is in a CSV file, its
  // `amount` the value that is parted there into number, sign and unit.
  fazhi.table = function ({ caption, columns: offered, groups, usual, fixed, whole }) {
    const all = groups.flatMap((group) => group.rows.map((row) => ({ row, group })));
    const columns = offered.filter((column) => !column.spare || all.some(({ row }) => filled(column.cell(row))));
    const pages = fixed || whole ? 1 : Math.max(1, Math.ceil(all.length / AT_ONCE));
    const page = Math.min(pages, Math.max(1, Number(fazhi.here.query.page) || 1));
    const shown = fixed || whole ? all : all.slice((page - 1) * AT_ONCE, page * AT_ONCE);
    const bodies = [];
    let last = null;
    for (const { row, group } of shown) {
      if (group !== last) bodies.push(body(group, columns.length));
      last = group;
      bodies.at(-1).append(line(columns, row));
    }
    const frame = el(
      "div",
      { class: "tabular" },
      el(
        "table",
        { role: "table" },
        el("caption", {}, caption),
        el(
          "thead",
          { role: "rowgroup" },
          el(
            "tr",
            { role: "row" },
            columns.map((column) => heading(column, columns, usual, fixed)),
          ),
        ),
        bodies,
      ),
    );
    reachable.observe(frame);
    return el(
      "div",
      { class: "listing" },
      frame,
      pages > 1 ? pager(page, pages) : null,
      el("p", { class: "tools" }, fazhi.saveTable(caption, columns, groups)),
    );
  };

  // A table that is wider than the page is scrolled: the keyboard must reach it.
  const reachable = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) {
        target.tabIndex = 0;
        target.setAttribute("role", "region");
        target.setAttribute("aria-label", target.querySelector("caption").textContent);
      } else ["tabindex", "role", "aria-label"].forEach((name) => target.removeAttribute(name));
    }
  });

  function body(group, width) {
    const rows = el("tbody", { role: "rowgroup" }, head(group, width));
    const button = rows.querySelector("button.folder");
    if (!button) return rows;
    const fold = (folded) => {
      rows.classList.toggle("folded", folded);
      button.setAttribute("aria-expanded", String(!folded));
    };
    button.addEventListener("click", () => fold(!rows.classList.contains("folded")));
    fold(fazhi.narrow() && !group.open);
    return rows;
  }

  const filled = (value) => value !== null && value !== undefined && value !== "";

  function heading(column, columns, usual, fixed) {
    const attributes = { scope: "col", role: "columnheader", class: column.number ? "number" : null };
    if (!column.sort || fixed) return el("th", attributes, column.label);
    const { column: sorted, down } = asked(columns, usual);
    const mine = sorted === column;
    if (mine) attributes["aria-sort"] = down ? "descending" : "ascending";
    // Numbers begin with the largest, words with the first.
    const next = mine ? (down ? column.key : `-${column.key}`) : column.number ? `-${column.key}` : column.key;
    return el(
      "th",
      attributes,
      el(
        "a",
        {
          id: `sort-${column.key}`,
          class: "sorter",
          href: fazhi.altered({ sort: next, page: null, figure: null }),
          title: fazhi.say("sort_by", { name: column.label }),
        },
        column.label,
        el("span", { class: "arrow", "aria-hidden": "true" }, `\u2060${mine ? (down ? "▼" : "▲") : "↕"}`),
      ),
    );
  }

  function head(group, width) {
    if (!group.head) return null;
    return el(
      "tr",
      { class: "set", role: "row" },
      el(
        "th",
        { scope: "rowgroup", role: "rowheader", colspan: width },
        group.foldable ? el("button", { type: "button", class: "folder" }, group.head) : group.head,
        group.note ? el("span", { class: "note" }, group.note) : null,
      ),
    );
  }

  function line(columns, row) {
    return el(
      "tr",
      { role: "row" },
      columns.map((column, place) => {
        const value = column.cell(row);
        const attributes = {
          "data-label": column.label,
          class: column.number ? "number" : column.wide ? "wide" : null,
        };
        if (!filled(value)) attributes.class = `${attributes.class || ""} empty`;
        return place === 0
          ? el("th", { ...attributes, scope: "row", role: "rowheader" }, value)
          : el("td", { ...attributes, role: "cell" }, value);
      }),
    );
  }

  function pager(page, pages) {
    const to = (number, label, id) =>
      number < 1 || number > pages
        ? el("span", { class: "off" }, label)
        : el("a", { id, href: fazhi.altered({ page: number, figure: null }) }, label);
    return el(
      "nav",
      { class: "pager", "aria-label": fazhi.say("pages") },
      to(page - 1, fazhi.say("previous"), "page-previous"),
      el("span", {}, fazhi.say("page_of", { page, pages })),
      to(page + 1, fazhi.say("next"), "page-next"),
    );
  }
})(window.fazhi);
