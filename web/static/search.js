// A search under way: the list stays, and says that it is busy.
const results = document.querySelector("#results");
const status = results.querySelector("[data-busy]"), said = status.textContent;

function busy(is) {
  results.ariaBusy = String(is);
  status.textContent = is ? status.dataset.busy : said;
}

document.querySelector("#search").addEventListener("submit", () => busy(true));
addEventListener("pageshow", () => busy(false)); // also when the page comes back as it was left
