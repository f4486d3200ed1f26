// Tries again until it succeeds: 1, 2, 4 ... 30 seconds apart, at once when the network is back.
const FIRST = 1000, LONGEST = 30000; // milliseconds
const META = "meta[name=csrf-token]", own = document.querySelector(META);
let token = own.content;

export const csrf = () => token, who = own.dataset.who;

// What no further try would mend: `gone` may be begun anew.
export class Refused extends Error {
  constructor(message, gone = false) { super(message); this.gone = gone; }
}

// Until the time is over, the network is back, or somebody looks at the page again (after signing in elsewhere).
function pause(wait) {
  return new Promise((go) => {
    const events = ["online", "focus"];
    const over = () => { clearTimeout(timer); events.forEach((name) => removeEventListener(name, over)); go(); };
    const timer = setTimeout(over, wait);
    events.forEach((name) => addEventListener(name, over));
  });
}

// A new sign-in has a new token. Whoever else signed in at this desk does not go on with what is this person's.
async function renew() {
  const answer = await fetch(location.pathname, { cache: "no-store" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(META);
  if (fresh.dataset.who === who) token = fresh.content;
}

// Does `act` until it succeeds or is refused; `tell` hears why it waits, and null when it goes on.
export async function patiently(act, tell) {
  for (let wait = FIRST; ; wait = Math.min(2 * wait, LONGEST)) {
    try {
      return await act(() => { wait = FIRST; tell(null); });
    } catch (error) {
      if (error instanceof Refused) throw error;
      tell(error);
      await pause(wait);
      if (error.out || error.stale) await renew();
    }
  }
}
