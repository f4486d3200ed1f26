// Which file belongs to which upload: after a reload the browser may not read a file again until it is chosen again.
const PLACE = "lontar.uploads";
const keyOf = (file) => [file.name, file.size, file.lastModified].join("|");

function all() {
  try { return JSON.parse(localStorage.getItem(PLACE)) ?? {}; } catch { return {}; }
}

function keep(known) {
  try { localStorage.setItem(PLACE, JSON.stringify(known)); } catch { /* full or closed: no going on after a reload */ }
}

export const addressOf = (file) => all()[keyOf(file)]?.url;

export function remember({ name, size, lastModified }, url) {
  keep({ ...all(), [keyOf({ name, size, lastModified })]: { name, size, lastModified, url } });
}

export function forget(file) {
  const known = all();
  delete known[keyOf(file)];
  keep(known);
}
