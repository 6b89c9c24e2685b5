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

  // All rows of a table, those of other pages too; of values the number, its sign and its unit each in a column.
  fazhi.csv = function (columns, groups) {
    const told = columns.flatMap((column) =>
      column.key === "value"
        ? [
            { label: column.label, plain: (row) => row.value },
            { label: say("sign"), plain: (row) => (row.modifier ? fazhi.code("sign", row.modifier) : "") },
            { label: say("unit"), plain: (row) => row.unit || "" },
          ]
        : [column],
    );
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
            fazhi.fileName(caption, "csv"),
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
