// Each file is sent by itself, so that one says what became of it while the others are on their way.
const form = document.querySelector("[data-intake]");
const list = document.querySelector("[data-arrived]");
const words = document.querySelector("[data-words]").dataset;
const input = form.querySelector("input[type=file]");
const TRIES = 5;

function line(name) {
  const item = document.createElement("li");
  const strong = document.createElement("strong");
  const said = document.createElement("span");
  const bar = document.createElement("progress");
  strong.textContent = name;
  said.textContent = `: ${words.busy} `;
  item.append(strong, said, bar);
  list.prepend(item);
  return { item, said, bar };
}

function show(answer, shown) {
  shown.item.className = answer.status;
  shown.bar.remove();
  shown.said.textContent = ": ";
  if (answer.address) {
    const link = document.createElement("a");
    link.href = answer.address;
    link.textContent = words[answer.status];
    shown.said.append(link);
  } else {
    shown.said.textContent = `: ${answer.message}`;
  }
}

function send(file, shown, tries = TRIES) {
  const body = new FormData(form);
  body.delete("files");
  body.append("files", file);
  const request = new XMLHttpRequest();
  request.open("POST", form.action || location.pathname);
  request.setRequestHeader("Accept", "application/json");
  request.upload.onprogress = (event) => { shown.bar.max = event.total; shown.bar.value = event.loaded; };
  request.onload = () => {
    const answer = JSON.parse(request.responseText);
    if (answer.error) show({ status: "rejected", message: answer.error.message }, shown);
    else answer.files.forEach((one, number) => show(one, number ? line(one.file) : shown));
  };
  request.onerror = () => {
    shown.said.textContent = `: ${words.lost} `;
    if (tries > 1) setTimeout(() => send(file, shown, tries - 1), 2000);
  };
  request.send(body);
}

function take(files) {
  for (const file of files) send(file, line(file.name));
}

form.addEventListener("submit", (event) => { event.preventDefault(); take(input.files); input.value = ""; });
form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
form.addEventListener("dragleave", () => form.classList.remove("over"));
form.addEventListener("drop", (event) => { event.preventDefault(); form.classList.remove("over"); take(event.dataTransfer.files); });
