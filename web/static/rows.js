// Puts the rows of a list as the server has them now in the place of those shown. Rows (by id) that did not change stay,
// with open details; the focus stays on its control, or goes to the row that took the place of the one it was in.
const sent = new WeakMap(); // what the server sent for a row, whatever was done to it since
const CONTROLS = "a, button, summary, input";

export function put(list, fresh) {
  const focus = placeOf(document.activeElement, list);
  const rows = [...fresh.children];
  rows.forEach((row, place) => {
    const there = document.getElementById(row.id);
    const kept = there && (sent.get(there) ?? there.outerHTML) === row.outerHTML ? there : row;
    if (kept === row) sent.set(row, row.outerHTML);
    if (there && kept !== there) there.replaceWith(kept);
    if (list.children[place] !== kept) list.insertBefore(kept, list.children[place] ?? null);
  });
  while (list.children.length > rows.length) list.lastElementChild.remove();
  if (focus && !focus.control.isConnected) back(list, focus);
}

function placeOf(control, list) {
  const row = [...list.children].find((one) => one.contains(control));
  return row && {
    control, id: row.id, row: [...list.children].indexOf(row), number: [...row.querySelectorAll(CONTROLS)].indexOf(control),
  };
}

function back(list, { id, row, number }) {
  const taken = document.getElementById(id) ?? list.children[Math.min(row, list.children.length - 1)];
  const controls = taken?.querySelectorAll(CONTROLS) ?? [];
  const next = controls[number] ?? controls[0] ?? document.querySelector("main");
  next.focus({ preventScroll: true });
}
