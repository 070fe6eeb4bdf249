// <tracuu-search> puts a search box with its results into a page of another site:
//   <script src="https://HOST/embed.js" async></script>
//   <tracuu-search key="KEY" limit="5" filter="type=Công văn"></tracuu-search>
// The key may search and nothing else, and names the sites that may use it. The page's
// own style sheets set its looks by custom properties; where they do not, colours
// follow the page's color-scheme. A page with a Content-Security-Policy needs HOST in
// script-src and connect-src and nothing more.
{
const script = document.currentScript ?? document.querySelector('script[src$="/embed.js"]');
const home = script ? new URL(script.src).origin : location.origin;
const style = `
:host { --_accent: var(--tracuu-accent, light-dark(#0d6466, #6fcac3)); --_ink: var(--tracuu-ink, light-dark(#1d1c1a, #e9e6df)); --_quiet: var(--tracuu-quiet, light-dark(#625d54, #aaa59a));
  --_surface: var(--tracuu-surface, light-dark(#fff, #1b1f23)); --_on-accent: var(--tracuu-on-accent, light-dark(#fff, #0d1c1c)); --_line: var(--tracuu-line, light-dark(#857f74, #7f8790)); --_radius: var(--tracuu-radius, 10px);
  display: block; font-family: var(--tracuu-font, inherit); color: var(--_ink); line-height: 1.6; text-align: start; }
form { display: flex; }
input { flex: 1; min-width: 0; font: inherit; color: inherit; padding: .5rem .9rem; background: var(--_surface); border: 1px solid var(--_line); border-right: 0; border-radius: var(--_radius) 0 0 var(--_radius); }
button { font: inherit; font-weight: 600; padding: .5rem 1.1rem; border: 0; background: var(--_accent); color: var(--_on-accent); border-radius: 0 var(--_radius) var(--_radius) 0; cursor: pointer; }
:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; }
label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
ol { list-style: none; margin: .5rem 0 0; padding: 0; }
li { padding: .6rem 0; border-bottom: 1px solid color-mix(in srgb, var(--_line) 35%, transparent); overflow-wrap: anywhere; }
a { color: var(--_accent); font-weight: 600; }
small, p { color: var(--_quiet); font-size: .875em; margin: 0; display: block; }
mark { background: color-mix(in srgb, var(--_accent) 18%, transparent); color: inherit; }`;

const words = {
  vi: {
    label: "Tìm văn bản", find: "Tìm", none: "Không có văn bản nào khớp.", found: (n) => n + " văn bản", unnamed: "Văn bản không rõ số", all: "Xem tất cả",
    failed: "Chưa tìm được. Hãy thử lại.", unreachable: "Không tới được máy chủ tra cứu, hoặc trang này chưa được phép dùng nó.",
    bad_parameter: "Chưa đọc được câu tìm này.", unauthorized: "Khóa tra cứu của trang này thiếu, sai hoặc đã hết hạn.", forbidden: "Khóa tra cứu của trang này không được phép tìm.",
    forbidden_origin: "Khóa tra cứu này không dùng được ở trang này.", too_many_requests: "Đang có quá nhiều lượt tìm. Hãy chờ một lát.", overloaded: "Đang có quá nhiều lượt tìm. Hãy chờ một lát.",
  },
  en: {
    label: "Search documents", find: "Search", none: "No document matches.", found: (n) => n + " documents", unnamed: "Document without a known number", all: "See all",
    failed: "The search failed. Try again.", unreachable: "The search server cannot be reached, or does not serve this site.",
    bad_parameter: "This search cannot be read.", unauthorized: "This site's search key is missing, wrong or expired.", forbidden: "This site's search key may not search.",
    forbidden_origin: "This search key may not be used on this site.", too_many_requests: "Too many searches. Wait a moment.", overloaded: "Too many searches. Wait a moment.",
  },
};

// Refused is an answer other than hits; its code says what to tell.
class Refused extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

class TracuuSearch extends HTMLElement {
  #request;

  connectedCallback() {
    if (this.shadowRoot) return;
    const say = words[this.getAttribute("lang")] ?? words.vi;
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    const form = node("form", { role: "search" });
    const input = node("input", { id: "q", type: "search", autocomplete: "off", maxlength: 8000, dir: "auto" });
    input.placeholder = this.getAttribute("placeholder") ?? "";
    form.append(node("label", { for: "q" }, say.label), input, node("button", {}, say.find));
    const status = node("p", { role: "status" });
    const list = node("ol", {});
    root.append(form, status, list);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#search(input.value, say, status, list);
    });
  }

  get #server() { return this.getAttribute("server") ?? home; }

  async #search(q, say, status, list) {
    this.#request?.abort();
    this.#request = new AbortController();
    const asked = new URLSearchParams(this.getAttribute("filter") ?? "");
    const shown = new URLSearchParams(asked);
    shown.set("q", q);
    asked.set("q", q);
    asked.set("limit", this.getAttribute("limit") ?? "5");
    asked.set("collapse", "copies");
    const key = this.getAttribute("key");
    try {
      const answer = await fetch(this.#server + "/v1/search?" + asked, {
        headers: key ? { Authorization: "Bearer " + key } : {}, credentials: "omit", signal: this.#request.signal,
      });
      if (!answer.ok) throw new Refused((await answer.json().catch(() => ({}))).code);
      const { hits, total } = await answer.json();
      const count = total.value + (total.partial ?? 0);
      status.textContent = count ? say.found(count) : say.none;
      list.replaceChildren(...hits.map((hit) => this.#hit(hit, q, say)));
      if (count > hits.length && hits.length) {
        const more = node("li", {});
        more.append(node("a", { href: this.#server + "/search?" + shown, target: "_top" }, say.all));
        list.append(more);
      }
      this.dispatchEvent(new CustomEvent("tracuu-results", { detail: { q, count } }));
    } catch (error) {
      if (error.name === "AbortError") return;
      const code = error instanceof Refused ? error.code : "unreachable";
      status.textContent = say[code] ?? say.failed;
      list.replaceChildren();
      if (["unreachable", "forbidden_origin"].includes(code)) console.info(`<tracuu-search>: the key must be one for pages of ${location.origin}: tracuu keys create --rights search --origin ${location.origin}`);
      this.dispatchEvent(new CustomEvent("tracuu-failed", { detail: { q, code } }));
    }
  }

  #hit(hit, q, say) {
    const row = node("li", {});
    const name = [hit.type, hit.number].filter(Boolean).join(" ") || say.unnamed;
    const link = node("a", { href: this.#server + "/van-ban/" + encodeURIComponent(hit.id) + "?q=" + encodeURIComponent(q), target: "_top" });
    link.append(node("bdi", {}, name));
    row.append(link, node("small", {}, [hit.issuer, hit.issued].filter(Boolean).join(" · ")));
    if (hit.title) row.append(node("bdi", {}, hit.title));
    const fragment = hit.fragments?.find((f) => f.field !== "title");
    if (fragment) row.append(marked(fragment));
    return row;
  }
}

// marked is a fragment with its words marked. Marks are in bytes of UTF-8.
function marked(fragment) {
  const p = node("p", {});
  const bytes = new TextEncoder().encode(fragment.text);
  const text = (from, to) => new TextDecoder().decode(bytes.subarray(from, to));
  let at = 0;
  for (const [start, end] of fragment.marks ?? []) {
    p.append(text(at, start), node("mark", {}, text(start, end)));
    at = end;
  }
  p.append(text(at));
  return p;
}

function node(name, attributes, text) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}

if (!customElements.get("tracuu-search")) customElements.define("tracuu-search", TracuuSearch);
}
