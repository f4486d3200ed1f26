// Looks whether the numbers moved, and then shows the page anew; nothing runs once everything is read.
let before = null, leaving = false; // a reload would take the place of where one is going
addEventListener("beforeunload", () => { leaving = true; });

async function look() {
  const answer = await fetch("/reading/state", { headers: { Accept: "application/json" } }).catch(() => null);
  const found = answer?.ok ? await answer.text() : before;
  if (before !== null && found !== before && !leaving) location.reload();
  before = found;
  const counts = found ? JSON.parse(found).counts : {};
  if (before === null || (counts.waiting ?? 0) + (counts.working ?? 0)) setTimeout(look, 1500);
}

look();
