// The page of a job follows by itself while it is counted or done: numbers and buttons, never a reload.
import { watcher } from "./watch.js";

const place = document.querySelector("[data-follow]");
const status = document.querySelector("[data-status]"), lost = document.querySelector("[data-lost]");
const going = (part) => ["counting", "going"].includes(part.dataset.job);
let last = "";

async function look() {
  const answer = await fetch(place.dataset.follow).catch(() => null);
  lost.hidden = Boolean(answer?.ok);
  if (!answer?.ok || answer.redirected) return false;
  const html = await answer.text();
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-job]");
  const now = place.querySelector("[data-job]");
  const told = fresh.textContent !== last;
  if (told) show(now, fresh);
  last = told ? fresh.textContent : last;
  return going(place.querySelector("[data-job]")) ? told : null;
}

// To be heard: an end, and each tenth of the way. A button that has the focus keeps it, or its place does.
function show(now, fresh) {
  const moved = now.dataset.job !== fresh.dataset.job || now.dataset.tenth !== fresh.dataset.tenth;
  const focused = now.contains(document.activeElement);
  now.replaceWith(document.adoptNode(fresh));
  if (focused) (fresh.querySelector(".acts :is(button, a)") ?? document.querySelector("main")).focus();
  if (moved) status.textContent = [fresh.querySelector("[data-said]"), fresh.querySelector("progress + span")].map((one) => one?.textContent ?? "").join(" ");
}

watcher(look);
