// Completion of the search box: an ARIA combobox with a list box (WAI-ARIA 1.2).
// Enter without a choice searches for what is typed, as without JavaScript.
import { count as written, say } from "./words.js";

const pause = 120; // milliseconds after a key before the server is asked
const kinds = { number: say("số văn bản"), issuer: say("cơ quan"), keyword: say("từ khóa"), phrase: say("cụm từ"), title: say("trích yếu") };

export function completeBoxes() {
  for (const form of document.querySelectorAll("form[data-suggest]")) complete(form);
}

function complete(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  const status = document.createElement("div");
  let timer = 0, asked = null, found = [], active = -1;

  list.className = "completions";
  list.id = input.id + "-list";
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", say("Gợi ý"));
  status.className = "sr";
  status.role = "status";
  form.append(list, status);
  input.role = "combobox";
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function show(suggestions) {
    found = suggestions;
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...found.map((s, i) => {
      const item = document.createElement("li");
      const kind = document.createElement("span");
      const value = document.createElement("bdi");
      const count = document.createElement("span");
      item.id = list.id + "-" + i;
      item.role = "option";
      item.setAttribute("aria-selected", "false");
      kind.className = "kind";
      kind.textContent = kinds[s.kind] ?? "";
      value.textContent = s.value;
      count.className = "n";
      count.textContent = (s.relation === "about" ? "~" : "") + written(s.count);
      item.append(kind, value, count);
      item.addEventListener("pointerdown", (e) => { e.preventDefault(); choose(i); });
      return item;
    }));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = say("%s gợi ý", found.length);
  }

  async function ask() {
    asked?.abort();
    const text = input.value;
    if (text.trim().length < 2) return close();
    asked = new AbortController();
    try {
      const answer = await fetch("/v1/suggest?limit=8&q=" + encodeURIComponent(text.slice(0, 200)), { signal: asked.signal });
      if (answer.ok && document.activeElement === input) show((await answer.json()).suggestions);
    } catch (e) {
      if (e.name !== "AbortError") close(); // what is typed can be searched all the same
    }
  }

  function move(to) {
    const items = list.children;
    items[active]?.setAttribute("aria-selected", "false");
    active = (to + items.length + 1) % (items.length + 1); // one more place: the box itself
    if (active === items.length) active = -1;
    if (active < 0) return input.removeAttribute("aria-activedescendant");
    items[active].setAttribute("aria-selected", "true");
    items[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", items[active].id);
  }

  function choose(i) {
    const s = found[i];
    close();
    if (s.kind === "number" && s.id) return location.assign("/van-ban/" + encodeURIComponent(s.id));
    input.value = s.kind === "issuer" ? `cq:"${s.value}"` : s.kind === "phrase" || s.kind === "title" ? `"${s.value.replaceAll('"', "")}"` : s.value;
    form.requestSubmit();
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, pause); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (e) => {
    if (e.isComposing) return;
    if (e.key === "Escape" && !list.hidden) { e.preventDefault(); close(); }
    else if (e.key === "ArrowDown" && list.hidden) { e.preventDefault(); ask(); }
    else if (e.key === "ArrowDown") { e.preventDefault(); move(active + 1); }
    else if (e.key === "ArrowUp" && !list.hidden) { e.preventDefault(); move(active < 0 ? list.children.length - 1 : active - 1); }
    else if (e.key === "Enter" && active >= 0) { e.preventDefault(); choose(active); }
  });
  document.addEventListener("keydown", (e) => {
    const typing = e.target.closest("input, textarea, select, [contenteditable]");
    if (e.key === "/" && !typing && !e.ctrlKey && !e.metaKey && !e.altKey) { e.preventDefault(); input.focus(); input.select(); }
  });
}
