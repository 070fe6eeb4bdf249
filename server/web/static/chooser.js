// tellChosen says which files are chosen. Where scripts run, pages have a chooser in their
// own words over the browser's, which speaks the browser's language.
import { say } from "./words.js";

export function tellChosen() {
  for (const input of document.querySelectorAll(".chooser input")) {
    const names = input.closest(".chooser").querySelector("bdi");
    const none = names.textContent;
    const tell = () => {
      const files = [...input.files].map((file) => file.name);
      names.textContent = files.length > 2 ? say("%s tệp", files.length) : files.join(", ") || none;
    };
    if (input.files.length > 0) tell(); // a browser that comes back to the page may have kept them
    input.addEventListener("change", tell);
  }
}
