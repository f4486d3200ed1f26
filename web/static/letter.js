// The page image: zoom, and where a field stands on it.
const STEP = 1.25, SMALLEST = 0.1, LARGEST = 4; // CSS pixels of one pixel of the page image at full size
const PREPARED = 1200; // pixels: the widest image that is not the full one
const ZOOM = "lontar.zoom";
const figure = () => document.querySelector(".page[data-width]");

function kept(place, name) {
  try { return place.getItem(name); } catch { return null; }
}

function keep(place, name, value) {
  try { place.setItem(name, value); } catch { /* forbidden: it holds for this page */ }
}

let zoom = Number(kept(sessionStorage, ZOOM)) || null; // null: as wide as there is room

function sharpen(image) {
  const { full } = image.dataset;
  if (!full) return;
  delete image.dataset.full;
  const large = new Image();
  large.src = full;
  large.decode().then(() => { image.removeAttribute("srcset"); image.src = full; }).catch(() => { image.dataset.full = full; });
}

function apply() {
  for (const group of document.querySelectorAll("[data-zooms]")) group.hidden = !figure();
  const page = figure();
  if (!page) return;
  const sheet = page.closest(".sheet");
  const middle = (sheet.scrollLeft + sheet.clientWidth / 2) / sheet.scrollWidth, height = (sheet.scrollTop + sheet.clientHeight / 2) / sheet.scrollHeight;
  const width = zoom && Math.round(page.dataset.width * zoom);
  page.style.width = width ? `${width}px` : "";
  sheet.classList.toggle("zoomed", Boolean(width));
  sheet.scrollTo(middle * sheet.scrollWidth - sheet.clientWidth / 2, height * sheet.scrollHeight - sheet.clientHeight / 2);
  if (width * devicePixelRatio > PREPARED) sharpen(page.querySelector("img"));
}

function change(step) {
  const page = figure(), now = zoom ?? page.clientWidth / page.dataset.width;
  zoom = { fit: null, full: 1, in: now * STEP, out: now / STEP }[step];
  zoom = zoom && Math.min(LARGEST, Math.max(SMALLEST, zoom));
  keep(sessionStorage, ZOOM, zoom ?? "");
  apply();
}

function show(name, shown) {
  const place = document.querySelector(`.place[data-of="${name}"]`);
  place?.classList.toggle("shown", shown || place.id === "place");
  return place;
}

document.addEventListener("click", (event) => {
  const step = event.target.closest("[data-zoom]")?.dataset.zoom;
  if (step) change(step);
  const field = event.target.closest("[data-shows]");
  const place = field && show(field.dataset.shows, true);
  if (!place?.closest(".sheet").offsetParent) return; // on another page, or the image is not in sight: the link leads there
  event.preventDefault();
  place.scrollIntoView({ block: "center", inline: "center" });
});

for (const [event, shown] of [["focusin", true], ["focusout", false], ["mouseover", true], ["mouseout", false]]) {
  document.addEventListener(event, ({ target }) => {
    const field = target.closest?.("[data-shows]");
    if (field) show(field.dataset.shows, shown || document.activeElement === field);
  });
}

function arrange() {
  apply();
  const thumbs = document.querySelector(".thumbs"), here = thumbs.querySelector("[aria-current]");
  if (here) thumbs.scrollTo(0, here.offsetTop - thumbs.clientHeight / 3);
}

document.addEventListener("letter-renewed", arrange);
arrange();
const [came] = performance.getEntriesByType("navigation");
if (!location.hash && came?.type !== "back_forward") document.querySelector(".found.current, mark.current")?.scrollIntoView({ block: "nearest" });
