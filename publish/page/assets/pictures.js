"use strict";
// Pictures to take along: a chart as SVG or PNG, with what it shows and where it is from written into it.
(function (fazhi) {
  const { el, say } = fazhi;
  const WIDTH = 960; // whatever the screen
  const SHARPNESS = 2; // of a PNG

  // The buttons below a chart. `told` are sentences that go with it.
  fazhi.pictureTools = (title, spec, told) =>
    el(
      "p",
      { class: "tools" },
      ["svg", "png"].map((kind) =>
        el(
          "button",
          {
            type: "button",
            class: "tool",
            "aria-label": say("titled", { name: say(`save_${kind}`), what: title }),
            onclick: () => save(kind, title, spec, told),
          },
          say(`save_${kind}`),
        ),
      ),
    );

  async function save(kind, title, spec, told) {
    const host = el("div", { class: "unseen", "aria-hidden": "true" });
    document.body.append(host);
    try {
      const { view, finalize } = await fazhi.drawn(host, titled(spec(WIDTH), title, told), "#ffffff");
      const name = fazhi.nameOf(title, kind);
      if (kind === "svg") fazhi.save(name, new Blob([await view.toSVG()], { type: "image/svg+xml" }));
      else fazhi.save(name, await drawnAsPng(view));
      finalize();
    } catch (error) {
      console.error(error);
      fazhi.tell(say("chart_failed"));
    } finally {
      host.remove();
    }
  }

  const drawnAsPng = async (view) => {
    const canvas = await view.toCanvas(SHARPNESS);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  };

  function titled(spec, title, told) {
    const source = say("picture_source", { site: say("site"), date: fazhi.site.counts.landed_on || "–" });
    return {
      ...spec,
      padding: 16,
      title: {
        text: lines(title, 16),
        subtitle: [...told.filter((one) => typeof one === "string"), source].flatMap((one) => lines(one, 12)),
        fontSize: 16,
        subtitleFontSize: 12,
        subtitleColor: fazhi.INKS.MUTED,
        subtitlePadding: 6,
        offset: 14,
        anchor: "start",
      },
    };
  }

  // Text in lines of the picture's width; a Chinese character is as wide as the letters are high, others half of that.
  function lines(text, size) {
    const found = [""];
    let used = 0;
    for (const part of text.match(/[\u2e80-\uffef]|[^\u2e80-\uffef\s]+\s*|\s+/g) || []) {
      const wide = [...part].reduce((sum, letter) => sum + (letter > "\u2e80" ? size : size * 0.55), 0);
      if (used + wide > WIDTH - 40) {
        found.push("");
        used = 0;
      }
      found[found.length - 1] += part;
      used += wide;
    }
    return found;
  }
})(window.fazhi);
