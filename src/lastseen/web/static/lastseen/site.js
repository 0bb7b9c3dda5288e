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
  const search = byId("search");
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
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

function say(text, kind) {
  const toast = byId("toast").content.cloneNode(true);
  toast.querySelector("div").textContent = text;
  toast.firstElementChild.classList.add(kind);
  byId("toasts").append(toast);
}

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
