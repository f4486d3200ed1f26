// The page beside its lines: the line and the word at hand are framed on the image, and both sides scroll to them.
// On a narrow screen one line is shown at a time.
const desk = document.querySelector("#review");
const numbers = (one) => one.dataset.box.split(",").map(Number);

function frame(id, of) {
  const rect = document.getElementById(id);
  if (!rect) return null; // a page without an image
  const [x0, y0, x1, y1] = of ? numbers(of) : [0, 0, 0, 0];
  for (const [name, value] of Object.entries({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 })) rect.setAttribute(name, value);
  return rect;
}

export function show(line, word) {
  for (const one of desk.querySelectorAll(".line.current")) if (one !== line) one.classList.remove("current");
  line.classList.add("current");
  const rect = frame("review-line", line);
  frame("review-word", word);
  const sheet = rect?.closest(".sheet");
  if (sheet?.offsetParent) {
    const scale = sheet.scrollHeight / rect.ownerSVGElement.viewBox.baseVal.height;
    const [, y0, , y1] = numbers(line);
    sheet.scrollTo(0, (scale * (y0 + y1) - sheet.clientHeight) / 2);
  }
  line.scrollIntoView({ block: "nearest" });
}

document.addEventListener("focusin", ({ target }) => {
  const line = target.closest?.("#review-lines .line");
  if (line) show(line, target.closest(".word")?.querySelector("input"));
});
