"use strict";
// A field that finds places by a part of their name and offers each as a link.
(function (fazhi) {
  const { el, say } = fazhi;
  const MOST_OFFERED = 8;

  // `to(place)` is the address that a place leads to; `some` are the places to choose from, by default all.
  fazhi.choosePlace = function (id, label, to, some) {
    const all = [...(some || fazhi.placesByName.values())].filter((place) => place.jurisdiction_key);
    const list = el("ul", { class: "offered", id: `${id}-offered` });
    const offer = (event) => {
      const wanted = event.target.value.trim().toLowerCase();
      const found = wanted ? all.filter((place) => fazhi.placeName(place).toLowerCase().includes(wanted)) : [];
      list.replaceChildren(
        ...found
          .slice(0, MOST_OFFERED)
          .map((place) =>
            el(
              "li",
              {},
              el("a", { href: to(place) }, fazhi.placeName(place)),
              el("span", { class: "note inline" }, ` ${fazhi.above(place)}`),
            ),
          ),
        ...(found.length > MOST_OFFERED ? [el("li", { class: "note" }, say("and_more", { n: found.length }))] : []),
      );
      fazhi.tell(wanted ? say("places_found", { n: found.length }) : "");
    };
    const input = el("input", { id, type: "search", autocomplete: "off", oninput: offer, "aria-controls": list.id });
    return el("div", { class: "choosing" }, el("p", { class: "field" }, el("label", { for: id }, label), input), list);
  };
})(window.fazhi);
