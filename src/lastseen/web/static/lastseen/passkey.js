// Passkeys: what the server asks goes to the browser, what the browser answers goes back in the form.
"use strict";

const credential = (form, options) =>
  form.dataset.passkey === "make"
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options.publicKey) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey) });

async function optionsOf(form) {
  if (!form.dataset.options) {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    return (await answer.json()).request_options;
  }
  const told = JSON.parse(document.getElementById(form.dataset.options).textContent);
  return told.creation_options || told.request_options;
}

async function ask(form) {
  const said = form.querySelector("[data-said]");
  said.hidden = true;
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON || /^[\d.]+$/.test(location.hostname)) {
    said.textContent = said.dataset.unable;
    said.hidden = false;
    return;
  }
  try {
    const answer = await credential(form, await optionsOf(form));
    form.elements.credential.value = JSON.stringify(answer.toJSON());
    form.submit();
  } catch {
    said.textContent = said.dataset.failed;
    said.hidden = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    ask(form);
  });
}
