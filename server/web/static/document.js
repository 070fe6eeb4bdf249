// A document's page: cards of citations on hover and focus, copying of citations,
// walking from mark to mark, printing.

import { say } from "./words.js";

export function readDocument() {
  citationCards();
  copyButtons();
  walkMarks();
}

function citationCards() {
  let shown = null, owner = null, timer = 0;
  const hide = () => {
    clearTimeout(timer);
    if (shown) shown.hidden = true;
    owner?.removeAttribute("aria-describedby");
    shown = owner = null;
  };
  const show = (link) => {
    const card = document.getElementById(link.dataset.card);
    if (!card || owner === link) return;
    hide();
    shown = card;
    owner = link;
    card.hidden = false;
    document.body.append(card);
    const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
    const room = document.documentElement.clientWidth - card.offsetWidth - 16;
    const below = at.bottom + card.offsetHeight + 12 < innerHeight;
    card.style.left = Math.max(16, Math.min(at.left, room)) + scrollX + "px";
    card.style.top = (below ? at.bottom + 6 : at.top - card.offsetHeight - 6) + scrollY + "px";
    link.setAttribute("aria-describedby", card.id);
  };
  const later = (f, ms) => { clearTimeout(timer); timer = setTimeout(f, ms); };
  for (const link of document.querySelectorAll("a[data-card]")) {
    link.addEventListener("pointerenter", (e) => { if (e.pointerType === "mouse") later(() => show(link), 150); });
    link.addEventListener("pointerleave", () => later(hide, 250));
    link.addEventListener("focus", () => show(link));
    link.addEventListener("blur", () => later(hide, 250));
  }
  for (const card of document.querySelectorAll(".citecard")) {
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", () => later(hide, 250));
    card.addEventListener("focusin", () => clearTimeout(timer));
    card.addEventListener("focusout", () => later(hide, 250));
  }
  document.addEventListener("keydown", (e) => { if (e.key === "Escape") hide(); });
}

function button(text, act) {
  const b = document.createElement("button");
  b.type = "button";
  b.className = "button";
  b.textContent = text;
  b.addEventListener("click", () => act(b));
  return b;
}

function copyButtons() {
  for (const text of document.querySelectorAll(".copied")) {
    text.before(button(say("Chép"), async (b) => {
      await navigator.clipboard.writeText(text.textContent);
      b.textContent = say("Đã chép");
    }));
  }
}

function walkMarks() {
  const line = document.querySelector("[data-marks]");
  const marks = [...document.querySelectorAll(".text mark")];
  if (!line || marks.length === 0) return;
  let now = -1;
  const go = (step) => {
    marks[now]?.classList.remove("now");
    now = (now + step + marks.length) % marks.length;
    marks[now].classList.add("now");
    marks[now].closest("details")?.setAttribute("open", "");
    marks[now].scrollIntoView({ block: "center" });
  };
  line.append(button(say("Chỗ trước"), () => go(now < 0 ? 0 : -1)), button(say("Chỗ sau"), () => go(1)));
}
