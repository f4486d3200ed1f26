// What can be done to the word at hand, or to its whole line. All of it is one kind of saying: in this box stands this
// text. An empty text takes the word off, two words part it, the box of two joins them.
import { renew } from "./review-lines.js";
import { say } from "./review-save.js";
import { beside, here, step, stepLine, tidy, whole, words } from "./review-words.js";

const desk = document.querySelector("#review");
const done = []; // what can be undone on this page, the last one at the end

const boxOf = (one) => one.dataset.box.split(",").map(Number);
const union = (boxes) => [0, 1, 2, 3].map((side) => Math[side < 2 ? "min" : "max"](...boxes.map((box) => box[side])));

// Words that come or go change the line: it is shown as the server has it then.
async function tell(change, changes) {
  await say({ at: desk.dataset.at, ...change });
  if (changes) await renew();
}

// `by`: whether a person had said what stood there; else going back is to what was read.
function change(box, was, text, by = false) {
  done.push({ box, was: text, text: was, back: !by });
  return tell({ box, was, text }, !text || !was || /\s/.test(text + was));
}

// What stands in the field, if it was changed; a doubtful word also as it is, when somebody is `sure` of it.
export function keep(field, sure = false) {
  if (!field?.isConnected) return null;
  const text = tidy(field.value), { was } = field.dataset, word = field.closest(".word");
  if (text === was && !(sure && word?.matches(".doubtful"))) return null;
  field.dataset.was = text;
  const by = word ? word.matches(".said") : Boolean(field.closest(".line").querySelector(".said"));
  word?.classList.remove("doubtful");
  word?.classList.add("said");
  const left = desk.querySelectorAll(".doubtful").length, place = document.querySelector("[data-doubtful]");
  place.textContent = place.dataset[left === 1 ? "one" : "many"].replace("#", left);
  return change(boxOf(field), was, text, by);
}

function accept() {
  const field = here();
  if (field.matches(".whole")) whole(); else step(1);
  return keep(field, true);
}

function restore() {
  const field = here();
  field.value = field.dataset.was;
  if (field.matches(".whole")) whole();
}

function hint({ dataset }) {
  const field = here(), text = JSON.parse(field.dataset.hints ?? "[]")[dataset.hint - 1];
  if (text === undefined) return false;
  field.value = text;
  return true;
}

function join() {
  const word = here(), next = words()[words().indexOf(word) + 1];
  if (next?.closest(".line") !== word.closest(".line")) return false;
  const both = [word, next], by = both.some((one) => one.closest(".said"));
  return change(union(both.map(boxOf)), both.map((one) => one.dataset.was).join(" "), both.map((one) => tidy(one.value)).join(""), by);
}

function part() {
  const word = here(), caret = word.selectionStart;
  if (!caret || caret === word.value.length) return false;
  word.setRangeText(" ", caret, caret);
  return keep(word);
}

function insert() {
  const word = here();
  word.setRangeText(" ", word.value.length, word.value.length, "end");
}

function remove() {
  const word = here();
  word.value = "";
  return keep(word);
}

function undo() {
  const last = done.pop();
  return last ? tell(last, true) : false;
}

// Each answers false when there is nothing that it could do.
export const acts = {
  accept, restore, hint, join, part, insert, remove, undo, whole,
  next: () => step(1) || acts.leave(),
  previous: () => step(-1),
  right: (_, typed) => beside(1, typed),
  left: (_, typed) => beside(-1, typed),
  up: () => stepLine(-1),
  down: () => stepLine(1),
  take: ({ dataset }) => change(dataset.box.split(",").map(Number), "", dataset.text),
  mine: ({ dataset }) => tell(JSON.parse(dataset.change), true),
  leave: () => document.querySelector("#review-done button").focus(),
};
