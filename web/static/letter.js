// Zoom of the page image, and a letter that is being read shows itself when it is done.
const sheet = document.querySelector(".sheet");
const page = document.querySelector(".page");
let scale = 1;

document.addEventListener("click", (event) => {
  const step = event.target.closest("[data-zoom]")?.dataset.zoom;
  if (!step || !page) return;
  scale = Math.min(4, Math.max(1, step === "in" ? scale * 1.25 : scale / 1.25));
  page.style.setProperty("width", `${scale * 100}%`);
  if (scale > 1.3) page.querySelector("image").setAttribute("href", page.querySelector("image").getAttribute("href").split("?")[0]);
});

document.querySelector(".found")?.scrollIntoView({ block: "nearest" });
sheet?.scrollTo?.({ top: 0 });
if (document.querySelector("[data-wait]")) {
  const again = setTimeout(() => location.reload(), 2000);
  addEventListener("beforeunload", () => clearTimeout(again)); // a reload would take the place of where one is going
}
