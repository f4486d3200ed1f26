// The page of failures follows by itself: what is tried again leaves its list, and what fails again comes back to it.
import { watcher } from "./watch.js";

const place = document.querySelector("[data-lists]"), status = document.querySelector("[data-status]");
const lost = document.querySelector("[data-lost]");
let last = "";

async function look() {
  const answer = await fetch("/admin/failures/list").catch(() => null);
  lost.hidden = Boolean(answer?.ok);
  if (!answer?.ok || answer.redirected) return false;
  const html = await answer.text(), moved = last !== "" && html !== last;
  last = html;
  if (moved && !place.contains(document.activeElement)) show(html);
  return moved;
}

function show(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const [then, now] = [place, fresh].map((one) => one.querySelector("[data-summary]").textContent);
  place.replaceChildren(...fresh.body.childNodes);
  if (then !== now) status.textContent = now;
}

watcher(look);
