// What a person said of a page goes to the server in the background, one word after the other. What did not arrive is
// kept in this browser, also through a reload, and sent again when the network is back; the server takes it once. It is
// kept by person: who signs in after them at the same desk does not send it in their own name.
import { csrf, patiently, Refused, who } from "./patience.js";

const PLACE = `lontar.review.${who}`;
const bar = document.querySelector("[data-unsent]"), status = document.querySelector("[data-saved]");
let waiting = kept(), sending = null;

function kept() {
  try { return JSON.parse(localStorage.getItem(PLACE)) ?? []; } catch { return []; }
}

function keep() {
  try { localStorage.setItem(PLACE, JSON.stringify(waiting)); } catch { /* full or closed: kept in this page alone */ }
  bar.querySelector("span").textContent = bar.dataset[waiting.length === 1 ? "one" : "many"].replace("#", waiting.length);
  if (!waiting.length) bar.hidden = true;
}

const same = (one, other) => one.at === other.at && String(one.box) === String(other.box);

// Those of this page that the server does not have yet, so that a fresh page does not show what stood there before.
export const unsent = (at) => waiting.filter((one) => one.at === at);

// One change {at, box, text, was}, or {at, box, back: true} to take back what was said. Resolves when all is sent.
export function say(change) {
  const before = waiting.find((one) => same(one, change));
  waiting = [...waiting.filter((one) => one !== before), { ...change, was: before?.was ?? change.was }];
  keep();
  return flush();
}

export function flush() {
  sending ??= send().finally(() => { sending = null; });
  return sending;
}

async function send() {
  while (waiting.length) {
    const [one] = waiting;
    const answer = await patiently((well) => post(one, well), told).catch((error) => error);
    if (answer instanceof Refused) document.dispatchEvent(new CustomEvent("review-refused", { detail: { change: one, error: answer.error } }));
    waiting = waiting.filter((other) => other !== one); // one said anew meanwhile is another
    keep();
    if (!(answer instanceof Refused)) status.textContent = status.dataset.saved;
  }
}

async function post({ at, ...change }, well) {
  const body = JSON.stringify({ changes: [change] });
  const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRF-Token": csrf() };
  const answer = await fetch(at, { method: "POST", body, headers, cache: "no-store" });
  if (answer.ok) return well();
  const error = (await answer.json().catch(() => ({}))).error ?? {};
  if (answer.status === 401) throw Object.assign(new Error(), { out: true });
  if (error.code === "stale-form") throw Object.assign(new Error(), { stale: true });
  if ([408, 429].includes(answer.status) || answer.status >= 500) throw new Error();
  throw Object.assign(new Refused(error.message ?? ""), { error });
}

function told(error) {
  bar.hidden = !error;
  bar.querySelector("a").hidden = !error?.out;
  if (error) status.textContent = "";
}

bar.querySelector("button").addEventListener("click", () => dispatchEvent(new Event("focus"))); // patience waits for it
keep();
flush();
