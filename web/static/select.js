// Letters of the list chosen: one, several with Shift, the whole page. Without this module each box stands for itself.
const bar = document.querySelector("#select");
const boxes = [...document.querySelectorAll(".hits .pick input")];
const whole = bar?.querySelector(".whole"), count = bar?.querySelector("[data-count]");
let last = null; // the box that was pressed last, from which Shift reaches

function tell() {
  const number = boxes.filter((one) => one.checked).length;
  count.textContent = number ? bar.dataset.selected.replace("0", number) : "";
  bar.classList.toggle("some", number > 0);
  const all = whole.querySelector("input");
  all.checked = number === boxes.length;
  all.indeterminate = number > 0 && number < boxes.length;
}

function pressed(event) {
  const [from, to] = [boxes.indexOf(last), boxes.indexOf(event.target)].sort((one, other) => one - other);
  if (event.shiftKey && from >= 0) boxes.slice(from, to + 1).forEach((one) => { one.checked = event.target.checked; });
  last = event.target;
  tell();
}

if (bar) {
  whole.hidden = false;
  boxes.forEach((one) => one.addEventListener("click", pressed));
  whole.addEventListener("change", (event) => {
    boxes.forEach((one) => { one.checked = event.target.checked; });
    tell();
  });
  addEventListener("pageshow", tell); // a page that comes back has the boxes as they were left
  // With nothing chosen there is nothing to do it to: the focus goes to the first box.
  bar.addEventListener("submit", (event) => {
    if (event.submitter?.name === "all" || boxes.some((one) => one.checked)) return;
    event.preventDefault();
    boxes[0].focus();
  });
}
