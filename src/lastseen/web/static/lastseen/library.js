// The library: suggestions by arrow keys, people by j and k, and what was unfolded stays so when the list is renewed.
"use strict";

(() => {
  const text = document.getElementById("text");
  const suggestions = document.getElementById("suggestions");
  const options = () => [...suggestions.querySelectorAll('[role="option"]')];
  const isTyping = (target) => target.closest("input, select, textarea, [contenteditable=true]") !== null;

  function showSuggestions(shown) {
    suggestions.hidden = !shown;
    text.setAttribute("aria-expanded", String(shown));
    if (!shown) text.removeAttribute("aria-activedescendant");
  }

  function choose(index) {
    const all = options();
    all.forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    const chosen = all[index];
    if (!chosen) return text.removeAttribute("aria-activedescendant");
    text.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  // While a syllable is being composed, keys belong to the keyboard of the language.
  function steer(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape" && !suggestions.hidden) {
      event.stopPropagation();
      return showSuggestions(false);
    }
    if (event.key === "Enter") return enter(event);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !options().length) return;
    event.preventDefault();
    showSuggestions(true);
    const all = options();
    const now = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    choose(now < 0 ? (step > 0 ? 0 : all.length - 1) : (now + step + all.length) % all.length);
  }

  function enter(event) {
    const chosen = suggestions.hidden ? null : suggestions.querySelector('[aria-selected="true"]');
    showSuggestions(false);
    if (!chosen) return;
    event.preventDefault();
    chosen.click();
  }

  const people = () => [...document.querySelectorAll(".person .go")];

  function move(step) {
    const all = people();
    const now = all.indexOf(document.activeElement?.closest(".person")?.querySelector(".go"));
    const next = all[Math.min(Math.max(now + step, 0), all.length - 1)];
    if (next) next.focus();
  }

  function walk(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.code === "Slash" && event.key !== "?") {
      event.preventDefault();
      text.focus();
      text.select();
    } else if (event.code === "KeyJ") move(1);
    else if (event.code === "KeyK") move(-1);
    else if (event.code === "KeyP") document.activeElement?.closest(".person")?.querySelector(".peek").click();
    else if (event.key === "Escape") document.querySelector("#preview .shut")?.click();
  }

  function peek(event) {
    const person = event.target.closest(".person");
    if (!person || event.target.closest("a, button, input") || String(getSelection())) return;
    person.querySelector(".peek").click();
  }

  let unfolded = new Map();

  function remember(event) {
    if (event.detail.target.id !== "library") return;
    unfolded = new Map([...document.querySelectorAll("#library details[id]")].map((one) => [one.id, one.open]));
  }

  function settle(event) {
    const target = event.detail.target;
    if (target.id === "suggestions") showSuggestions(document.activeElement === text && options().length > 0);
    if (target.id === "library") for (const [id, open] of unfolded) if (document.getElementById(id)) document.getElementById(id).open = open;
    if (target.id === "preview") mark();
  }

  function mark() {
    const code = document.querySelector("#preview .code")?.textContent;
    for (const go of people()) go.closest(".person").classList.toggle("shown", go.textContent === code);
  }

  // The preview closes in place; without script its link leads to the page without it.
  function shut(event) {
    const link = event.target.closest("#preview .shut");
    if (!link) return;
    event.preventDefault();
    const address = new URL(location.href);
    address.searchParams.delete("show");
    history.pushState(history.state, "", address);
    const left = document.querySelector(".person.shown .go");
    document.getElementById("preview").replaceChildren();
    mark();
    if (left) left.focus();
  }

  text.addEventListener("keydown", steer);
  text.addEventListener("focus", () => showSuggestions(options().length > 0 && text.value !== ""));
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".library-search")) showSuggestions(false);
    peek(event);
    shut(event);
  });
  document.addEventListener("keydown", walk);
  document.addEventListener("htmx:beforeSwap", remember);
  document.addEventListener("htmx:afterSwap", settle);
  if (window.matchMedia("(max-width: 60rem)").matches) document.querySelector(".facets").open = false;
})();
