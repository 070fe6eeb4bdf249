import { say } from "./words.js";

// siftLists leaves of a list what has the words typed beside it, at each key. Words may
// be typed without accents; without JavaScript the form asks the server.
export function siftLists() {
  for (const form of document.querySelectorAll("form[data-sift]")) {
    const input = form.querySelector("input:not([type=hidden])");
    const words = (item) => [...item.querySelectorAll("bdi")].map((part) => part.textContent).join(" ");
    const items = [...document.getElementById(form.dataset.sift).children].map((item) => [item, " " + plain(words(item))]);
    const status = form.parentElement.querySelector("[data-sifted]");
    const none = form.parentElement.querySelector("[data-none]");
    if (!form.hasAttribute("action")) form.addEventListener("submit", (event) => event.preventDefault());
    input.addEventListener("input", () => {
      const words = plain(input.value).split(" ").filter(Boolean);
      let shown = 0;
      for (const [item, text] of items) {
        item.hidden = !words.every((word) => text.includes(" " + word));
        if (!item.hidden) shown++;
      }
      none.hidden = shown > 0;
      status.textContent = say("%s giá trị", shown);
    });
  }
}

// plain is a text in small letters without accents, words parted by one blank.
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
