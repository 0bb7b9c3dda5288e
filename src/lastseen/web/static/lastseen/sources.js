// An interview: from a passage to what cites it and back; the history of a value in a dialog.
"use strict";

const withPassage = (id) => document.querySelectorAll(`[data-passages~="${CSS.escape(id)}"]`);

// The address names a passage: all its words are marked, and every value that cites it.
function markPassage() {
  for (const marked of document.querySelectorAll(".led")) marked.classList.remove("led");
  const id = location.hash.startsWith("#p-") ? location.hash.slice(3) : null;
  if (!id) return;
  for (const one of withPassage(id)) one.classList.add("led");
  withPassage(id)[0]?.scrollIntoView({ block: "center" });
}

// From the words to the values: all that cite any passage here are marked, and the first comes into sight.
function markValues(run) {
  for (const marked of document.querySelectorAll(".led")) marked.classList.remove("led");
  for (const id of run.dataset.passages.split(" ")) {
    for (const one of withPassage(id)) one.classList.add("led");
  }
  document.querySelector(".value.led")?.scrollIntoView({ block: "center" });
}

window.addEventListener("hashchange", markPassage);
document.addEventListener("click", (event) => {
  const run = event.target.closest("a.cited");
  if (run) setTimeout(() => markValues(run));
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "history") event.target.showModal();
});
markPassage();
