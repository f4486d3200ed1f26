// The passphrase can be shown; it is gone when the page is left; one tap sends once.
const box = document.querySelector("[data-secret]");
const eye = document.querySelector("[data-eye]");
if (box && eye) {
  eye.hidden = false;
  eye.addEventListener("click", () => {
    const shown = box.type === "password";
    box.type = shown ? "text" : "password";
    eye.setAttribute("aria-pressed", String(shown));
  });
  addEventListener("pagehide", () => { box.value = ""; });
  box.form.addEventListener("submit", () => {
    box.type = "password";
    // After the form has read its values: a button that is off sends nothing.
    setTimeout(() => { box.form.querySelector("[data-sign]").disabled = true; });
  });
  addEventListener("pageshow", () => { box.form.querySelector("[data-sign]").disabled = false; });
}
