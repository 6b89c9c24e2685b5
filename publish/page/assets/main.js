"use strict";
// The frame: which view the address asks for, in which language.
(function (fazhi) {
  const { el, say } = fazhi;
  const content = document.getElementById("content");
  const SECTIONS = [
    ["overview", []],
    ["compare", ["compare"]],
    ["places", ["places"]],
    ["metrics", ["metrics"]],
    ["gaps", ["gaps"]],
  ];
  const PARENTS = { place: "places", pair: "places", metric: "metrics" };
  let shown = null; // the address of the view that stands on the page, without the figure
  let path = null;
  let turn = 0;

  fazhi.missing = () => ({
    title: say("not_found"),
    nodes: [
      el("h1", { tabindex: "-1" }, say("not_found")),
      el("p", {}, say("no_data")),
      el("p", {}, el("a", { href: fazhi.link([]) }, say("back_to_overview"))),
    ],
  });

  function frame() {
    const { query } = fazhi.here;
    const section = fazhi.here.path[0] || "overview";
    document.documentElement.lang = say("tag");
    document.getElementById("skip").textContent = say("skip");
    const home = document.getElementById("home");
    home.textContent = say("site");
    home.href = fazhi.link([]);
    const other = fazhi.language === "zh" ? "en" : "zh";
    document.getElementById("language").replaceChildren(
      el(
        "a",
        {
          id: "language-other",
          href: fazhi.link(fazhi.here.path, { ...query, lang: other }),
          lang: fazhi.words[other].tag,
          hreflang: fazhi.words[other].tag,
        },
        say("other_language"),
      ),
      fazhi.copyLink(),
    );
    const nav = document.getElementById("sections");
    nav.setAttribute("aria-label", say("sections"));
    nav.replaceChildren(
      ...SECTIONS.map(([name, to]) =>
        el(
          "a",
          {
            id: `section-${name}`,
            href: fazhi.link(to),
            "aria-current": (PARENTS[section] || section) === name ? "page" : null,
          },
          say(name),
        ),
      ),
    );
    document
      .getElementById("colophon")
      .replaceChildren(
        el("p", {}, fazhi.site ? say("colophon", { date: fazhi.site.counts.landed_on }) : ""),
        el("p", {}, say("colophon_charts")),
        fazhi.site && fazhi.site.beside.length ? beside(fazhi.site.beside) : "",
      );
  }

  // The tables that were written beside the page; a copy of the page alone has them not.
  const beside = (files) =>
    el(
      "p",
      { id: "beside" },
      say("beside"),
      files.map(({ name, path }) => [" ", el("a", { href: path }, name)]),
    );

  async function route() {
    fazhi.here = fazhi.read(location.hash);
    fazhi.chooseLanguage();
    const mine = ++turn;
    const { figure, ...query } = fazhi.here.query;
    const wanted = JSON.stringify([fazhi.language, fazhi.here.path, query]);
    if (wanted !== shown) {
      frame();
      const focused = document.activeElement && document.activeElement.id;
      const view = fazhi.views[fazhi.here.path[0] || "overview"];
      content.setAttribute("aria-busy", "true");
      const { title, nodes } = view ? await view(fazhi.here) : fazhi.missing();
      if (mine !== turn) return; // the address has changed meanwhile
      content.replaceChildren(...[nodes].flat(Infinity).filter(Boolean));
      content.removeAttribute("aria-busy");
      document.title = `${title} · ${say("site")}`;
      settle(focused);
      shown = wanted;
    }
    if (mine === turn) await fazhi.showEvidence();
    if (mine === turn) document.documentElement.dataset.ready = location.hash; // what waits for a view can see it
  }

  // The keyboard stays on the filter or link that was used; on a new view it begins at its head.
  function settle(focused) {
    const now = fazhi.here.path.join("/");
    const kept = focused && document.getElementById(focused);
    if (kept) {
      kept.focus({ preventScroll: path === now });
      if (kept.type === "search") kept.setSelectionRange(kept.value.length, kept.value.length);
    }
    if (path !== null && path !== now) {
      window.scrollTo(0, 0);
      if (!kept) content.querySelector("h1").focus({ preventScroll: true });
    }
    path = now;
  }

  // The skip link moves the keyboard and leaves the address alone.
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    content.focus();
  });

  async function begin() {
    fazhi.chooseLanguage();
    frame();
    content.replaceChildren(el("p", { class: "nothing" }, say("loading")));
    const [site] = await Promise.all([fazhi.load("site"), fazhi.loadPlaces()]);
    if (!site) {
      content.replaceChildren(el("p", { class: "nothing" }, say("no_data")));
      return;
    }
    fazhi.site = site;
    fazhi.metrics = new Map(fazhi.rows(site.metrics).map((metric) => [metric.metric_code, metric]));
    fazhi.caseTypes = new Map(fazhi.rows(site.case_types).map((type) => [type.case_type, type]));
    fazhi.units = new Map(fazhi.rows(site.units).map((unit) => [unit.unit, unit.name_en]));
    fazhi.indicators = new Map(fazhi.rows(site.indicators).map((one) => [one.indicator_code, one]));
    window.addEventListener("hashchange", route);
    await route();
  }

  begin();
})(window.fazhi);
