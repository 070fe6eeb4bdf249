// A program in TypeScript against the client that openapi.json generates: it is
// checked by tsc --strict and run against a server at the address of its argument,
// with a key as its second. It ends with 1 where an answer is not what its type says.
import createClient from "openapi-fetch";
import type { components, paths } from "./tracuu.js";

const [address, key] = process.argv.slice(2);
if (!address || !key) throw new Error("usage: check ADDRESS KEY");

const tracuu = createClient<paths>({ baseUrl: address, headers: { Authorization: `Bearer ${key}` } });

function must(held: boolean, what: string): asserts held {
  if (!held) throw new Error(what);
}

function answered<T>(what: string, got: { data?: T; error?: unknown; response: Response }): T {
  must(got.data !== undefined, `${what}: ${got.response.status} ${JSON.stringify(got.error)}`);
  return got.data;
}

type Directive = components["schemas"]["DirectiveInput"];
type Hit = components["schemas"]["Hit"];

const draft: Directive = {
  id: "công văn/107",
  number: "107-CV/BDVTU",
  type: "Công văn",
  issued: "2021-08-06",
  text: "Thực hiện Chỉ thị số 16/CT-TTg ngày 31/3/2020, đề nghị thành lập tổ Covid cộng đồng.",
};

// Write, twice under one name: the second answer is the first.
for (const replayed of [null, "true"]) {
  const posted = await tracuu.POST("/v1/directives", {
    params: { header: { "Idempotency-Key": "check-1" } },
    body: draft,
  });
  const written = answered("post", posted);
  must("status" in written && written.status === "created" && written.id === draft.id, `post: ${JSON.stringify(written)}`);
  must(posted.response.headers.get("Idempotency-Replayed") === replayed, `replayed ${replayed}`);
}

// Search, with a facet and the marks of a fragment.
const found = answered("search", await tracuu.GET("/v1/search", {
  params: { query: { q: "to covid", type: ["Công văn"], facets: ["year"], limit: 5, offsets: "utf16" } },
}));
must(found.total.value === 1, `search: ${found.total.value} found`);
const hit: Hit | undefined = found.hits[0];
must(hit !== undefined && hit.id === draft.id && hit.number === draft.number, `search: ${JSON.stringify(hit)}`);
const fragment = hit.fragments?.find((f) => f.field === "text");
const mark = fragment?.marks[0];
must(fragment !== undefined && mark !== undefined, "search: no marks");
must(fragment.text.slice(mark[0], mark[1]).toLowerCase().startsWith("tổ"), `a mark is ${fragment.text.slice(mark[0], mark[1])}`);
must(found.facets["year"]?.[0]?.count === 1, `facet: ${JSON.stringify(found.facets)}`);

// Read it whole; a slash in an id is part of it.
const whole = answered("get", await tracuu.GET("/v1/directives/{id}", { params: { path: { id: draft.id ?? "" } } }));
must(whole.text === draft.text && whole.references.length === 1, `get: ${JSON.stringify(whole)}`);

// What it cites, what is missing, what a number means.
const cited = answered("citations", await tracuu.GET("/v1/directives/{id}/citations", { params: { path: { id: draft.id ?? "" } } }));
must(cited.citations[0]?.state === "absent", `citations: ${JSON.stringify(cited)}`);
const resolved = answered("resolve", await tracuu.POST("/v1/resolve", { body: { numbers: [{ number: "107-CV/BDVTU", date: "2021-08-06" }] } }));
must(resolved.resolved[0]?.status === "resolved", `resolve: ${JSON.stringify(resolved)}`);
const several = answered("multi-search", await tracuu.POST("/v1/multi-search", {
  body: { searches: [{ q: "covid" }, { cites: "16/CT-TTg", sort: "added" }] },
}));
must(several.results.every((r) => r.search?.total.value === 1), `multi-search: ${JSON.stringify(several)}`);
const changes = answered("changes", await tracuu.GET("/v1/changes", { params: { query: { since: 0 } } }));
must(changes.changes.length === 1 && changes.changes[0]?.id === draft.id, `changes: ${JSON.stringify(changes)}`);

// What fails is a problem with a code.
const bad = await tracuu.GET("/v1/search", { params: { query: { from: "2021-13" } } });
must(bad.error?.code === "bad_parameter" && bad.error.errors[0]?.param === "from", `problem: ${JSON.stringify(bad)}`);
const none = await tracuu.GET("/v1/directives/{id}", { params: { path: { id: "none" } } });
must(none.response.status === 404 && none.error?.code === "no_such_document", `problem: ${JSON.stringify(none)}`);
const nobody = await createClient<paths>({ baseUrl: address }).GET("/v1/search");
must(nobody.response.status === 401 && nobody.error?.code === "unauthorized", `nobody: ${JSON.stringify(nobody)}`);

console.log("the client that openapi.json generates works");
