// The page of what is being read follows by itself: numbers and rows, never a reload.
import { put } from "./rows.js";
import { watcher } from "./watch.js";

const place = document.querySelector("[data-lists]");
const status = document.querySelector("[data-status]");
const lost = document.querySelector("[data-lost]");
const out = document.querySelector("[data-out]");
let last = "", most = 0, told = null;

async function look() {
  const answer = await fetch("/reading/list").catch(() => null);
  lost.hidden = Boolean(answer?.ok);
  out.hidden = !answer?.redirected;
  if (!answer?.ok || answer.redirected) return false;
  const html = await answer.text(), moved = html !== last;
  if (moved) show(new DOMParser().parseFromString(last = html, "text/html"));
  return moved;
}

function show(fresh) {
  for (const name of ["working", "waiting", "failed"]) {
    const [now, then] = [place, fresh].map((one) => one.querySelector(`[data-lane=${name}]`));
    put(now.querySelector("ul"), then.querySelector("ul"));
    exchange(now.querySelector("h2"), then.querySelector("h2"));
    const all = now.querySelector(".bar button");
    if (all) all.hidden = then.querySelector(".bar button").hidden;
    exchange(now.querySelector(".more"), then.querySelector(".more"));
    now.hidden = then.hidden;
  }
  for (const name of ["[data-summary]", "[data-empty]"]) exchange(place.querySelector(name), fresh.querySelector(name));
  say(place.querySelector("[data-summary]"));
}

function exchange(now, then) {
  if (now.outerHTML !== then.outerHTML) now.replaceWith(then);
}

// To be heard: an end, a failure, and each tenth of the way; not every letter.
function say(summary) {
  const left = Number(summary.dataset.left), failed = Number(summary.dataset.failed);
  most = Math.max(most, left);
  const point = [left === 0, failed, Math.ceil((10 * left) / (most || 1))].join();
  if (told !== null && told !== point) status.textContent = summary.textContent;
  told = point;
}

watcher(look);
