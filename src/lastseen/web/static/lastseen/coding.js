// The workspace: passages into the form, terms picked by typing, and absences.
"use strict";

const form = byId("coding");
const menu = byId("menu");
let chosen = null;
let cameFrom = null;
let lastPlace = null;

// A step is taken by the form's own hidden button, so that it waits for what is being kept.
function take(step) {
  const button = byId("step");
  button.value = step;
  button.click();
}

// What is kept by itself is no step: HTMX would send the button that was touched last with it.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt === form) event.detail.formData.delete("do");
});

// The menu over a passage.
function openMenu(passage, sentence) {
  if (!passage) return;
  chosen = passage;
  cameFrom = sentence;
  byId("menu-words").value = passage.words;
  byId("menu-find").value = "";
  listFields();
  menu.showModal();
  menu.querySelector("[data-begin]").focus();
}

// What is chosen within the words shown narrows the passage.
function span() {
  if (chosen.place) return chosen.place; // a place in a file
  const words = byId("menu-words");
  const from = words.selectionStart;
  const to = words.selectionEnd;
  const text = byId("transcript").dataset.text ?? ""; // which text it is, where it is not the transcript that is coded
  if (from === to) return `${text}${chosen.start}-${chosen.end}`;
  const start = chosen.start + codePoints(words.value.slice(0, from));
  const within = trimmed(start, start + codePoints(words.value.slice(from, to))) || chosen;
  return `${text}${within.start}-${within.end}`;
}

function choose(step) {
  const place = span();
  menu.close();
  cameFrom = null;
  take(`${step}:${place}`);
}

function listFields() {
  const wanted = byId("menu-find").value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
  const places = [...form.querySelectorAll("[data-place]")];
  places.sort((a, b) => Number(b.dataset.place === lastPlace) - Number(a.dataset.place === lastPlace));
  const fitting = places.filter((one) => wanted.every((word) => one.dataset.label.toLowerCase().includes(word)));
  byId("menu-fields").replaceChildren(...fitting.map(fieldChoice));
}

function fieldChoice(place) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = place.dataset.label;
  button.addEventListener("click", () => choose(`attach:${place.dataset.place}:${emptyOrLast(place)}`));
  item.append(button);
  return item;
}

// A passage goes to the value last touched in the field, else to its last one.
function emptyOrLast(place) {
  const cells = place.querySelectorAll(".cell");
  return cells[cells.length - 1].dataset.cell;
}

menu.addEventListener("click", (event) => {
  const begin = event.target.closest("[data-begin]");
  if (begin) choose(`add:${begin.dataset.begin}`);
});
menu.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const digit = /^(?:Digit|Numpad)([1-8])$/.exec(event.code);
  const inFind = event.target === byId("menu-find");
  if (digit && !inFind) {
    event.preventDefault();
    choose(`add:${menu.querySelectorAll("[data-begin]")[Number(digit[1]) - 1].dataset.begin}`);
  } else if (event.key === "Enter" && inFind) {
    event.preventDefault();
    byId("menu-fields").querySelector("button")?.click();
  }
});
byId("menu-find").addEventListener("input", listFields);
// Not read-only, as there would be no caret to choose words with: but nothing can be written there.
byId("menu-words").addEventListener("beforeinput", (event) => event.preventDefault());
menu.addEventListener("close", () => cameFrom?.focus());

// Picking a term: what is typed is looked for in every label and synonym, in every language.
const terms = JSON.parse(byId("terms").textContent);
const list = byId("terms-list");
let picking = null;
let active = -1;
const compared = (text) => text.normalize("NFC").toLowerCase().trim();

function showTerms(input) {
  const asked = compared(input.value);
  const ranked = (terms[input.dataset.terms] || []).map((term) => [rank(term, asked), term]);
  const found = ranked.filter(([at]) => at < 3).sort((a, b) => a[0] - b[0]).map(([, term]) => term);
  picking = input;
  active = asked && found.length ? 0 : -1;
  list.replaceChildren(...found.map(option));
  input.parentElement.append(list);
  list.hidden = !found.length;
  input.setAttribute("aria-expanded", String(!list.hidden));
  point();
}

function rank([, , , words], asked) {
  if (!asked) return 2;
  const all = words.split("\n").map(compared);
  if (all.some((word) => word === asked)) return 0;
  if (all.some((word) => word.startsWith(asked))) return 1;
  return all.some((word) => word.includes(asked)) ? 2 : 3;
}

function option([value, label, above], at) {
  const item = document.createElement("li");
  item.id = `term-${at}`;
  item.setAttribute("role", "option");
  item.dataset.value = value;
  item.textContent = label;
  if (above) {
    const where = document.createElement("span");
    where.className = "grey small";
    where.textContent = ` ${above}`;
    item.append(where);
  }
  return item;
}

function point() {
  [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === active)));
  const item = list.children[active];
  if (item) {
    picking.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  } else {
    picking.removeAttribute("aria-activedescendant");
  }
}

function hideTerms() {
  if (!picking) return;
  picking.setAttribute("aria-expanded", "false");
  picking.removeAttribute("aria-activedescendant");
  list.hidden = true;
  picking = null;
}

function pick(item) {
  const input = picking;
  hideTerms();
  if (input.value === item.dataset.value) return;
  input.value = item.dataset.value;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

form.addEventListener("focusin", (event) => {
  lastPlace = event.target.closest("[data-place]")?.dataset.place ?? lastPlace;
  if (picking && event.target !== picking) hideTerms();
});
form.addEventListener("input", (event) => {
  if (event.target.dataset.terms) showTerms(event.target);
});
form.addEventListener("click", (event) => {
  if (event.target.dataset.terms && !picking) showTerms(event.target);
});
form.addEventListener("focusout", (event) => {
  if (event.target === picking && !list.contains(event.relatedTarget)) hideTerms();
});
list.addEventListener("mousedown", (event) => {
  event.preventDefault();
  const item = event.target.closest("li");
  if (item) pick(item);
});

function termKeys(event) {
  const input = event.target;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!picking) return showTerms(input);
    const step = event.key === "ArrowDown" ? 1 : -1;
    active = (active + step + list.children.length) % list.children.length;
    point();
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (picking && list.children[active]) pick(list.children[active]);
  } else if (event.key === "Escape" && picking) {
    event.preventDefault();
    event.stopPropagation();
    hideTerms();
  }
}

// Why there is no value: one press says so, another takes it back; arrows go from one reason to the next.
function absence(button) {
  const cell = button.closest(".cell");
  const on = button.getAttribute("aria-pressed") === "true";
  for (const other of cell.querySelectorAll("[data-absence]")) other.setAttribute("aria-pressed", "false");
  button.setAttribute("aria-pressed", String(!on));
  const kept = cell.querySelector("input[name$='.absent']");
  kept.value = on ? "" : button.dataset.absence;
  if (on) delete cell.dataset.absent;
  else cell.dataset.absent = kept.value;
  kept.dispatchEvent(new Event("change", { bubbles: true }));
}

function absenceKeys(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...event.target.closest(".absences").querySelectorAll("button")];
  const next = all[(all.indexOf(event.target) + step + all.length) % all.length];
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-absence]");
  if (button) absence(button);
  const led = event.target.closest("a[data-span]");
  if (led && leadTo(led.dataset.span)) event.preventDefault(); // else the link leads to the text that it is in
});
form.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.target.dataset.terms) termKeys(event);
  else if (event.target.dataset.absence) absenceKeys(event);
  // Enter in a field goes nowhere: what is typed is kept anyway, and nothing is handed in by chance.
  else if (event.key === "Enter" && event.target.tagName === "INPUT") event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.isComposing || !event.ctrlKey || !event.altKey) return;
  if (event.code === "KeyZ") byId("undo").click();
  else if (event.code === "KeyY") byId("redo").click();
  else if (event.code === "KeyT") byId("transcript").querySelector(".s[tabindex='0']")?.focus();
  else return;
  event.preventDefault();
});

// From a value to its words in the transcript.
function leadTo(place) {
  for (const run of document.querySelectorAll("#transcript .led")) run.classList.remove("led");
  const runs = [...document.querySelectorAll("#transcript [data-spans]")];
  const over = runs.filter((run) => run.dataset.spans.split(" ").includes(place));
  for (const run of over) run.classList.add("led");
  if (!over.length) return false;
  const sentence = over[0].closest(".s");
  for (const s of document.querySelectorAll("#transcript .s[tabindex='0']")) s.tabIndex = -1;
  sentence.tabIndex = 0;
  sentence.focus({ preventScroll: true });
  over[0].scrollIntoView({ block: "center" });
  return true;
}

// Entries that were open stay open, and the place in the transcript stays, whatever the server sends anew.
let opened = new Set();
let scrolled = 0;
let at = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.target.id !== "entries") return;
  opened = new Set([...document.querySelectorAll("details.entry[open]")].map((entry) => entry.id));
  scrolled = byId("transcript").scrollTop;
  at = document.querySelector("#transcript .s[tabindex='0']")?.id ?? null;
  list.hidden = true;
  picking = null;
  document.body.append(list);
});
document.addEventListener("htmx:afterSettle", () => {
  for (const id of opened) byId(id)?.setAttribute("open", "");
  if (at && byId(at)) {
    for (const s of document.querySelectorAll("#transcript .s[tabindex='0']")) s.tabIndex = -1;
    byId(at).tabIndex = 0;
    byId("transcript").scrollTop = scrolled;
  }
  at = null;
  const rivals = byId("rivals");
  if (rivals.children.length && !rivals.open) rivals.showModal();
});

new Sentences(openMenu);
