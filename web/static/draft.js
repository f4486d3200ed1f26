// A draft is saved while somebody types, and shown beside it as it will look. What another person wrote meanwhile is
// never written over: then saving by hand shows both texts.
import { csrf } from "./patience.js";

const LOOK = 600, SAVE = 2500;
const form = document.querySelector("#draft"), told = form.querySelector("[data-told]");
const pages = document.querySelector("[data-pages]"), problem = document.querySelector("[data-problem]");
// Where two texts are to be chosen from, half of a choice is not saved.
let looks = 0, saves = 0, stopped = Boolean(form.querySelector("#clashes")), said = values(), busy = null;

function values() {
  const data = new FormData(form);
  for (const name of ["once", "csrf_token", "typed_by", "enclosures"]) data.delete(name);
  return new URLSearchParams(data).toString();
}

async function post(address) {
  const headers = { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded", "X-CSRF-Token": csrf() };
  const answer = await fetch(address, { method: "POST", body: values(), headers, cache: "no-store" });
  return [answer, await answer.json().catch(() => ({}))];
}

async function look() {
  const asked = ++looks;
  pages.ariaBusy = "true";
  try {
    const [answer, found] = await post(form.dataset.preview);
    if (asked !== looks) return;
    problem.hidden = answer.ok;
    if (answer.ok) show(found.pages);
    else problem.textContent = found.error?.message ?? "";
  } catch { /* the last picture stays */ } finally {
    if (asked === looks) pages.ariaBusy = "false";
  }
}

function show(found) {
  while (pages.children.length > found.length) pages.lastChild.remove();
  found.forEach((address, at) => {
    const image = pages.children[at] ?? pages.appendChild(Object.assign(new Image(794, 1123), { alt: String(at + 1) }));
    image.src = address;
  });
}

async function save() {
  if (stopped || busy || values() === said) return busy;
  const sent = values();
  told.textContent = form.dataset.saving;
  busy = post(form.action).then(([answer, found]) => {
    if (answer.ok) {
      form.elements.revision.value = found.revision;
      said = sent.replace(/(^|&)revision=\d+/, `$1revision=${found.revision}`);
      told.textContent = found.saved;
    } else if (answer.status === 401) {
      told.textContent = form.dataset.signedOut;
    } else {
      stopped = answer.status === 409;
      told.textContent = found.error?.message ?? "";
    }
  }, () => { told.textContent = form.dataset.unsent; }).finally(() => { busy = null; });
  return busy;
}

let lookTimer, saveTimer;
form.addEventListener("input", () => {
  clearTimeout(lookTimer);
  clearTimeout(saveTimer);
  lookTimer = setTimeout(look, LOOK);
  saveTimer = setTimeout(save, SAVE);
});
form.addEventListener("submit", () => { stopped = true; clearTimeout(saveTimer); });
form.addEventListener("change", (event) => {
  const whole = event.target.name.startsWith("part-") && event.target.closest(".clash").querySelector("[value=parts]");
  if (whole) whole.checked = true;
});
addEventListener("online", save);
document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
  if (event.key === "s") {
    event.preventDefault();
    if (stopped) form.requestSubmit(form.querySelector("[data-save]"));
    else save();
  } else if (event.key === "Enter" && form.querySelector("[data-submit]")) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-submit]"));
  }
});
