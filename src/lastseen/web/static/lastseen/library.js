// The library: people by j and k, x chooses one, and what was unfolded stays so when the list is renewed.
"use strict";

(() => {
  const isTyping = (target) => target.closest("input, select, textarea, [contenteditable=true]") !== null;

  const people = () => [...document.querySelectorAll(".person .go")];

  function move(step) {
    const all = people();
    const now = all.indexOf(document.activeElement?.closest(".person")?.querySelector(".go"));
    const next = all[Math.min(Math.max(now + step, 0), all.length - 1)];
    if (next) next.focus();
  }

  function walk(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.code === "KeyJ") move(1);
    else if (event.code === "KeyK") move(-1);
    else if (event.code === "KeyX") document.activeElement?.closest(".person")?.querySelector('[name="pick"]')?.click();
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

  document.addEventListener("click", (event) => {
    peek(event);
    shut(event);
  });
  document.addEventListener("keydown", walk);
  document.addEventListener("htmx:beforeSwap", remember);
  document.addEventListener("htmx:afterSwap", settle);
  if (window.matchMedia("(max-width: 60rem)").matches) document.querySelector(".facets").open = false;
})();
