// Proposals under the search field while somebody types (the ARIA combobox with a list; WAI-ARIA Authoring Practices).
// The server writes the list. Without this module the field is a plain one.
const WAIT = 150, LEAST = 2; // milliseconds without a key, and letters, before it is asked
const field = document.querySelector("#q"), form = field.form;
const holder = document.createElement("div"), status = document.createElement("p");
let timer, asked, active = null;
const options = () => [...holder.querySelectorAll("[role=option]")];
const isOpen = () => field.ariaExpanded === "true";

function mark(option) {
  active?.setAttribute("aria-selected", "false");
  active = option ?? null;
  active?.setAttribute("aria-selected", "true");
  active?.scrollIntoView({ block: "nearest" });
  if (active) field.setAttribute("aria-activedescendant", active.id);
  else field.removeAttribute("aria-activedescendant");
}

function close() {
  clearTimeout(timer);
  asked?.abort();
  mark(null);
  holder.replaceChildren();
  field.ariaExpanded = "false";
  status.textContent = "";
}

async function ask() {
  asked?.abort();
  asked = new AbortController();
  const query = new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(`/proposals?${query}`, { signal: asked.signal, headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return close();
    const text = await answer.text();
    if (document.activeElement !== field) return close();
    holder.innerHTML = text;
    mark(null);
    const list = holder.querySelector("[role=listbox]");
    field.ariaExpanded = String(options().length > 0);
    list.hidden = !options().length;
    status.textContent = options().length ? list.dataset.said : "";
  } catch (error) {
    if (error.name !== "AbortError") close(); // no network: nothing is proposed
  }
}

function step(by) {
  const all = options(), at = all.indexOf(active) + by;
  mark(active === null && by < 0 ? all.at(-1) : all[at]); // past an end nothing is chosen
}

field.addEventListener("input", () => {
  clearTimeout(timer);
  if (field.value.trim().length < LEAST) return close();
  timer = setTimeout(ask, WAIT);
});
field.addEventListener("keydown", (event) => {
  if (event.isComposing || !isOpen()) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") step(event.key === "ArrowDown" ? 1 : -1);
  else if (event.key === "Enter" && active) location.assign(active.dataset.address);
  else if (event.key === "Escape") close(), event.stopPropagation();
  else return;
  event.preventDefault();
});
field.addEventListener("blur", close);
form.addEventListener("submit", close);
addEventListener("pageshow", close); // the page comes back as it was left
holder.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
holder.addEventListener("click", (event) => {
  const option = event.target.closest("[role=option]");
  if (option) location.assign(option.dataset.address);
});

holder.className = "proposed";
status.className = "visually-hidden";
status.ariaLive = "polite"; // the page has a status of its own
field.role = "combobox";
field.ariaExpanded = "false";
field.ariaAutoComplete = "list";
field.setAttribute("aria-controls", "proposals");
form.append(holder, status);
