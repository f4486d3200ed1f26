// A page under the keys. A key is the aria-keyshortcuts of a control in sight, and does what the control does: an act on
// the word at hand (review-acts.js), a link, a form. Those of words hold in the fields alone, those of the page everywhere.
import { acts, keep } from "./review-acts.js";
import { ready, renew } from "./review-lines.js";
import { flush } from "./review-save.js";
import { go, here, words } from "./review-words.js";
import { watcher } from "./watch.js";

const desk = document.querySelector("#review"), FIELD = "#review-lines input";

function named({ key, code, altKey, ctrlKey, metaKey, shiftKey }) {
  const plain = altKey && /^(Key|Digit)/.test(code) ? code.slice(-1) : key.length === 1 ? key.toUpperCase() : key;
  return [(ctrlKey || metaKey) && "Control", altKey && "Alt", shiftKey && "Shift", plain].filter(Boolean).join("+");
}

// Whether the control had anything to do; `typed`: by its key.
function press(control, typed) {
  if (!control.dataset.act) return control.click() ?? true;
  if (!here() && !control.matches("[data-alone]")) return false;
  return acts[control.dataset.act](control, typed) !== false;
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const control = desk.querySelector(`[aria-keyshortcuts~="${CSS.escape(named(event))}"]`);
  if (!control || control.hidden || !(event.target.matches(FIELD) || control.matches("[data-everywhere]"))) return;
  if (press(control, true)) event.preventDefault();
});
desk.addEventListener("mousedown", (event) => { if (event.target.closest("[data-act]")) event.preventDefault(); }); // the word keeps the focus
desk.addEventListener("click", (event) => {
  const control = event.target.closest("[data-act]");
  if (control) press(control, false);
});
desk.addEventListener("focusout", ({ target }) => { if (target.matches(FIELD)) keep(target); });
desk.addEventListener("focusin", ({ target }) => {
  if (!target.matches(FIELD)) return;
  const hints = JSON.parse(target.dataset.hints ?? "[]");
  for (const one of desk.querySelectorAll("[data-hint]")) {
    const hint = hints[one.dataset.hint - 1];
    one.hidden = hint === undefined;
    one.querySelector("span").textContent = hint ?? "";
  }
});

// Done is a page when all that was said of it has arrived.
document.querySelector("#review-done").addEventListener("submit", async (event) => {
  event.preventDefault();
  keep(here());
  await flush();
  event.target.submit();
});

document.addEventListener("review-refused", ({ detail: { change, error } }) => {
  const place = document.querySelector("[data-refused]"), mine = place.querySelector("[data-act]");
  place.hidden = false;
  place.querySelector("p").textContent = error.message;
  mine.hidden = error.params?.now === undefined;
  mine.dataset.change = JSON.stringify({ ...change, was: error.params?.now });
  renew();
});

desk.classList.add("live");
ready();
go(words().find((one) => one.closest(".doubtful")) ?? words()[0]);
if (desk.querySelector("[data-going]")) watcher(async () => {
  const page = await renew(true);
  return page && !page.querySelector("[data-going]") ? null : false;
});
