"use strict";
// What leaves the page: a table as CSV, a picture as SVG or PNG, the address of what is shown.
(function (fazhi) {
  const { el, say } = fazhi;

  // Saves content as a file of the browser's downloads; a Blob asks nothing of a network.
  fazhi.save = function (name, content) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(content);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    fazhi.tell(say("saved", { name }));
  };

  // A name that every file system takes.
  fazhi.fileName = (words, ending) =>
    `${
      words
        .replace(/[\s\\/:*?"<>|#%&{}$!'@+`=·：，。（）]+/g, "_")
        .replace(/^_+|_+$/g, "")
        .slice(0, 60) || "fazhi"
    }.${ending}`;

  // What a file is called: what the view is of (its places, its metric, the year), then what the file holds; each once.
  fazhi.nameOf = function (caption, ending) {
    const { path, query } = fazhi.here;
    const [view, ...rest] = path;
    const places = ["place", "pair"].includes(view) ? rest.map(fazhi.placeOf).filter(Boolean).map(fazhi.placeName) : [];
    const code = view === "metric" ? rest[0] : view === "compare" ? query.metric : null;
    const metric = fazhi.metrics.has(code) ? fazhi.metricName(code) : "";
    const head = [...places, metric, query.year || ""].filter((part) => part && !caption.includes(part));
    return fazhi.fileName([...head, caption].join("_"), ending);
  };

  // What stands in a cell as plain text: its parts one behind the other.
  function words(cell) {
    if (cell === null || cell === undefined || cell === false) return "";
    if (Array.isArray(cell)) return cell.map(words).filter(Boolean).join(" · ");
    if (!(cell instanceof Node)) return String(cell);
    const parts = [...cell.childNodes].map((node) => (node instanceof Element ? words(node) : node.data));
    return parts.map((part) => part.trim()).filter(Boolean).join(" ");
  }

  const NUMBER = /^−?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$/; // as the page prints it

  // A number without what makes it easy to read; of other text what a spreadsheet would run begins with an apostrophe.
  function cellOf(column, row) {
    const text = column.plain ? column.plain(row) : words(column.cell(row));
    if (text === null || text === undefined) return "";
    const shown = NUMBER.test(text) ? String(text).replaceAll(",", "").replace("−", "-") : String(text);
    if (/^-?\d{1,15}(\.\d+)?$/.test(shown)) return shown;
    return /^[\s\u200b-\u200d\u2060\ufeff]*[=+\-@＝＋－＠]/.test(shown) ||
      /^(\d{1,4}\s*[/-]\s*\d{1,4}(\s*[/-]\s*\d{1,4})?|\d{16,}|\d+[eE]\d+)$/.test(shown)
      ? `'${shown}`
      : shown;
  }

  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  // The columns of a file. Of values the number, its sign and its unit each have one: those of the row itself, or of
  // what a column's `amount` finds in it, whose sign and unit bear the column's name.
  const parted = (column) => {
    if (column.key !== "value" && !column.amount) return [column];
    const amount = column.amount || ((row) => row);
    const named = (key) => (column.amount ? say("of_place", { what: say(key), place: column.label }) : say(key));
    return [
      { label: column.label, plain: (row) => amount(row).value },
      { label: named("sign"), plain: (row) => (amount(row).modifier ? fazhi.code("sign", amount(row).modifier) : "") },
      { label: named("unit"), plain: (row) => amount(row).unit || "" },
    ];
  };

  // All rows of a table, those of other pages too.
  fazhi.csv = function (columns, groups) {
    const told = columns.flatMap(parted);
    const headed = groups.some((group) => group.head);
    const lines = [[...(headed ? [say("group")] : []), ...told.map((column) => column.label)]];
    for (const group of groups)
      for (const row of group.rows)
        lines.push([...(headed ? [words(group.head)] : []), ...told.map((column) => cellOf(column, row))]);
    return `\ufeff${lines.map((line) => line.map(quoted).join(",")).join("\r\n")}\r\n`;
  };

  fazhi.saveTable = (caption, columns, groups) =>
    el(
      "button",
      {
        type: "button",
        class: "tool",
        "aria-label": say("titled", { name: say("save_csv"), what: caption }),
        onclick: () =>
          fazhi.save(
            fazhi.nameOf(caption, "csv"),
            new Blob([fazhi.csv(columns, groups)], { type: "text/csv;charset=utf-8" }),
          ),
      },
      say("save_csv"),
    );

  // Copies the address of the view, filters and all.
  fazhi.copyLink = () =>
    el(
      "button",
      {
        type: "button",
        id: "copy-link",
        class: "tool",
        onclick: async (event) => {
          const done = await copied(location.href);
          fazhi.tell(say(done ? "link_copied" : "link_not_copied"));
          event.target.textContent = say(done ? "link_copied" : "link_not_copied");
        },
      },
      say("copy_link"),
    );

  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = el("textarea", { class: "unseen", "aria-hidden": "true" }, text);
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  }

  // A part that is folded where there is little room, or always.
  fazhi.folded = (summary, nodes, open) =>
    el("details", { class: "fold", open: open || false }, el("summary", {}, summary), nodes);

  fazhi.narrow = () => window.matchMedia("(max-width: 46rem)").matches;
})(window.fazhi);
