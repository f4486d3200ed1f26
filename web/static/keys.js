// Single keys, off where somebody types; who switched them off in the account is not given this module.
// `data-key` names the key of a control in sight: a field gets the focus, everything else is pressed. A list of hits has
// j and k besides, and keys of its rows (`data-row-key`): they mean the row that has the focus, or the first one. The
// dialog tells them all.
const dialog = document.querySelector("#keys"), opener = document.querySelector("[data-key='?']");

// To the hit before or behind the focus; at first to the one that the address names, or the first of all.
function step(by) {
  const titles = [...document.querySelectorAll(".hits .title")];
  const focused = document.activeElement.closest(".hits li");
  const from = focused ?? document.querySelector(".hits li:target");
  const at = Math.max(0, titles.findIndex((title) => from?.contains(title)));
  titles[Math.min(Math.max(0, focused ? at + by : at), titles.length - 1)]?.focus();
}

// Chooses the hit that has the focus, with Shift all from the last one chosen to it, as a click on its box does.
function pick(shiftKey) {
  const box = document.activeElement.closest(".hits li")?.querySelector(".pick input");
  box?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey }));
}

// Whether the key has a meaning here.
function press(key) {
  const row = document.activeElement.closest(".hits li") ?? document.querySelector(".hits li");
  const own = [...row?.querySelectorAll("[data-row-key]") ?? []].find((one) => one.dataset.rowKey === key);
  const control = own ?? [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key && one.offsetParent);
  if (key === "?") dialog.showModal();
  else if (control?.matches("input")) control.focus(), control.select();
  else if (control) control.click();
  else if (document.querySelector(".hits") && "jk".includes(key)) step(key === "j" ? 1 : -1);
  else if (document.querySelector(".hits .pick") && "xX".includes(key)) pick(key === "X");
  else return false;
  return true;
}

opener.hidden = false;
opener.addEventListener("click", () => dialog.showModal());
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || dialog.open) return;
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const key = event.key === "=" ? "+" : event.key; // the same key of the keyboard, without shift
  if (!typing && key.length === 1 && press(key)) event.preventDefault();
  if (typing?.dataset.key && key === "Escape") {
    event.preventDefault(); // the browser would empty the field
    typing.blur();
  }
});
