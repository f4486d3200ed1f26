// The lines as the server has them now put in the place of those shown: what is typed at this moment stays, and so does
// what was said and has not arrived yet.
import { unsent } from "./review-save.js";
import { go, here, words } from "./review-words.js";

const PARTS = ["review-head", "review-state", "review-marks", "review-lines"];
const desk = document.querySelector("#review");

export async function renew() {
  const answer = await fetch(location.pathname, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const field = here(), inside = document.activeElement === field, { value, selectionStart, selectionEnd, dataset } = field ?? {};
  for (const id of PARTS) {
    const old = document.getElementById(id), fresh = page.getElementById(id);
    if (old && fresh && old.outerHTML !== fresh.outerHTML) old.replaceWith(document.adoptNode(fresh));
  }
  ready();
  if (!field || field.isConnected || !inside) return page;
  const again = nearest(dataset.box.split(",").map(Number));
  go(again);
  if (again?.dataset.box === dataset.box && value !== dataset.was) {
    again.value = value;
    again.setSelectionRange(selectionStart, selectionEnd);
  }
  return page;
}

// What stands on the page for who has no script makes room for the words; what did not arrive yet is put over them.
export function ready() {
  for (const one of desk.querySelectorAll("[data-live]")) one.hidden = false;
  for (const { box, text } of unsent(desk.dataset.at)) {
    const one = words().find((word) => word.dataset.box === String(box));
    if (one && text !== undefined) one.value = one.dataset.was = text;
  }
}

function nearest([x0, y0]) {
  const far = (one) => { const [x, y] = one.dataset.box.split(",").map(Number); return Math.abs(x - x0) + 10 * Math.abs(y - y0); };
  return words().sort((one, other) => far(one) - far(other))[0];
}
