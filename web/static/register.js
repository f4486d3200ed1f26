// Keys of the registry: Alt and the letter of a link or button presses it. Ctrl+Enter is of the form (confirm.js).
addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  const wanted = document.querySelector(`main [data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
});
