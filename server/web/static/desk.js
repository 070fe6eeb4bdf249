// What the pages of work do better with JavaScript: files that are dropped, links
// between a draft and its verdicts, progress of what is sent.
import { tellChosen } from "./chooser.js";
import { dropFiles } from "./drop.js";
import { sendWithProgress } from "./progress.js";
import { siftLists } from "./sift.js";

tellChosen();
dropFiles();
sendWithProgress();
linkVerdicts();
siftVerdicts();
siftLists();

// linkVerdicts shows the verdict of the citation under the pointer or focus.
function linkVerdicts() {
  for (const cite of document.querySelectorAll("[data-cite]")) {
    const verdict = document.getElementById("c" + cite.dataset.cite);
    const mark = (on) => verdict?.classList.toggle("on", on);
    cite.addEventListener("pointerenter", () => mark(true));
    cite.addEventListener("pointerleave", () => mark(false));
    cite.addEventListener("focus", () => mark(true));
    cite.addEventListener("blur", () => mark(false));
  }
}

// siftVerdicts makes the counts by state above a list of verdicts buttons that leave
// those of one state.
function siftVerdicts() {
  const list = document.querySelector(".verdicts");
  if (!list) return;
  const buttons = [...document.querySelectorAll("[data-only]")].map((count) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = count.className;
    button.dataset.only = count.dataset.only;
    button.append(...count.childNodes);
    button.ariaPressed = "false";
    count.replaceWith(button);
    return button;
  });
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const on = button.ariaPressed === "false";
      for (const other of buttons) other.ariaPressed = String(on && other === button);
      for (const item of list.children) item.hidden = on && !item.classList.contains(button.dataset.only);
    });
  }
}
