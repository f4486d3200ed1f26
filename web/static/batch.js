// While letters of a batch are read its numbers follow; nothing is asked while nobody looks.
import { watcher } from "./watch.js";

const status = document.querySelector("[data-status]");

watcher(async () => {
  const answer = await fetch(location.pathname, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const old = document.getElementById("batch-state"), fresh = page.getElementById("batch-state");
  if (!old || !fresh) return null;
  const moved = old.outerHTML !== fresh.outerHTML;
  if (moved) {
    const focused = old.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    old.replaceWith(document.adoptNode(fresh));
    if (focused) fresh.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
  if (fresh.dataset.waiting !== "0") return moved;
  status.textContent = fresh.dataset.said;
  return null;
});
