// The list of what became of the files: asked of the server, which knows it for every tab, and put in place by rows.
import { put } from "./rows.js";
import { watcher } from "./watch.js";

const list = document.querySelector("[data-list]");
const status = document.querySelector("[data-status]");
const channel = new BroadcastChannel("lontar.uploads");
const mine = new Map(); // uploads this tab carries: id -> what its row says meanwhile
let others = new Set(), heard = new Set(); // uploads that other tabs carry, as they say when asked
let last = "", looks = 0;

channel.addEventListener("message", ({ data }) => {
  if (data === "who") channel.postMessage([...mine.keys()]);
  else data.forEach((id) => heard.add(id));
});
channel.postMessage("who");

export const isCarriedElsewhere = (id) => others.has(id) || heard.has(id);

// `said` (text, percent) stands in the row until the upload is let go with null.
export function follow(id, said) {
  if (said) mine.set(id, said); else mine.delete(id);
  dress();
}

function dress() {
  for (const row of list.querySelectorAll("li[id]")) {
    const id = row.id.slice("sent-".length), said = mine.get(id), again = row.querySelector("[data-again]");
    if (!again) continue;
    again.hidden = Boolean(said) || isCarriedElsewhere(id) || looks < 2; // by then the other tabs have answered
    if (!said?.text) continue;
    row.querySelector("[data-said]").textContent = said.text;
    row.querySelector("progress").value = said.percent;
  }
}

function summarise(said) {
  if (status.textContent !== said) status.textContent = said;
}

async function look() {
  others = heard;
  heard = new Set();
  channel.postMessage("who");
  const answer = await fetch("/intake/list").catch(() => null);
  const html = answer?.ok && !answer.redirected ? await answer.text() : last;
  const moved = html !== last;
  if (moved) show(new DOMParser().parseFromString(last = html, "text/html"));
  looks += 1;
  dress();
  return moved || mine.size > 0;
}

function show(found) {
  put(list.querySelector("ul.arrived"), found.querySelector("ul.arrived"));
  summarise(found.querySelector("[data-summary]").textContent);
}

summarise(list.querySelector("[data-summary]").textContent);
list.querySelector("[data-summary]").hidden = true; // it stands above now
export const watch = watcher(look);
