// What is typed to sign can be shown; it is gone when the page is left; one tap sends once.
const boxes = document.querySelectorAll("[data-secret]");
for (const box of boxes) {
  const eye = box.parentElement.querySelector("[data-eye]");
  eye.hidden = false;
  eye.addEventListener("click", () => {
    const shown = box.type === "password";
    box.type = shown ? "text" : "password";
    eye.setAttribute("aria-pressed", String(shown));
  });
}
const form = boxes[0]?.form;
if (form) {
  addEventListener("pagehide", () => { for (const box of boxes) box.value = ""; });
  form.addEventListener("submit", () => {
    for (const box of boxes) box.type = "password";
    // After the form has read its values: a button that is off sends nothing.
    setTimeout(() => { form.querySelector("[data-sign]").disabled = true; });
  });
  addEventListener("pageshow", () => { form.querySelector("[data-sign]").disabled = false; });
}
