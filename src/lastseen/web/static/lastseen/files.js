// Files sent piece by piece, so that none is too large for the network; and the viewer and player of one.
"use strict";

for (const part of document.querySelectorAll(".with-script")) part.hidden = false;
document.addEventListener("htmx:afterSettle", () => {
  for (const part of document.querySelectorAll(".with-script")) part.hidden = false;
  setUp();
});

// Sending. An upload goes on from where it stopped; the server says how much has arrived.
class Upload {
  constructor(form, file) {
    this.form = form;
    this.file = file;
    this.token = null;
    this.at = 0;
    this.stopped = false;
    this.row = this.made();
  }

  made() {
    const row = document.createElement("li");
    const name = document.createElement("bdi");
    name.textContent = this.file.name;
    this.bar = document.createElement("progress");
    this.bar.max = Math.max(1, this.file.size);
    this.bar.value = 0;
    this.bar.setAttribute("aria-label", this.file.name);
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "quiet small";
    this.told = document.createElement("span");
    this.told.className = "told grey";
    row.append(name, this.bar, this.button, this.told);
    this.offer("cancel", () => this.cancel());
    this.tell(this.form.dataset.waiting);
    return row;
  }

  offer(word, act) {
    this.button.textContent = this.form.dataset[word];
    this.button.hidden = false;
    this.button.onclick = act;
  }

  tell(text) {
    this.told.textContent = text;
  }

  async ask(step, body, parameters = {}) {
    const query = new URLSearchParams({ do: step, ...parameters });
    if (this.token) query.set("upload", this.token);
    const headers = { "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value };
    if (body instanceof Blob) headers["Content-Type"] = "application/octet-stream";
    const answer = await fetch(`${this.form.action}?${query}`, { method: "POST", body, headers, redirect: "error" });
    const told = await answer.json().catch(() => null);
    if (!answer.ok || told === null) throw new Refused(told);
    return told;
  }

  async send() {
    this.row.classList.remove("refused");
    this.offer("cancel", () => this.cancel());
    this.stopped = false;
    try {
      if (!this.token) await this.begin();
      while (this.at < this.file.size) {
        if (this.stopped) return false;
        const piece = this.file.slice(this.at, this.at + this.piece);
        this.at = (await this.ask("piece", piece, { at: this.at })).at;
        this.bar.value = this.at;
        this.tell(`${this.form.dataset.sending} ${Math.floor((100 * this.at) / this.file.size)} %`);
      }
      this.tell(this.form.dataset.checking);
      this.button.hidden = true;
      await this.ask("attach");
      this.tell(this.form.dataset.done);
      return true;
    } catch (problem) {
      this.fail(problem);
      return false;
    }
  }

  async begin() {
    const said = new FormData();
    said.set("name", this.file.name);
    said.set("size", this.file.size);
    said.set("type", this.file.type);
    const begun = await this.ask("begin", said);
    [this.token, this.at, this.piece] = [begun.upload, begun.at, begun.piece];
  }

  fail(problem) {
    const refused = problem instanceof Refused && problem.told;
    this.row.classList.add("refused");
    this.tell(refused ? `${problem.told.sentence} ${problem.told.hint}` : this.form.dataset.lost);
    if (refused) {
      this.token = null;
      this.at = 0;
      this.button.hidden = true;
    } else {
      this.offer("again", () => sendAll(this.form, [this]));
    }
  }

  async cancel() {
    this.stopped = true;
    this.button.hidden = true;
    this.tell(this.form.dataset.cancelled);
    if (this.token) await this.ask("forget").catch(() => null);
    this.token = null;
    this.at = 0;
  }
}

class Refused extends Error {
  constructor(told) {
    super("refused");
    this.told = told;
  }
}

let sending = 0;
async function sendAll(form, uploads) {
  sending += 1;
  let added = 0;
  for (const upload of uploads) if (await upload.send()) added += 1;
  sending -= 1;
  if (added === uploads.length && !sending) location.reload();
}

function takeIn(form, files) {
  const uploads = [...files].map((file) => new Upload(form, file));
  form.querySelector(".queue").append(...uploads.map((upload) => upload.row));
  form.querySelector("[type=file]").value = "";
  sendAll(form, uploads);
}

for (const form of document.querySelectorAll("form[data-sends]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    takeIn(form, form.querySelector("[type=file]").files);
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    form.addEventListener(kind, (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      form.classList.toggle("over", kind === "dragover");
      if (kind === "drop") takeIn(form, event.dataTransfer.files);
    });
  }
}
window.addEventListener("beforeunload", (event) => {
  if (sending) event.preventDefault();
});

// The player. A time is typed and shown as hours, minutes and seconds.
const two = (number) => String(number).padStart(2, "0");
const clock = (s) => `${two(Math.floor(s / 3600))}:${two(Math.floor(s / 60) % 60)}:${two(Math.floor(s) % 60)}`;
const media = () => document.querySelector("[data-player] audio, [data-player] video");

function seconds(typed) {
  const parts = typed.trim().split(":");
  if (parts.length > 3 || parts.some((part) => !/^\d+$/.test(part))) return null;
  return parts.reduce((sum, part) => 60 * sum + Number(part), 0);
}

function playFrom(start, end) {
  const playing = media();
  if (!playing) return;
  playing.currentTime = start;
  playing.dataset.until = end > start ? end : "";
  playing.play().catch(() => null);
}

function setUp() {
  const player = document.querySelector("[data-player]");
  const playing = media();
  if (!player || playing.dataset.ready) return;
  playing.dataset.ready = "true";
  playing.addEventListener("error", () => (player.querySelector("[data-unplayable]").hidden = false));
  playing.addEventListener("timeupdate", () => {
    const until = Number(playing.dataset.until);
    if (until && playing.currentTime >= until) {
      playing.dataset.until = "";
      playing.pause();
    }
  });
  if (player.dataset.start) {
    playing.addEventListener("loadedmetadata", () => (playing.currentTime = Number(player.dataset.start)), { once: true });
  }
}

function setTime(which) {
  const playing = media();
  for (const field of document.querySelectorAll(`[data-time=${which}]`)) field.value = clock(playing.currentTime);
}

function range(within) {
  const [start, end] = ["start", "end"].map((which) => within.querySelector(`[data-time=${which}]`).value);
  const from = seconds(start);
  const until = end.trim() ? seconds(end) : from;
  return from === null || until === null ? null : [Math.min(from, until), Math.max(from, until)];
}

function step(by) {
  const playing = media();
  playing.currentTime = Math.max(0, playing.currentTime + by);
}

const keys = {
  KeyK: () => (media().paused ? media().play().catch(() => null) : media().pause()),
  KeyJ: () => step(-5),
  KeyL: () => step(5),
  BracketLeft: () => setTime("start"),
  BracketRight: () => setTime("end"),
  KeyM: () => {
    const note = document.querySelector("[data-note]");
    if (!note) return;
    if (!document.querySelector("[data-marking] [data-time=start]").value) setTime("start");
    note.focus();
  },
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
  const turn = { ArrowLeft: "previous", ArrowRight: "next" }[event.key];
  const inTranscript = event.target.closest("#transcript");
  if (turn && !inTranscript && !media()) document.querySelector(`a[data-turn=${turn}]`)?.click();
  if (!media() || inTranscript || !(event.code in keys)) return;
  event.preventDefault();
  keys[event.code]();
});

document.addEventListener("click", (event) => {
  const jump = event.target.closest("[data-jump]");
  if (jump && media()) {
    event.preventDefault();
    playFrom(Number(jump.dataset.jump), Number(jump.dataset.until));
  }
  const by = event.target.closest("[data-step]");
  if (by) step(Number(by.dataset.step));
  const set = event.target.closest("[data-set]");
  if (set) setTime(set.dataset.set);
  const hear = event.target.closest("[data-hear]");
  const times = hear && range(hear.closest(".range"));
  if (times) playFrom(...times);
});

// Beside the coding: a file in the place of the transcript, and its places cited as words of the transcript are.
document.addEventListener("click", (event) => {
  const show = event.target.closest("[data-show]");
  if (show) {
    for (const one of document.querySelectorAll("[data-show]")) one.setAttribute("aria-pressed", String(one === show));
    showBeside(show.dataset.show === "file");
  }
  const cite = event.target.closest("[data-cite]");
  if (cite) openMenu({ place: cite.dataset.cite, words: cite.dataset.words }, cite);
  const citing = event.target.closest("[data-cite-time]");
  const times = citing && range(citing.closest(".range"));
  if (!citing) return;
  const start = citing.closest(".range").querySelector("[data-time=start]");
  const fits = times && times[1] <= Number(citing.dataset.seconds);
  start.setAttribute("aria-invalid", String(!fits));
  if (!fits) return start.focus();
  const name = citing.closest(".viewer").querySelector("h3 bdi").textContent;
  const told = times[0] === times[1] ? clock(times[0]) : `${clock(times[0])}-${clock(times[1])}`;
  openMenu({ place: `file:${citing.closest(".viewer").dataset.file}#t=${told}`, words: `${name}, ${told}` }, citing);
});

// From a value to its place in a file, which opens beside it.
document.addEventListener("click", (event) => {
  const led = event.target.closest("a[data-open-beside]");
  if (!led || !byId("beside-file")) return;
  event.preventDefault();
  const [path, query] = led.getAttribute("href").split("?");
  const address = `${path}beside/${query ? `?${query}` : ""}`;
  const buttons = [...document.querySelectorAll("[data-show]")];
  const opened = buttons.find((one) => one.getAttribute("hx-get") === `${path}beside/`);
  for (const one of buttons) one.setAttribute("aria-pressed", String(one === opened));
  showBeside(true);
  htmx.ajax("GET", address, "#beside-file");
});

function showBeside(isFile) {
  for (const part of document.querySelectorAll("[data-beside]")) part.hidden = (part.dataset.beside === "file") !== isFile;
  if (!isFile) media()?.pause();
}

setUp();
