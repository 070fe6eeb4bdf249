// Dragging over a histogram selects a range of dates; so does Shift with the arrow
// keys and then Enter. Bars are links all the same.

export function dragHistograms() {
  for (const section of document.querySelectorAll("[data-histogram]")) drag(section);
}

function drag(section) {
  const svg = section.querySelector("svg");
  const bars = [...svg.querySelectorAll("a")];
  let from = -1, to = -1, dragged = false;

  function paint() {
    const [a, b] = [Math.min(from, to), Math.max(from, to)];
    bars.forEach((bar, i) => bar.classList.toggle("in", from >= 0 && i >= a && i <= b));
  }

  function go() {
    const [a, b] = [Math.min(from, to), Math.max(from, to)];
    const url = new URL(section.dataset.base, location.href);
    url.searchParams.set("from", bars[a].dataset.value);
    url.searchParams.set("to", bars[b].dataset.value);
    location.assign(url);
  }

  function at(e) {
    const box = svg.getBoundingClientRect();
    const i = Math.floor((e.clientX - box.left) / box.width * bars.length);
    return Math.min(Math.max(i, 0), bars.length - 1);
  }

  svg.addEventListener("pointerdown", (e) => {
    if (e.button !== 0 || e.ctrlKey || e.metaKey) return;
    from = to = at(e);
    dragged = false;
    e.preventDefault(); // else the browser drags the link
    svg.setPointerCapture(e.pointerId);
  });
  svg.addEventListener("pointermove", (e) => {
    if (from < 0 || !svg.hasPointerCapture(e.pointerId)) return;
    to = at(e);
    dragged ||= to !== from;
    paint();
  });
  svg.addEventListener("pointerup", (e) => {
    if (!svg.hasPointerCapture(e.pointerId)) return;
    svg.releasePointerCapture(e.pointerId);
    if (from >= 0) go();
  });
  svg.addEventListener("pointercancel", () => { from = to = -1; paint(); });
  svg.addEventListener("click", (e) => { if (dragged) e.preventDefault(); });

  svg.addEventListener("keydown", (e) => {
    const i = bars.indexOf(e.target.closest("a"));
    const step = { ArrowLeft: -1, ArrowRight: 1 }[e.key];
    if (i >= 0 && step) {
      e.preventDefault();
      const next = Math.min(Math.max(i + step, 0), bars.length - 1);
      if (e.shiftKey && from < 0) from = i;
      if (!e.shiftKey) from = -1;
      to = next;
      bars[next].focus();
      paint();
    } else if (e.key === "Enter" && from >= 0 && from !== to) {
      e.preventDefault();
      go();
    } else if (e.key === "Escape") {
      from = to = -1;
      paint();
    }
  });
}
