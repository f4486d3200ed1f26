// The fields of a letter beside its pages. The field at hand is framed on its page; Enter says that it is right and goes
// on to the next doubtful one, Esc brings back what stood there. Words pressed on the page go into the field.
import { frame } from "./confirm-page.js";

const desk = document.querySelector("#confirm"), form = document.querySelector("#form-confirm");
const lines = [...desk.querySelectorAll(".field")], left = desk.querySelector("[data-left]");
const box = (line) => document.getElementById(line.dataset.name), sure = (line) => line.querySelector("[name=sure]");
const at = (line) => line.querySelector("input[type=hidden]");
const stood = new Map(lines.map((line) => [line, { value: box(line).value, at: at(line)?.value, sure: sure(line)?.checked }]));

function count() {
  const waits = lines.filter((line) => line.matches(".doubtful") && !sure(line).checked).length;
  left.textContent = left.dataset[waits === 1 ? "one" : "many"].replace("#", waits);
  for (const line of lines) line.classList.toggle("said", Boolean(sure(line)?.checked) || (line.matches(".said") && !line.matches(".doubtful")));
}

function show(line) {
  for (const one of lines) one.classList.toggle("current", one === line);
  frame(at(line)?.value ?? "");
}

function go(line) {
  if (!line) return form.querySelector("[value=all]").focus();
  if (line.closest("details")) line.closest("details").open = true;
  show(line); // in sight first: on a narrow screen the others are not
  box(line).focus({ preventScroll: true });
  box(line).select?.();
  line.scrollIntoView({ block: "nearest" });
}

function confirm(line) {
  if (sure(line)) sure(line).checked = true;
  count();
  const behind = lines.slice(lines.indexOf(line) + 1);
  go([...behind, ...lines].find((one) => one.matches(".doubtful") && !sure(one).checked));
}

const step = (line, by) => go(lines[Math.min(Math.max(0, lines.indexOf(line) + by), lines.length - 1)]);
const acts = { confirm, previous: (line) => step(line, -1), next: (line) => step(line, 1) };

function restore(line) {
  const { value, at: place, sure: was } = stood.get(line);
  box(line).value = value;
  if (at(line)) at(line).value = place;
  if (sure(line)) sure(line).checked = was;
  show(line);
  count();
}

form.addEventListener("keydown", (event) => {
  const line = event.target.closest(".field");
  if (event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(form.querySelector("[value=all]"));
  else if (!line) return;
  else if (event.key === "Enter" && !event.shiftKey && event.target === box(line)) confirm(line);
  else if (event.key === "Escape") restore(line);
  else return;
  event.preventDefault();
});
form.addEventListener("focusin", ({ target }) => {
  const line = target.closest(".field");
  if (line) show(line);
});
form.addEventListener("input", ({ target }) => {
  const line = target.closest(".field");
  if (line && target === box(line) && sure(line)) sure(line).checked = target.value !== stood.get(line).value || stood.get(line).sure;
  count();
});
form.addEventListener("change", count);
form.addEventListener("click", ({ target }) => {
  const act = target.closest("[data-act]")?.dataset.act, line = lines.find((one) => one.matches(".current"));
  if (act && line) acts[act](line);
});
desk.addEventListener("click", (event) => {
  const where = event.target.closest(".where");
  if (!where || !document.querySelector("#confirm-page")?.offsetParent) return; // the page is not in sight: the link leads there
  event.preventDefault();
  go(where.closest(".field"));
});
desk.addEventListener("words-pressed", ({ detail: { text, lines: rows, where } }) => {
  const line = lines.find((one) => one.matches(".current"));
  const taken = line && at(line) && box(line);
  if (!taken || taken.matches("select")) return;
  taken.value = taken.matches("textarea") ? rows.join("\n") : text;
  at(line).value = where;
  sure(line).checked = true;
  show(line);
  count();
  taken.focus({ preventScroll: true });
});

for (const one of desk.querySelectorAll("[data-live]")) one.hidden = false;
desk.classList.add("live");
if (!document.querySelector("[role=alert]")) go(lines.find((one) => one.matches(".doubtful")) ?? lines[0]);
else show(lines.find((one) => one.querySelector("[aria-invalid], .other")) ?? lines[0]);
