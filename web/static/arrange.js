// The grid of a letter's pages by keyboard and by dragging; what it does is what the buttons of the form do.
const form = document.querySelector("[data-arrange]");
const lists = [...form.querySelectorAll("[data-leaves]")];
const save = form.querySelector("[data-save]"), said = form.querySelector("[data-said]");
const boxes = () => [...form.querySelectorAll("[data-leaves] input[type=checkbox]")];
const leafOf = (target) => target.closest("[data-leaves] > li");
const KEYS = { delete: "out", s: "split", r: "right", l: "left" };
let held = null;

form.querySelector("[data-keys]").hidden = false;

function changed(leaf) {
  save.hidden = false;
  const place = boxes().indexOf(leaf.querySelector("input[type=checkbox]")) + 1;
  said.textContent = said.dataset.moved.replace("PLACE", place);
}

function move(leaf, forward) {
  const other = forward ? leaf.nextElementSibling : leaf.previousElementSibling;
  if (!other) return;
  other[forward ? "after" : "before"](leaf);
  leaf.querySelector("input[type=checkbox]").focus();
  changed(leaf);
}

// The page with the focus is the one meant, unless pages are chosen.
function send(act, box) {
  if (!boxes().some((one) => one.checked)) box.checked = true;
  form.requestSubmit(form.querySelector(`[name=act][value=${act}]`));
}

// Pages in a row of the grid, counted from where they stand, for the arrows up and down.
function perRow(all) {
  const top = all[0].closest("li").offsetTop;
  return Math.max(1, all.filter((one) => one.closest("li").offsetTop === top).length);
}

form.addEventListener("keydown", (event) => {
  const box = event.target, leaf = leafOf(box);
  if (!leaf || event.isComposing || event.ctrlKey || event.metaKey) return;
  const forward = ["ArrowRight", "ArrowDown"].includes(event.key);
  if (event.key.startsWith("Arrow")) {
    event.preventDefault();
    if (event.altKey) return move(leaf, forward);
    const all = boxes(), step = ["ArrowUp", "ArrowDown"].includes(event.key) ? perRow(all) : 1;
    all[Math.min(Math.max(all.indexOf(box) + (forward ? step : -step), 0), all.length - 1)].focus();
  } else if (KEYS[event.key.toLowerCase()] && !event.altKey) {
    event.preventDefault();
    send(KEYS[event.key.toLowerCase()], box);
  }
});

for (const list of lists) {
  for (const leaf of list.children) leaf.draggable = true;
  list.addEventListener("dragstart", (event) => { held = leafOf(event.target); });
  list.addEventListener("dragover", (event) => { if (held?.parentElement === list) event.preventDefault(); });
  list.addEventListener("drop", (event) => {
    const onto = leafOf(event.target);
    if (!onto || onto === held || held?.parentElement !== list) return;
    event.preventDefault();
    const behind = held.compareDocumentPosition(onto) & Node.DOCUMENT_POSITION_FOLLOWING;
    onto[behind ? "after" : "before"](held);
    changed(held);
  });
}
