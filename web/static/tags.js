// The box of a letter's tags offers those that other letters have, for the tag that is being typed: behind the last comma.
const WAIT = 150; // milliseconds without a key, so that not each letter asks

let timer, asked = 0;

async function offer(box) {
  const at = box.value.lastIndexOf(",") + 1, begin = box.value.slice(at).trim(), mine = ++asked;
  const answer = begin ? await fetch(`/api/v1/tags?begin=${encodeURIComponent(begin)}`).catch(() => null) : null;
  const found = answer?.ok ? (await answer.json()).tags : [];
  if (mine !== asked) return; // something else was typed meanwhile
  const before = box.value.slice(0, at) + (at ? " " : "");
  box.list.replaceChildren(...found.map(({ tag }) => new Option(tag, before + tag)));
}

document.addEventListener("input", (event) => {
  if (!event.target.matches("#tags[list]")) return;
  clearTimeout(timer);
  timer = setTimeout(offer, WAIT, event.target);
});

const box = document.activeElement;
if (box?.matches("#tags[list]")) offer(box); // typed before this was loaded
