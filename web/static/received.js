// The list of what became of the files: asked of the server, which knows it for every tab, and put in place by rows.
const SOON = 1000, LATE = 10000; // milliseconds between two looks
const list = document.querySelector("[data-list]");
const status = document.querySelector("[data-status]");
const channel = new BroadcastChannel("lontar.uploads");
const mine = new Map(); // uploads this tab carries: id -> what its row says meanwhile
let others = new Set(), heard = new Set(); // uploads that other tabs carry, as they say when asked
const shown = new Map(); // rows as the server sent them last, by id
let wait = SOON, timer, last = "", looks = 0;

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

// Rows that did not change stay, with their focus and open details.
function put(html) {
  const found = new DOMParser().parseFromString(html, "text/html"), old = list.querySelector("ul.arrived");
  const rows = [...found.querySelectorAll("ul.arrived > li")];
  rows.forEach((row, place) => {
    const there = document.getElementById(row.id);
    const kept = there && shown.get(row.id) === row.outerHTML ? there : row;
    shown.set(row.id, row.outerHTML);
    if (there && kept !== there) there.replaceWith(kept);
    if (old.children[place] !== kept) old.insertBefore(kept, old.children[place] ?? null);
  });
  while (old.children.length > rows.length) old.lastElementChild.remove();
  summarise(found.querySelector("[data-summary]").textContent);
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
  wait = html === last ? Math.min(1.5 * wait, LATE) : SOON;
  if (html !== last) put(last = html);
  looks += 1;
  dress();
}

// Looks soon, then ever less often; not at all while nobody sees the page.
export async function watch() {
  clearTimeout(timer);
  await look();
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(watch, mine.size ? SOON : wait);
}

const now = () => { wait = SOON; watch(); };
document.addEventListener("visibilitychange", () => document.hidden || now());
addEventListener("online", now);
summarise(list.querySelector("[data-summary]").textContent);
list.querySelector("[data-summary]").hidden = true; // it stands above now
watch();
