// Buttons that copy the text of an element; without this module, or where the browser forbids it, they stay hidden.
function reveal() {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).innerText);
  button.textContent = button.dataset.done;
});
document.addEventListener("letter-renewed", reveal);
reveal();
