"use strict";
// Keys of a card, the list that is searched, and the next card without a new page. Without it all buttons work.
(function () {
  const byKey = (key) => document.querySelector(`main [data-key="${CSS.escape(key)}"]`);
  const SLOW = 200; // milliseconds, after which an answer that is waited for is told
  const REST = 300; // milliseconds on one card, after which the browser's own bar and history name it
  let isBusy = false;
  let asking = 0;
  let resting = 0;
  let here = location.href; // of the card that is shown; the browser is told it late, for that costs more than the card

  function tellAddress() {
    clearTimeout(resting);
    if (here !== location.href) history.pushState(null, "", here);
  }

  const cardOf = (within) => within.querySelector("article")?.dataset.card;

  // Takes the main part of the page that an answer is, in place of this one's.
  async function show(answer) {
    const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = document.querySelector("main");
    const [card, note] = [cardOf(main), main.querySelector("#note")?.value];
    main.replaceWith(document.adoptNode(shown.querySelector("main")));
    const field = document.getElementById("note");
    // a part was changed: what has been typed into the note is of the same card
    if (note && field && !field.value && cardOf(document) === card) field.value = note;
    if (document.title !== shown.title) document.title = shown.title;
    const language = document.querySelector(".who a");
    if (language) language.href = shown.querySelector(".who a").href;
    here = new URL(answer.headers.get("x-desk-address") ?? answer.url, location.href).href;
    clearTimeout(resting);
    resting = setTimeout(tellAddress, REST);
    document.querySelector("main").focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }

  async function go(address, form) {
    if (isBusy) return;
    isBusy = true;
    const main = document.querySelector("main");
    const slow = setTimeout(() => main.setAttribute("aria-busy", "true"), SLOW);
    try {
      await show(await fetch(address, form ? { method: "POST", body: form, headers: { "x-desk-address": "" } } : {}));
    } catch (error) {
      main.removeAttribute("aria-busy");
      const saved = document.querySelector(".saved");
      if (saved) saved.textContent = String(error);
    } finally {
      clearTimeout(slow);
      isBusy = false;
    }
  }

  function send(form, button) {
    go(form.action, new URLSearchParams(new FormData(form, button)));
  }

  // The list of what a part may be. What was typed before it was closed by Escape is there again.
  function open(part) {
    const dialog = document.getElementById("choose");
    const form = document.getElementById("choice");
    const field = document.getElementById("asked");
    const label = document.getElementById("asked-label");
    const isValue = part.dataset.part === "value";
    const isAnother = form.elements.part.value !== part.dataset.part;
    form.elements.part.value = part.dataset.part;
    form.elements.value.value = "";
    document.getElementById("choose-title").textContent = part.querySelector(".name").textContent;
    label.textContent = isValue ? label.dataset.value : label.dataset.search;
    if (isAnother) field.value = "";
    field.inputMode = isValue ? "decimal" : "text";
    document.getElementById("found").hidden = isValue;
    document.getElementById("found").replaceChildren();
    dialog.showModal();
    field.select();
    field.focus();
    if (!isValue) ask();
  }

  async function ask() {
    const form = document.getElementById("choice");
    const list = document.getElementById("found");
    const turn = (asking += 1);
    const asked = new URLSearchParams({ part: form.elements.part.value, q: document.getElementById("asked").value });
    const answer = await fetch(`/options?${asked}`);
    if (turn !== asking || !answer.ok) return;
    const found = await answer.json();
    list.replaceChildren(
      ...found.map((one, place) => {
        const line = document.createElement("li");
        line.id = `found-${place}`;
        line.role = "option";
        line.dataset.value = one.value;
        line.append(Object.assign(document.createElement("span"), { textContent: one.name }));
        line.append(Object.assign(document.createElement("span"), { className: "more", textContent: one.more }));
        return line;
      }),
    );
    if (!found.length) {
      const none = Object.assign(document.createElement("li"), { textContent: list.dataset.none });
      none.role = "option";
      none.setAttribute("aria-disabled", "true");
      list.append(none);
    }
    list.dataset.asked = asked.get("q");
    select(0);
  }

  function select(place) {
    const lines = [...document.querySelectorAll("#found [data-value]")];
    const chosen = lines[Math.max(0, Math.min(place, lines.length - 1))];
    for (const line of lines) line.setAttribute("aria-selected", String(line === chosen));
    const field = document.getElementById("asked");
    if (chosen) {
      field.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  }

  function choose(line) {
    const form = document.getElementById("choice");
    const field = document.getElementById("asked");
    const isValue = form.elements.part.value === "value";
    // what is chosen must be of what was typed last
    if (!isValue && (!line || document.getElementById("found").dataset.asked !== field.value)) return;
    const value = isValue ? field.value.trim() : line.dataset.value;
    if (!value) return;
    form.elements.value.value = value;
    document.getElementById("choose").close();
    send(form);
  }

  function inList(event) {
    const lines = [...document.querySelectorAll("#found [data-value]")];
    const place = lines.findIndex((line) => line.getAttribute("aria-selected") === "true");
    const moves = { ArrowDown: place + 1, ArrowUp: place - 1, PageDown: place + 8, PageUp: place - 8 };
    if (event.key in moves) {
      event.preventDefault();
      select(moves[event.key]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!event.repeat) choose(lines[place]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      document.getElementById("choose").close();
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.id === "asked") return void inList(event); // a key that is held moves on
    if (event.repeat) return;
    const dialog = document.querySelector("dialog[open]");
    if (dialog) {
      if (["?", "？"].includes(event.key) && dialog.id === "help") dialog.close();
      return;
    }
    const typed = event.target.closest("input, textarea, select");
    if (typed && !(event.key === "Enter" && typed.id === "note")) {
      if (event.key === "Escape") document.querySelector("main").focus();
      return;
    }
    // Enter on a button or a link is its own
    if (event.key === "Enter" && event.target.closest("button, a")) return;
    // with capitals locked, and by the question mark of a Chinese keyboard too
    const key = event.key === "？" ? "?" : event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const meant = byKey(key);
    if (meant && !meant.disabled) {
      event.preventDefault();
      meant.click();
    }
  });

  document.addEventListener("input", (event) => {
    if (event.target.id === "asked" && document.getElementById("choice").elements.part.value !== "value") ask();
  });

  document.addEventListener("click", (event) => {
    const line = event.target.closest("#found [data-value]");
    if (line) return void choose(line);
    const meant = event.target.closest("[data-part], [data-opens], [data-closes], a[data-key]");
    if (!meant) return void (event.target.closest("a") && tellAddress()); // so that there is a way back to the card
    if (meant.dataset.part) open(meant);
    else if (meant.dataset.opens) document.getElementById(meant.dataset.opens).showModal();
    else if (meant.dataset.closes) document.getElementById(meant.dataset.closes).close();
    else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      go(meant.href);
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.getAttribute("action") !== "/verdict" && form.getAttribute("action") !== "/undo") return;
    event.preventDefault();
    if (form.id === "choice") return;
    send(form, event.submitter);
  });

  window.addEventListener("popstate", () => location.reload());
})();
