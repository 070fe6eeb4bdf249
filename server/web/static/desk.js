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
