// What every page does beside showing itself. Every key has a button or a link that does the same.
"use strict";

const byId = (id) => document.getElementById(id);
const inField = (target) => target.closest("input, select, textarea, [contenteditable=true]") !== null;

// Keys are told by their place, as a Korean keyboard gives other letters; while a syllable is being composed none counts.
const go = { KeyD: "desk", KeyL: "library", KeyI: "sources" };
let waiting = false;

function shortcut(event) {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return closeMenus();
  if (inField(event.target)) return;
  if (event.key === "?") return openKeys(event);
  if (event.code === "Slash") return focusSearch(event);
  if (waiting && go[event.code]) followArea(go[event.code]);
  waiting = event.code === "KeyG";
}

function focusSearch(event) {
  const search = document.querySelector("[data-search]") || byId("search");
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
}

// A field that suggests while somebody types: arrows go through the suggestions, Enter opens one, Escape closes them.
class Suggesting {
  constructor(input) {
    this.input = input;
    this.list = byId(input.getAttribute("aria-controls"));
    this.isWanted = false;
    input.addEventListener("input", () => (this.isWanted = true));
    input.addEventListener("keydown", (event) => this.steer(event));
    input.addEventListener("focus", () => this.show(this.options().length > 0 && input.value !== ""));
    document.addEventListener("htmx:afterSwap", (event) => this.settle(event));
    document.addEventListener("click", (event) => this.leave(event.target));
    input.form?.addEventListener("focusout", (event) => event.relatedTarget && this.leave(event.relatedTarget));
  }

  options() {
    return [...this.list.querySelectorAll('[role="option"]')];
  }

  show(shown) {
    this.list.hidden = !shown;
    this.input.setAttribute("aria-expanded", String(shown));
    if (!shown) this.choose(-1);
  }

  choose(index) {
    const all = this.options();
    all.forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    const chosen = all[index];
    if (!chosen) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  // While a syllable is being composed, keys belong to the keyboard of the language.
  steer(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape" && !this.list.hidden) {
      event.stopPropagation();
      return this.close();
    }
    if (event.key === "Enter") return this.enter(event);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !this.options().length) return;
    event.preventDefault();
    const all = this.options();
    const now = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    this.show(true);
    this.choose(now < 0 ? (step > 0 ? 0 : all.length - 1) : (now + step + all.length) % all.length);
  }

  enter(event) {
    const chosen = this.list.hidden ? null : this.list.querySelector('[aria-selected="true"]');
    this.close();
    if (!chosen) return;
    event.preventDefault();
    chosen.click();
  }

  close() {
    this.isWanted = false;
    this.show(false);
  }

  leave(target) {
    if (target !== this.input && !this.list.contains(target)) this.show(false);
  }

  settle(event) {
    if (event.detail.target === this.list) {
      this.show(this.isWanted && document.activeElement === this.input && this.options().length > 0);
    }
  }
}

function followArea(name) {
  const link = document.querySelector(`.areas a[data-area="${name}"]`);
  if (link) link.click();
}

function openKeys(event) {
  const keys = byId("keys");
  if (keys && !keys.open) {
    event.preventDefault();
    keys.showModal();
  }
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (menu === except) continue;
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  }
}

// A form is sent once, however often its button is pressed; coming back to the page makes it ready again.
function sendOnce(event) {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "true";
}

function makeReady() {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
}

// The same is not said twice, however often it happens.
function say(text, kind) {
  const said = [...document.querySelectorAll("#toasts .toast > div")];
  if (said.some((one) => one.textContent === text)) return;
  const toast = byId("toast").content.cloneNode(true);
  toast.querySelector(".toast > div").textContent = text;
  toast.firstElementChild.classList.add(kind);
  byId("toasts").append(toast);
}

for (const input of document.querySelectorAll('input[role="combobox"][hx-get]')) new Suggesting(input);
// What is kept by itself is loaded anew, never sent anew: an older form would take the place of what was kept since.
if (document.querySelector("[hx-post][hx-trigger]")) history.replaceState(history.state, "", location.href);
document.addEventListener("keydown", shortcut);
document.addEventListener("submit", sendOnce);
window.addEventListener("pageshow", makeReady);
document.addEventListener("click", (event) => {
  closeMenus(event.target.closest("details.menu"));
  const closing = event.target.closest("[data-close]");
  if (closing) closing.closest(closing.dataset.close).remove();
  if (event.target.closest("[data-keys]")) openKeys(event);
});
document.addEventListener("htmx:beforeSwap", (event) => {
  // Refusals come as toasts or as the form with its errors: both are to be shown, whatever their status.
  if (event.detail.xhr.status >= 400) event.detail.shouldSwap = true;
});
document.addEventListener("htmx:sendError", () => say(byId("toasts").dataset.lost, "error"));
// Once the server answers again, it is no longer said that it does not.
document.addEventListener("htmx:beforeOnLoad", () => {
  const { lost } = byId("toasts").dataset;
  for (const toast of document.querySelectorAll("#toasts .toast")) {
    if (toast.firstElementChild.textContent === lost) toast.remove();
  }
});
