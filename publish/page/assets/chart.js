"use strict";
// Charts, drawn by Vega-Lite when its script has come. Each stands above the table that has its data.
(function (fazhi) {
  const { el, say } = fazhi;
  const INK = "#1d2733",
    MUTED = "#5b6673",
    RULE = "#d5dbe1",
    ACCENT = "#1f4e79",
    ALONE = "#8a95a1",
    STATED = "#a3542b";
  const FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
  fazhi.INKS = { INK, MUTED, RULE, ACCENT, ALONE, STATED };
  fazhi.SERIES = [ACCENT, STATED, "#3d6b4f", "#6b4a86", "#8a6d1a"];
  const CONFIG = {
    aria: false,
    font: FONT,
    view: { stroke: null },
    axis: {
      labelColor: INK,
      titleColor: MUTED,
      gridColor: RULE,
      domainColor: RULE,
      tickColor: RULE,
      labelFontSize: 12,
      titleFontSize: 12,
      titleFontWeight: "normal",
    },
    title: { color: INK, fontSize: 12.5, fontWeight: "bold", anchor: "start", offset: 6 },
    legend: { labelColor: INK, labelFontSize: 12, title: null, orient: "top", labelLimit: 400 },
  };

  // A figure with a caption, into which `spec(width)` is drawn when it stands on the page. `shows` says in a sentence
  // what is to be seen; `table` has the same as a table and is folded.
  fazhi.chart = function ({ caption, title, label, note, shows, spec, follow, table }) {
    // Vega gives its element a role and a label of its own: the one that is read out stands around it.
    const canvas = el("div", { class: "canvas", "aria-hidden": "true" });
    const head = el("figcaption", {}, caption);
    const named = title || head.firstChild.textContent;
    const figure = el(
      "figure",
      { class: "chart" },
      head,
      shows ? el("p", { class: "shows" }, shows) : null,
      el("div", { role: "img", "aria-label": label }, canvas),
      note ? el("p", { class: "note" }, note) : null,
      fazhi.pictureTools(named, spec, [shows, note]),
      table ? fazhi.folded(say("data_of_chart"), table) : null,
    );
    let width = 0;
    const draw = async () => {
      if (!figure.isConnected || !canvas.clientWidth || canvas.clientWidth === width) return;
      width = canvas.clientWidth;
      try {
        const { view } = await fazhi.drawn(canvas, spec(width));
        if (follow)
          view.addEventListener(
            "click",
            (_, item) => item && item.datum && item.datum.href && (location.hash = item.datum.href.slice(1)),
          );
        figure.classList.add("drawn");
      } catch (error) {
        console.error(error);
        canvas.replaceChildren(el("p", { class: "note" }, say("chart_failed")));
      }
    };
    new ResizeObserver(draw).observe(canvas);
    return figure;
  };

  // Draws into an element; `background` is null where what is behind shows through.
  fazhi.drawn = async function (element, spec, background = null) {
    await fazhi.script("assets/vega.js");
    return window.vegaEmbed(
      element,
      { ...spec, config: { ...CONFIG, background } },
      { actions: false, ast: true, renderer: "svg", defaultStyle: false, tooltip: false },
    );
  };

  // Panels one below the other, each on its own scale: what stands in different panels does not compare.
  function stacked(panels, width, behind, layers) {
    const names = Math.min(width < 480 ? 88 : 150, width * 0.3); // room for the places' names
    const called = {
      mark: { type: "text", align: "right", baseline: "middle", x: -8, limit: names - 8, color: INK, fontSize: 12 },
      encoding: { text: { field: "name" } },
    };
    return {
      vconcat: panels.map((panel) => ({
        title: panel.title ? { text: panel.title, limit: width } : undefined,
        width: Math.max(80, width - names - behind),
        height: { step: 25 },
        data: { values: panel.rows.map((row, order) => ({ ...row, order })) },
        encoding: {
          y: {
            field: "order",
            type: "ordinal",
            sort: null,
            title: null,
            axis: { minExtent: names, maxExtent: names, ticks: false, domain: false, labels: false },
          },
        },
        layer: [...layers(panel), called],
      })),
      spacing: 16,
    };
  }

  const point = { type: "point", shape: "circle", opacity: 1, cursor: "pointer" };

  const x = (field, domain) => ({
    field,
    type: "quantitative",
    title: null,
    scale: { domain, zero: false, nice: false },
    axis: { tickCount: 4 },
  });

  // Horizontal bars: panels [{ title, alone, rows: [{ name, number, text, href }] }].
  fazhi.bars = (panels, width) =>
    stacked(panels, width, width < 480 ? 112 : 150, (panel) => {
      const numbers = panel.rows.map((row) => row.number);
      const along = x("number", [Math.min(0, ...numbers), Math.max(0, ...numbers) || 1]);
      return [
        {
          mark: { type: "bar", height: 14, color: panel.alone ? ALONE : ACCENT, cursor: "pointer" },
          encoding: { x: along },
        },
        {
          mark: { type: "text", align: "left", baseline: "middle", dx: 5, color: INK, fontSize: 12 },
          encoding: { text: { field: "text" }, x: along },
        },
      ];
    });

  // Two points a row, joined: panels [{ title, rows: [{ name, stated, derived, text, href }] }]; a number may be null.
  fazhi.pairs = (panels, width) =>
    stacked(panels, width, 76, (panel) => {
      const numbers = panel.rows.flatMap((row) => [row.stated, row.derived]).filter((number) => number !== null);
      const margin = (Math.max(...numbers) - Math.min(...numbers) || 1) * 0.08;
      const domain = [Math.min(...numbers) - margin, Math.max(...numbers) + margin];
      const where = (...fields) => [{ filter: fields.map((field) => `isValid(datum.${field})`).join(" && ") }];
      return [
        {
          transform: where("stated", "derived"),
          mark: { type: "rule", color: MUTED, strokeWidth: 2 },
          encoding: { x: x("derived", domain), x2: { field: "stated" } },
        },
        {
          transform: where("derived"),
          mark: { ...point, size: 80, filled: false, stroke: ACCENT, fill: "#ffffff", strokeWidth: 2 },
          encoding: { x: x("derived", domain) },
        },
        {
          transform: where("stated"),
          mark: { ...point, size: 55, filled: true, color: STATED },
          encoding: { x: x("stated", domain) },
        },
        {
          mark: { type: "text", align: "left", baseline: "middle", x: { expr: "width + 8" }, color: INK, fontSize: 12 },
          encoding: { text: { field: "text" } },
        },
      ];
    });
})(window.fazhi);
