// Carries one file to the server in pieces (tus 1.0.0) and goes on after every cut, for as long as it takes.
import { csrf, patiently, Refused } from "./patience.js";

const PLACE = "/api/v1/uploads";
const SMALLEST = 256 * 1024, LARGEST = 4 * 1024 * 1024, QUICK = 2000; // bytes, bytes, milliseconds a piece may take
const LONGEST = 120000; // milliseconds that one piece may take

async function ask(method, address, headers, body) {
  const cut = new AbortController();
  const stop = () => cut.abort();
  const timer = setTimeout(stop, LONGEST);
  addEventListener("offline", stop);
  try {
    const answer = await fetch(address, {
      method, body, signal: cut.signal, cache: "no-store",
      headers: { Accept: "application/json", "Tus-Resumable": "1.0.0", "X-CSRF-Token": csrf(), ...headers },
    });
    if (!answer.ok) throw await trouble(answer);
    return answer;
  } finally {
    clearTimeout(timer);
    removeEventListener("offline", stop);
  }
}

async function trouble(answer) {
  const error = (await answer.json().catch(() => ({}))).error ?? {};
  if (answer.status === 401) return Object.assign(new Error(), { out: true });
  if (error.code === "stale-form") return Object.assign(new Error(), { stale: true });
  if ([404, 410].includes(answer.status)) return new Refused(error.message ?? "", true);
  const again = [408, 409, 423, 429].includes(answer.status) || answer.status >= 500;
  return again ? Object.assign(new Error(), { said: error.message }) : new Refused(error.message ?? "");
}

const packed = (facts) => Object.entries(facts)
  .map(([name, value]) => `${name} ${btoa(String.fromCharCode(...new TextEncoder().encode(value)))}`).join(",");

// The address of a new upload; asked again under the same facts.group it is the same one.
export const begin = (file, facts, tell) => patiently(async (well) => {
  const answer = await ask("POST", PLACE, { "Upload-Length": file.size, "Upload-Metadata": packed({ name: file.name, ...facts }) });
  well();
  return new URL(answer.headers.get("Location"), location).pathname;
}, tell);

// Sends what is missing; `moved` hears how much is stored.
export function carry(file, address, moved, tell) {
  // A browser may send a cut piece once more by itself, so none is more than a small part of the file.
  const largest = Math.max(SMALLEST, Math.min(LARGEST, Math.ceil(file.size / 32)));
  let piece = SMALLEST;
  return patiently(async (well) => {
    let offset = Number((await ask("HEAD", address)).headers.get("Upload-Offset"));
    do {
      const body = await file.slice(offset, offset + piece).arrayBuffer().catch(() => { throw new Refused(""); });
      const start = performance.now();
      const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": offset };
      offset = Number((await ask("PATCH", address, headers, body)).headers.get("Upload-Offset"));
      piece = performance.now() - start < QUICK ? Math.min(2 * piece, largest) : Math.max(piece / 2, SMALLEST);
      well();
      moved(offset);
    } while (offset < file.size);
  }, tell);
}
