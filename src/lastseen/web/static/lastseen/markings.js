// Words of the text into the form that marks them, and back to where one was when the page has changed.
"use strict";

let cameFrom = null;

// What was chosen goes into the form whole; what is chosen within it there narrows it.
function fill(passage, sentence) {
  if (!passage) return;
  cameFrom = sentence ? sentence.id : null;
  const words = byId("mark-words");
  words.value = passage.words.split("\n")[0];
  byId("mark-place").value = `${passage.start}-${passage.end}`;
  if (!sentence) return;
  words.focus();
  words.select();
}

new Sentences(fill);

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt.id !== "mark") return;
  const words = byId("mark-words");
  const from = words.selectionStart;
  const to = words.selectionEnd;
  if (from < to) event.detail.parameters.words = words.value.slice(from, to);
});

// Words typed anew are looked for in the whole text.
document.addEventListener("input", (event) => {
  const place = byId("mark-place");
  if (event.target.id === "mark-words" && place.value && !within(event.target.value, place.value)) place.value = "";
});

function within(words, place) {
  const [start, end] = place.split("-").map(Number);
  return wordsBetween(start, end).includes(words);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-sentence]");
  const sentence = link && byId(link.dataset.sentence);
  if (!sentence) return;
  event.preventDefault();
  sentence.scrollIntoView({ block: "center" });
  sentence.focus({ preventScroll: true });
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "marking") return;
  const refused = byId("mark-words").getAttribute("aria-invalid") === "true";
  const back = refused ? byId("mark-words") : cameFrom && byId(cameFrom);
  if (back) back.focus({ preventScroll: true });
});
