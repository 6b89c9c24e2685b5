"use strict";
// Elements out of plain values. Text stays text: nothing here or elsewhere writes HTML.
window.fazhi = { views: {}, words: {} };

(function (fazhi) {
  const SAFE_LINK = /^(#|https?:\/\/|(\.\.\/)+[^:]*$)/;

  // el("a", { href: "#/", class: "more" }, "text", node, null): attributes that are null or false are left out.
  fazhi.el = function (tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "href" && !SAFE_LINK.test(value)) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(
      ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
    );
    return element;
  };

  // A list of terms and what they are: pairs with nothing to tell are left out.
  fazhi.terms = function (pairs) {
    const told = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "");
    return fazhi.el(
      "dl",
      { class: "terms" },
      told.map(([term, value]) => [fazhi.el("dt", {}, term), fazhi.el("dd", {}, value)]),
    );
  };

  // Tells it to a screen reader.
  fazhi.tell = function (text) {
    document.getElementById("said").textContent = text;
  };
})(window.fazhi);
