// The words and lines of a page: which one is at hand, which is next, and the whole line in one field.
import { show } from "./review-page.js";

const desk = document.querySelector("#review");
let last = null;

document.addEventListener("focusin", ({ target }) => { if (target.matches("#review-lines input")) last = target; });

export const tidy = (text) => text.trim().replace(/\s+/g, " ");
export const words = () => [...desk.querySelectorAll(".word input")];
// The field at hand, also while a control beside it is pressed.
export const here = () => last?.isConnected ? last : null;

export function go(field) {
  if (!field) return false;
  const line = field.closest(".line");
  if (field.closest(".word")) line.classList.remove("open");
  show(line, field); // in sight first: on a narrow screen the others are not
  field.focus({ preventScroll: true });
  field.select();
  return true;
}

// To the next doubtful word, or the one before.
export function step(by) {
  const all = words(), at = all.indexOf(here()?.closest(".words") ? here() : here()?.closest(".line").querySelector(".word input"));
  const way = by > 0 ? all.slice(at + 1) : all.slice(0, Math.max(at, 0)).reverse();
  return go(way.find((one) => one.closest(".doubtful")));
}

// To the word beside this one; by a key only where the cursor stands at that end of the field.
export function beside(by, typed) {
  const field = here(), edge = by > 0 ? field.value.length : 0, all = words(), at = all.indexOf(field);
  if (typed && (field.selectionStart !== edge || field.selectionEnd !== edge)) return false;
  return at >= 0 && go(all[at + by]);
}

export function stepLine(by) {
  const lines = [...desk.querySelectorAll(".line")], line = lines[lines.findIndex((one) => one.matches(".current")) + by];
  return go(line?.querySelector(".doubtful input") ?? line?.querySelector(".word input"));
}

// The line at hand as one field, and back.
export function whole() {
  const line = desk.querySelector(".line.current"), field = line?.querySelector(".whole");
  if (!field) return false;
  if (line.classList.contains("open")) return go(line.querySelector(".word input"));
  line.classList.add("open");
  field.value = field.dataset.was = [...line.querySelectorAll(".word input")].map((one) => one.value).filter(Boolean).join(" ");
  return go(field);
}
