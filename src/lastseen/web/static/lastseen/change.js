// Changing many: choosing what is to change leads on at once; without script a button does.
"use strict";

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-send]")) event.target.form.requestSubmit();
});
for (const button of document.querySelectorAll("form.what button")) button.hidden = true;
const previewed = document.getElementById("previewed");
if (previewed) previewed.focus();
