// Texts: nothing typed is left behind unasked, and nothing kept is thrown away unasked.
"use strict";

const typing = document.querySelector("form[data-unsaved]");
if (typing) {
  const before = new FormData(typing).get("text");
  let leaving = false;
  typing.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && new FormData(typing).get("text") !== before) event.preventDefault();
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-sure]");
  if (button && !window.confirm(button.dataset.sure)) event.preventDefault();
});
