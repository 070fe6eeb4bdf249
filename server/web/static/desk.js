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
  const buttons = [...document.querySelectorAll("[data-state]")].map((count) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = count.className;
    button.dataset.state = count.dataset.state;
    button.append(...count.childNodes);
    button.ariaPressed = "false";
    count.replaceWith(button);
    return button;
  });
  const leave = (chosen) => {
    for (const button of buttons) button.ariaPressed = String(button === chosen);
    for (const item of list.children) item.hidden = chosen !== null && !item.classList.contains(chosen.dataset.state);
  };
  for (const button of buttons) button.addEventListener("click", () => leave(button.ariaPressed === "true" ? null : button));
  for (const cite of document.querySelectorAll("[data-cite]")) { // one that is hidden is to be seen
    cite.addEventListener("click", () => { if (document.getElementById("c" + cite.dataset.cite)?.hidden) leave(null); });
  }
}
