// Choosing single rows of a list, to change them together; the list is not asked for anew by that.
"use strict";

(() => {
  const picks = () => [...document.querySelectorAll('input[name="pick"]')];

  function count() {
    const chosen = picks().filter((one) => one.checked).length;
    for (const place of document.querySelectorAll("[data-picked]")) place.textContent = chosen ? ` (${chosen})` : "";
    for (const button of document.querySelectorAll("[data-needs-picked]")) button.disabled = !chosen;
    for (const all of document.querySelectorAll("[data-pick-all]")) {
      all.checked = chosen > 0 && chosen === picks().length;
      all.indeterminate = chosen > 0 && !all.checked;
    }
  }

  function pick(event) {
    if (!event.target.matches('input[name="pick"], [data-pick-all]')) return;
    event.stopPropagation();
    if (event.target.matches("[data-pick-all]")) for (const one of picks()) one.checked = event.target.checked;
    count();
  }

  document.addEventListener("change", pick, true);
  document.addEventListener("htmx:afterSwap", count);
  window.addEventListener("pageshow", count);
  count();
})();
