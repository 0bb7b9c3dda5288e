// The keys of the review: S, D, U choose a verdict and lead to its reason, P and N go from pair to pair, Z undoes.
"use strict";

// Keys are told by their place, as a Korean keyboard gives other letters; while a syllable is being composed none counts.
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest("input:not([type=radio]), select, textarea, dialog, [contenteditable=true]")) return;
  const chosen = document.querySelector(`[data-key="${event.code}"]`);
  if (!chosen) return;
  event.preventDefault();
  chosen.click();
  if (chosen.type === "radio") document.getElementById("reason").focus();
});
