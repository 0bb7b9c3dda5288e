// Choosing words in a transcript. Positions are code points, as the server counts them; a browser counts UTF-16 units.
"use strict";

const codePoints = (text) => Array.from(text).length;

// The code point that a place in the document stands for: that of its run, and the letters before it within the run.
function placeOf(node, offset) {
  const transcript = byId("transcript");
  if (!transcript.contains(node)) return null;
  if (node.nodeType !== Node.TEXT_NODE) {
    const next = node.childNodes[offset];
    const run = next ? (next.matches?.("[data-at]") ? next : next.querySelector?.("[data-at]")) : null;
    if (run) return Number(run.dataset.at);
    const runs = node.querySelectorAll ? node.querySelectorAll("[data-at]") : [];
    const last = node.closest?.("[data-at]") || runs[runs.length - 1];
    return last ? Number(last.dataset.at) + codePoints(last.textContent) : null;
  }
  const run = node.parentElement.closest("[data-at]");
  return run ? Number(run.dataset.at) + codePoints(node.data.slice(0, offset)) : null;
}

// What is chosen with the mouse, without the space around it: {start, end, words}; null where nothing is.
function chosenByMouse() {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  return start === null || end === null || end <= start ? null : trimmed(start, end);
}

// The words between two places, as they stand in the runs, a line end as one letter.
function wordsBetween(start, end) {
  const runs = [...byId("transcript").querySelectorAll("[data-at]")];
  let words = "";
  let at = start;
  for (const run of runs) {
    const from = Number(run.dataset.at);
    const letters = Array.from(run.textContent);
    if (from + letters.length <= start || from >= end) continue;
    if (from > at) words += "\n".repeat(from - at);
    words += letters.slice(Math.max(0, start - from), end - from).join("");
    at = Math.min(from + letters.length, end);
  }
  return words;
}

function trimmed(start, end) {
  const words = wordsBetween(start, end);
  const before = codePoints(words) - codePoints(words.trimStart());
  const after = codePoints(words) - codePoints(words.trimEnd());
  return end - after > start + before ? { start: start + before, end: end - after, words: words.trim() } : null;
}

// Sentences by keyboard: arrows go, Shift with arrows chooses more, Enter opens the menu.
class Sentences {
  constructor(open) {
    this.open = open;
    this.anchor = null;
    document.addEventListener("keydown", (event) => this.press(event));
    document.addEventListener("mouseup", (event) => this.release(event));
  }

  all() {
    return [...byId("transcript").querySelectorAll(".s")];
  }

  press(event) {
    const here = event.target.closest?.("#transcript .s");
    if (!here || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    const all = this.all();
    if (event.key in steps) {
      event.preventDefault();
      this.go(all, all.indexOf(here), steps[event.key], event.shiftKey);
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      this.go(all, event.key === "Home" ? 1 : all.length - 2, event.key === "Home" ? -1 : 1, event.shiftKey);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.open(this.chosen(here), here);
    } else if (event.key === "Escape") {
      this.mark(all, null);
    }
  }

  go(all, from, by, extending) {
    const to = Math.min(Math.max(from + by, 0), all.length - 1);
    this.anchor = extending ? (this.anchor ?? from) : null;
    all[from].tabIndex = -1;
    all[to].tabIndex = 0;
    all[to].focus();
    this.mark(all, extending ? [Math.min(this.anchor, to), Math.max(this.anchor, to)] : null);
  }

  mark(all, range) {
    if (range === null) this.anchor = null;
    all.forEach((s, at) => s.setAttribute("aria-selected", String(range !== null && at >= range[0] && at <= range[1])));
  }

  chosen(here) {
    const chosen = this.all().filter((s) => s.getAttribute("aria-selected") === "true");
    const of = chosen.length ? chosen : [here];
    return trimmed(Number(of[0].dataset.start), Number(of[of.length - 1].dataset.end));
  }

  release(event) {
    const within = event.target.closest?.("#transcript");
    const chosen = within ? chosenByMouse() : null;
    if (chosen) this.open(chosen, null);
  }
}
