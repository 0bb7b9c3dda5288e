// Numbers of an article by key: j and k go from one to the next, in the text and in the list beside it at once.
"use strict";

const held = document.querySelector("[data-claims]");
const claims = held ? [...held.querySelectorAll(".claim")] : [];
let at = -1;

function show(place) {
  held.querySelectorAll("[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
  at = Math.max(0, Math.min(place, claims.length - 1));
  const claim = claims[at];
  const line = document.getElementById(`w-${claim.id}`);
  for (const one of [claim, line]) one.setAttribute("aria-current", "true");
  claim.focus({ preventScroll: true });
  claim.scrollIntoView({ block: "center" });
  line.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (!claims.length || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea")) return;
  const step = { KeyJ: 1, KeyK: -1 }[event.code];
  if (step) show(at < 0 && step < 0 ? claims.length - 1 : at + step);
});
claims.forEach((claim, place) => claim.addEventListener("focus", () => (at = place)));

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = button.dataset.copied;
  });
}
