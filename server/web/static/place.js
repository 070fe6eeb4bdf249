// keepPlace gives the focus back to what had it when somebody comes back to a page:
// the browser remembers how far it was scrolled, and only sometimes the focus.
export function keepPlace() {
  addEventListener("pagehide", () => {
    const at = [...document.links].indexOf(document.activeElement);
    if (at >= 0) history.replaceState({ ...history.state, at, href: document.activeElement.href }, "");
  });
  const { at, href } = history.state ?? {};
  const [entry] = performance.getEntriesByType("navigation");
  if (entry?.type !== "back_forward" || at === undefined || document.links[at]?.href !== href) return;
  document.links[at].focus({ preventScroll: true });
}
