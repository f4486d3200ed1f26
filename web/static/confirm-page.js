// The page beside the fields: turned to the place of a field, and the words of it that somebody presses or draws a box
// over. Pressed one after the other, words are joined.
const desk = document.querySelector("#confirm"), page = document.querySelector("#confirm-page");
const leaves = [...desk.querySelectorAll("[data-leaf]")];
const here = () => leaves.find((one) => one.hasAttribute("aria-current"));
const union = (boxes) => [0, 1, 2, 3].map((side) => Math[side < 2 ? "min" : "max"](...boxes.map((box) => box[side])));
let words = null, taken = [], drawn = null;

function place(rect, [x0, y0, x1, y1] = [0, 0, 0, 0]) {
  for (const [name, value] of Object.entries({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 })) rect.setAttribute(name, value);
}

function turn(leaf) {
  if (!leaf || leaf === here()) return;
  here()?.removeAttribute("aria-current");
  leaf.setAttribute("aria-current", "page");
  const { src, width, height, alt } = leaf.dataset;
  Object.assign(page.querySelector("img"), { src, width, height, alt });
  page.querySelector("svg").setAttribute("viewBox", `0 0 ${width} ${height}`);
}

// `where`: file, page and box, parted by commas; "" frames nothing.
export function frame(where) {
  if (!page) return;
  taken = taken.length && String(taken.where) === where ? taken : [];
  const [file, number, ...box] = where ? where.split(",").map(Number) : [];
  if (where) turn(leaves.find((one) => one.dataset.leaf === `${file},${number}`));
  const rect = page.querySelector("#confirm-place");
  place(rect, where ? box : undefined);
  const sheet = page.closest(".sheet");
  if (!where || !sheet.offsetParent) return;
  const scale = page.clientHeight / Number(here().dataset.height);
  sheet.scrollTo(0, (scale * (box[1] + box[3]) - sheet.clientHeight) / 2);
}

function point({ clientX, clientY }) {
  const edge = page.getBoundingClientRect(), { width, height } = here().dataset;
  return [(clientX - edge.left) * width / edge.width, (clientY - edge.top) * height / edge.height];
}

const inside = ([x, y], [x0, y0, x1, y1]) => x >= x0 && x <= x1 && y >= y0 && y <= y1;

async function onPage() {
  words ??= fetch(desk.dataset.words).then((answer) => answer.json()).then(({ pages }) => pages);
  const found = await words.catch(() => { words = null; return []; });
  return found.find((one) => `${one.file},${one.page}` === here().dataset.leaf)?.words ?? [];
}

// The rows in which words stand, each a line of text.
function rows(some) {
  const found = [];
  for (const word of some) {
    const last = found.at(-1)?.at(-1);
    if (last && (word.box[1] + word.box[3]) / 2 < last.box[3] && word.box[0] > last.box[0]) found.at(-1).push(word);
    else found.push([word]);
  }
  return found.map((row) => row.map(({ text }) => text).join(" "));
}

function tell(some) {
  if (!some.length) return;
  const lines = rows(some), where = `${here().dataset.leaf},${union(some.map(({ box }) => box)).join(",")}`;
  taken = Object.assign([...some], { where });
  desk.dispatchEvent(new CustomEvent("words-pressed", { detail: { text: lines.join(" "), lines, where } }));
}

async function press(to) {
  const all = await onPage(), word = all.find(({ box }) => inside(to, box));
  if (word) tell(all.filter((one) => one === word || taken.includes(one)));
}

async function draw(from, to) {
  const area = union([[...from, ...from], [...to, ...to]]);
  tell((await onPage()).filter(({ box: [x0, y0, x1, y1] }) => inside([(x0 + x1) / 2, (y0 + y1) / 2], area)));
}

page?.addEventListener("pointerdown", (event) => {
  if (event.button || !event.isPrimary) return;
  drawn = point(event);
  if (event.pointerType === "mouse") page.setPointerCapture(event.pointerId);
});
page?.addEventListener("pointermove", (event) => {
  if (drawn && event.pointerType === "mouse") place(page.querySelector("#confirm-drawn"), union([[...drawn, ...drawn], [...point(event), ...point(event)]]));
});
page?.addEventListener("pointerup", (event) => {
  if (!drawn) return;
  const from = drawn, to = point(event), far = 8 * here().dataset.width / page.clientWidth; // 8 CSS pixels are no drawing
  drawn = null;
  place(page.querySelector("#confirm-drawn"));
  if (Math.hypot(to[0] - from[0], to[1] - from[1]) > far && event.pointerType === "mouse") draw(from, to);
  else press(to);
});
page?.addEventListener("pointercancel", () => { drawn = null; }); // the finger scrolls
for (const leaf of leaves) leaf.addEventListener("click", (event) => { event.preventDefault(); turn(leaf); place(page.querySelector("#confirm-place")); });
