// A letter that is being read is followed: what changed on its page is put in its place. Nothing that somebody types,
// has scrolled to or opened is lost, and nothing is asked while nobody looks.
import { watcher } from "./watch.js";

const PARTS = ["letter-head", "letter-state", "letter-tabs", "letter-thumbs", "letter-middle", "letter-fields", "letter-files"];
const status = document.getElementById("letter-status");
const drawn = {};
let seen = status.dataset.seen;

const going = (name) => ["reading", "waiting"].includes(name);

function put(id, page) {
  const old = document.getElementById(id), fresh = page.getElementById(id);
  if (!old || !fresh || drawn[id] === fresh.outerHTML) return;
  const focus = old.contains(document.activeElement) ? document.activeElement.id : null;
  drawn[id] = fresh.outerHTML;
  const scrolled = old.querySelector(".sheet");
  const [left, top] = [scrolled?.scrollLeft, scrolled?.scrollTop];
  old.replaceWith(document.adoptNode(fresh));
  if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
  document.dispatchEvent(new Event("letter-renewed"));
  if (scrolled) document.querySelector(".sheet")?.scrollTo(left, top);
}

async function renew() {
  const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  PARTS.forEach((id) => put(id, page));
  document.querySelector(".letter").className = page.querySelector(".letter").className;
  const said = page.getElementById("letter-status");
  // Said aloud are the ends and the tenths, not each of 400 pages.
  if (said.dataset.tenth !== status.dataset.tenth || !going(said.dataset.seen.split(" ")[0])) {
    status.textContent = said.textContent;
    status.className = said.className;
    status.dataset.tenth = said.dataset.tenth;
  }
}

async function look() {
  const answer = await fetch(status.dataset.follow, { headers: { Accept: "application/json" } }).catch(() => null);
  if (answer?.status === 404) return null;
  const found = answer?.ok ? await answer.json().catch(() => null) : null;
  const now = found ? [found.name, found.pages_done, found.pages, found.version].join(" ") : seen;
  const moved = now !== seen;
  if (moved) await renew();
  seen = now;
  return going(now.split(" ")[0]) ? moved : null;
}

watcher(look);
