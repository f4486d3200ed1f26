// Photos of one letter before they are sent, put in order by buttons.
const place = document.querySelector("[data-pile]");
const words = document.querySelector("[data-words]").dataset;
let files = [];

export function add(chosen) {
  files.push(...chosen);
  show();
}

export function whenSent(send) {
  place.querySelector("[data-send]").addEventListener("click", () => {
    const sent = files;
    files = [];
    show();
    send(sent);
  });
}

function show() {
  place.hidden = !files.length;
  place.querySelector("ol").replaceChildren(...files.map(row));
}

function row(file, number) {
  const item = document.createElement("li"), name = document.createElement("span");
  name.textContent = file.name;
  item.append(
    name,
    button(words.up, file, number > 0, () => move(number, number - 1, 1)),
    button(words.down, file, number < files.length - 1, () => move(number, number + 1, 2)),
    button(words.remove, file, true, () => { files.splice(number, 1); show(); }),
  );
  return item;
}

function button(text, file, can, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-sm btn-outline-secondary";
  made.textContent = text;
  made.setAttribute("aria-label", `${text}: ${file.name}`);
  made.disabled = !can;
  made.addEventListener("click", act);
  return made;
}

// The focus goes with the photo that was moved.
function move(from, to, child) {
  files.splice(to, 0, ...files.splice(from, 1));
  show();
  const moved = place.querySelectorAll("li")[to].children;
  (moved[child].disabled ? moved[3 - child] : moved[child]).focus();
}
