// The intake page: takes files from the two inputs and the drop zone and sends them one after the other.
import { addressOf, forget, remember } from "./memory.js";
import { Refused } from "./patience.js";
import * as pile from "./pile.js";
import { follow, isCarriedElsewhere, watch } from "./received.js";
import { begin, carry } from "./tus.js";

const form = document.querySelector("[data-intake]");
const words = document.querySelector("[data-words]").dataset;
const alarm = document.querySelector("[data-trouble]");
const queue = [];
let busy = false;

const idOf = (entry) => entry.address.split("/").pop();
const chance = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (one) => one.toString(36)).join("");

function tell(error) {
  alarm.hidden = !error;
  alarm.querySelector("a").hidden = !error?.out;
  const said = error?.out ? words.out : error?.said ?? words.lost;
  if (error && alarm.firstElementChild.textContent !== said) alarm.firstElementChild.textContent = said;
}

function refuse(file, error) {
  const item = document.createElement("li");
  item.className = "rejected";
  item.textContent = `${file.name}: ${error.message || words.unreadable}`;
  document.querySelector("[data-refused]").append(item);
}

async function prepare(entry) {
  entry.address = addressOf(entry.file) ?? await begin(entry.file, entry.facts, tell);
  remember(entry.file, entry.address);
  if (isCarriedElsewhere(idOf(entry))) return;
  follow(idOf(entry), {});
  queue.push(entry);
}

async function deliver(entry) {
  const { file } = entry;
  const moved = (offset) => {
    const percent = file.size ? Math.floor(100 * offset / file.size) : 100;
    follow(idOf(entry), { text: words.busy.replace("PERCENT", percent), percent });
  };
  try {
    await carry(file, entry.address, moved, tell);
    forget(file);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.gone || error.message) forget(file); // else the file could not be read: chosen again it goes on
    if (!error.gone) return refuse(file, error);
    follow(idOf(entry), null);
    await prepare(entry); // begins anew
  } finally {
    if (!queue.includes(entry)) follow(idOf(entry), null);
  }
}

async function run() {
  if (busy) return;
  busy = true;
  for (let entry; (entry = queue.shift()); watch()) await deliver(entry);
  busy = false;
}

async function start(files, joined) {
  const shared = chance(), { batch, direction, folder, split, unit } = form.elements;
  const facts = { direction: direction.value, ...(split.value && !joined && { split: split.value }), ...(unit && { unit: unit.value }), ...(batch?.value && { batch: batch.value }), ...(folder && { folder: folder.value }) };
  for (const [number, file] of files.entries()) {
    const place = joined ? { group: shared, part: String(number + 1), parts: String(files.length) } : { group: chance() };
    try {
      await prepare({ file, facts: { ...facts, ...place } });
    } catch (error) {
      refuse(file, error);
    }
  }
  watch();
  run();
}

// Files whose upload stopped go on by themselves; new ones are sent, or wait on the pile of one letter.
function take(chosen) {
  const files = [...chosen], begun = files.filter(addressOf), fresh = files.filter((file) => !addressOf(file));
  if (begun.length) start(begun, false);
  if (form.elements.joined.checked) pile.add(fresh); else if (fresh.length) start(fresh, false);
}

for (const input of form.querySelectorAll("input[type=file]")) {
  input.addEventListener("change", () => { take(input.files); input.value = ""; });
}
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
form.addEventListener("dragleave", () => form.classList.remove("over"));
form.addEventListener("drop", (event) => { event.preventDefault(); form.classList.remove("over"); take(event.dataTransfer.files); });
pile.whenSent((files) => start(files, files.length > 1));
document.querySelector("[data-plain]").hidden = true; // files are sent as soon as they are chosen
form.classList.add("live"); // so the browser's "no file chosen" would always be wrong
document.querySelector("[data-drop]").hidden = false;
