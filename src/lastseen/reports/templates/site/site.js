// The search of the start page: everything is in people.js, nothing is asked of any server.
"use strict";
(() => {
  const data = window.people, section = document.getElementById("search");
  if (!data || !section) return;
  const form = section.querySelector("form"), list = document.getElementById("results"), found = document.getElementById("found");
  const more = document.getElementById("more"), language = document.documentElement.lang, STEP = 50;
  const spoken = 1 + Math.max(0, data.languages.indexOf(language)), FIRST_FIELD = 4;
  const folded = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase();
  const terms = data.terms.map((term) => ({ field: term[0], label: term[spoken], words: folded(term.slice(1).join(" ")) }));
  const people = data.people.map((one) => ({
    code: one[0], names: one[1], low: one[2], high: one[3],
    words: folded(`${one[0]} ${one[0].replace("-", "")} ${one[1].join(" ")}`),
    has: new Set(one.slice(FIRST_FIELD).flat()), fields: one.slice(FIRST_FIELD),
  }));
  const column = (field) => data.fields.indexOf(field);

  for (const select of form.querySelectorAll("select")) {
    const options = terms.map((term, at) => [at, term]).filter(([, term]) => term.field === select.name);
    options.sort((a, b) => a[1].label.localeCompare(b[1].label, language));
    for (const [at, term] of options) select.add(new Option(term.label, at));
  }

  function wanted() {
    const words = folded(form.words.value).split(/\s+/).filter(Boolean);
    const tests = words.map((word) => {
      const meant = terms.map((term, at) => (term.words.includes(word) ? at : -1)).filter((at) => at >= 0);
      return (one) => one.words.includes(word) || meant.some((at) => one.has.has(at));
    });
    for (const select of form.querySelectorAll("select")) if (select.value) { const at = Number(select.value); tests.push((one) => one.has.has(at)); }
    if (form.from.value) { const year = Number(form.from.value); tests.push((one) => (one.high ?? Infinity) >= year && (one.low ?? one.high) !== null); }
    if (form.to.value) { const year = Number(form.to.value); tests.push((one) => (one.low ?? -Infinity) <= year && (one.low ?? one.high) !== null); }
    return tests;
  }

  let hits = [], at = 0;
  const said = (field, one) => one.fields[column(field)].map((term) => terms[term].label).join(" / ");
  const span = (one) => one.low === null && one.high === null ? "" : one.low === one.high ? `${one.low}` : `${one.low ?? ""}–${one.high ?? ""}`;
  const cell = (tag, text, name) => { const made = document.createElement(tag); made.textContent = text; if (name) made.className = name; return made; };

  function showMore() {
    const part = document.createDocumentFragment();
    for (const one of hits.slice(at, at + STEP)) {
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = `people/${one.code.replace("-", "").toLowerCase()}.html`;
      link.append(cell("strong", one.names[0] || one.code), cell("span", span(one)), cell("span", said("place", one)), cell("span", said("authorities", one), "soft"));
      item.append(link);
      part.append(item);
    }
    list.append(part);
    at += STEP;
    more.hidden = at >= hits.length;
  }

  function search() {
    const tests = wanted();
    list.replaceChildren();
    at = 0;
    hits = tests.length ? people.filter((one) => tests.every((test) => test(one))) : [];
    found.textContent = !tests.length ? "" : hits.length ? (hits.length === 1 ? found.dataset.one : found.dataset.many).replace("{n}", hits.length) : found.dataset.none;
    showMore();
    const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(null, "", asked.size ? `#${asked}` : location.pathname.split("/").pop());
  }

  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) if (form.elements[name]) form.elements[name].value = value;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", search);
  form.addEventListener("reset", () => setTimeout(search));
  more.addEventListener("click", showMore);
  section.hidden = false;
  if (location.hash) search(); else more.hidden = true;
})();
