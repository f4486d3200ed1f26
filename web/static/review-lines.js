// The lines as the server has them now put in the place of those shown: what is typed at this moment stays, and so does
// what was said and has not arrived yet.
import { unsent } from "./review-save.js";
import { go, here, tidy, words } from "./review-words.js";

const PARTS = ["review-head", "review-state", "review-marks", "review-lines"];
const desk = document.querySelector("#review");
const drawn = Object.fromEntries(PARTS.map((id) => [id, document.getElementById(id)?.outerHTML])); // as the server last had each

// With `moved` only the parts that the server has otherwise than the last time.
export async function renew(moved = false) {
  const answer = await fetch(location.pathname, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const field = here(), inside = document.activeElement === field, { value, selectionStart, selectionEnd } = field ?? {};
  const { box, was } = field?.dataset ?? {};
  if (inside) field.dataset.was = tidy(value); // the field goes, nobody left it: half a word is nothing that was said
  for (const id of PARTS) {
    const old = document.getElementById(id), fresh = page.getElementById(id);
    if (!old || !fresh || (moved && drawn[id] === fresh.outerHTML)) continue;
    drawn[id] = fresh.outerHTML;
    if (old.outerHTML !== fresh.outerHTML) old.replaceWith(document.adoptNode(fresh));
  }
  ready();
  if (inside && field.isConnected) field.dataset.was = was;
  if (!inside || field.isConnected) return page;
  const again = nearest(box.split(",").map(Number));
  go(again);
  if (again && value !== was && overlap(again, box)) {
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

// Whether it stands in the place of a word that lay in `box` before the page was read anew.
function overlap({ dataset }, box) {
  const [one, other] = [dataset.box, box].map((said) => said.split(",").map(Number));
  return [0, 1].every((side) => one[side] < other[side + 2] && other[side] < one[side + 2]);
}
