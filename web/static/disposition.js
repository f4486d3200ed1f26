// The form of a disposition: a day that is typed is chosen, and the button says how many it goes to.
const form = document.querySelector(".disposing form"), send = form.querySelector("[data-send]");
const day = form.querySelector("#due_day"), other = form.querySelector("[name=due][value=other]"), word = send.textContent;

day.addEventListener("input", () => { other.checked = true; });
other.addEventListener("change", () => day.focus());

function tell() {
  const number = form.querySelectorAll("[name=to]:checked").length;
  send.textContent = number > 1 ? `${word} (${number})` : word;
}

form.addEventListener("change", tell);
addEventListener("pageshow", tell); // a page that comes back has the boxes as they were left
