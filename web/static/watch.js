// Looks again and again: soon, then ever less often while nothing moves; not while nobody sees the page, and at once
// when somebody does again or the network is back.
const SOON = 1000, LATE = 10000; // milliseconds between two looks

// `look` says whether something moved, null when there is nothing more to come: then it looks only when somebody comes
// back. What is returned looks now, for whoever knows that something will move.
export function watcher(look) {
  let wait = SOON, timer;
  async function again() {
    clearTimeout(timer);
    const moved = await look();
    wait = moved ? SOON : Math.min(1.5 * wait, LATE);
    clearTimeout(timer);
    if (moved !== null && !document.hidden) timer = setTimeout(again, wait);
  }
  const now = () => { wait = SOON; return again(); };
  document.addEventListener("visibilitychange", () => { if (document.hidden) clearTimeout(timer); else now(); });
  addEventListener("online", now);
  now();
  return again;
}
