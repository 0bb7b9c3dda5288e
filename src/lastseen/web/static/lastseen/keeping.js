// What is kept by itself: after the session has ended, or while the server is away, the page is all there is of what was
// typed last. It asks again for the right to send, and sends it as soon as it has it.
"use strict";

const unsent = new Set();

document.addEventListener("htmx:afterRequest", (event) => {
  const keeper = event.detail.elt.closest("[hx-post][hx-trigger]");
  if (!keeper) return;
  // What was refused did arrive.
  const isLost = !event.detail.successful && ![409, 422].includes(event.detail.xhr.status);
  if (isLost) unsent.add(keeper);
  else if (unsent.delete(keeper) && !unsent.size) {
    for (const toast of document.querySelectorAll("#toasts .toast.error")) toast.remove();
  }
  keeper.closest("form").classList.toggle("unsent", unsent.size > 0);
});
window.addEventListener("beforeunload", (event) => {
  if (unsent.size) event.preventDefault();
});

async function sendAgain() {
  if (!unsent.size) return;
  const answer = await fetch(location.href, { redirect: "manual" }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.body.setAttribute("hx-headers", page.body.getAttribute("hx-headers"));
  const { value } = page.querySelector("[name=csrfmiddlewaretoken]");
  for (const token of document.querySelectorAll("[name=csrfmiddlewaretoken]")) token.value = value;
  for (const keeper of unsent) htmx.trigger(keeper, "change");
}
window.addEventListener("focus", sendAgain);
window.addEventListener("online", sendAgain);
setInterval(sendAgain, 15000);
