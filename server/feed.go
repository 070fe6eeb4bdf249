package server

import (
	"bytes"
	"cmp"
	"crypto/sha1"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"tracuu/index"
	"tracuu/index/directive"
	"tracuu/server/api"
)

// maxFeed is how many entries a feed has.
const maxFeed = 50

// feedRoute is where feeds are.
const feedRoute = "/feed.atom"

const mediaAtom = "application/atom+xml"

// feed is a saved search as an Atom feed (RFC 4287).
type feed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string      `xml:"xml:lang,attr"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle,omitempty"`
	Updated  time.Time   `xml:"updated"`
	Author   feedAuthor  `xml:"author"`
	Links    []feedLink  `xml:"link"`
	Entries  []feedEntry `xml:"entry"`
}

type feedAuthor struct {
	Name string `xml:"name"`
}

type feedLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

// feedEntry is a document. Published is when it came into the collection, Updated
// when it was written last.
type feedEntry struct {
	ID        string      `xml:"id"`
	Title     string      `xml:"title"`
	Published time.Time   `xml:"published"`
	Updated   time.Time   `xml:"updated"`
	Author    *feedAuthor `xml:"author"`
	Links     []feedLink  `xml:"link"`
	Summary   string      `xml:"summary"`
}

// feed answers GET /feed.atom: what a search finds in the order of arrival, the
// latest first, so that whoever follows it learns of each new match.
func (s *Server) feed(w http.ResponseWriter, r *http.Request) error {
	query, err := readFeed(r)
	if err != nil {
		return err
	}
	asked := feedQuery(query)
	base := s.options.Access.Proxies.base(r)
	scope := s.scope(r)
	if _, done, err := s.unchangedSince(w, r, scope, base+r.URL.Path+"?"+asked); done || err != nil {
		return err
	}
	results, err := s.find(r.Context(), scope, query)
	if err != nil {
		return err
	}
	f := newFeed(base, asked, scope, results)
	var body bytes.Buffer
	body.WriteString(xml.Header)
	if err := xml.NewEncoder(&body).Encode(f); err != nil {
		return fmt.Errorf("write feed: %w", err)
	}
	body.WriteByte('\n')
	send(w, http.StatusOK, mediaAtom+"; charset=utf-8", body.Bytes())
	return nil
}

// feedParams are the parameters of a feed: those that say what is found, and limit.
func feedParams() []string {
	own := slices.DeleteFunc(api.CountParams(), func(name string) bool { return name == "facet_limit" })
	return append(own, "collapse", "limit")
}

func readFeed(r *http.Request) (index.Query, error) {
	values, err := parameters(r)
	if err != nil {
		return index.Query{}, err
	}
	var own settings
	for name := range values {
		if !slices.Contains(feedParams(), name) {
			own.bad(strings.ToValidUTF8(name, "\uFFFD"), "is no parameter of a feed")
		}
	}
	own.values = url.Values{"limit": values["limit"]}
	limit := own.number("limit", maxFeed, 1, maxFeed)
	if err := own.err(); err != nil {
		return index.Query{}, err
	}
	query, _, bad := api.DecodeQuery(values)
	if len(bad) > 0 {
		return index.Query{}, api.BadParams(bad...)
	}
	query.Sort, query.Limit = index.Added, int(limit)
	return query, nil
}

// feedQuery is what a feed is about as the parameters of a URL, without its order,
// which is that of every feed.
func feedQuery(q index.Query) string {
	q.Sort = ""
	return canonical(q)
}

// newFeed renders the hits of the search that asked says, with addresses at base.
func newFeed(base, asked string, scope index.Scope, results *index.Results) *feed {
	title := "Tất cả văn bản"
	if readable, err := url.QueryUnescape(asked); err == nil && asked != "" {
		title = readable
	}
	f := &feed{
		Lang: "vi", ID: urn("feed", asked, scope.Hash()), Title: "tracuu: " + title, Subtitle: results.Interpreted.Sentence,
		Updated: time.Unix(0, 0).UTC(), Author: feedAuthor{Name: "tracuu"},
		Links: []feedLink{
			{Rel: "self", Type: mediaAtom, Href: withQuery(base+feedRoute, asked)},
			{Rel: "alternate", Type: "text/html", Href: withQuery(base+"/search", asked)},
		},
		Entries: make([]feedEntry, len(results.Hits)),
	}
	for i := range results.Hits {
		e := newEntry(base, &results.Hits[i])
		f.Entries[i] = e
		if e.Updated.After(f.Updated) {
			f.Updated = e.Updated
		}
	}
	return f
}

func newEntry(base string, h *index.Hit) feedEntry {
	d := &h.Directive
	e := feedEntry{
		ID: urn("document", d.ID), Title: feedTitle(d), Published: h.Added, Updated: h.Updated,
		Links: []feedLink{
			{Rel: "alternate", Type: "text/html", Href: base + "/van-ban/" + url.PathEscape(d.ID)},
			{Rel: "related", Type: mediaJSON, Href: base + documentPath(d.ID)},
		},
		Summary: feedSummary(h),
	}
	if d.Issuer != "" {
		e.Author = &feedAuthor{Name: d.Issuer}
	}
	return e
}

// feedTitle is "Chỉ thị 16/CT-TTg – Về việc …", of what is known.
func feedTitle(d *directive.Directive) string {
	name := strings.TrimSpace(string(d.Type) + " " + d.Number)
	switch {
	case name == "":
		return cmp.Or(d.Title, d.ID)
	case d.Title == "":
		return name
	}
	return name + " – " + d.Title
}

// feedSummary tells the issuer, the date and a passage, in plain text.
func feedSummary(h *index.Hit) string {
	var parts []string
	if h.Directive.Issuer != "" {
		parts = append(parts, h.Directive.Issuer)
	}
	if !h.Directive.Issued.IsZero() {
		parts = append(parts, h.Directive.Issued.String())
	}
	if i := slices.IndexFunc(h.Fragments, func(f index.Fragment) bool { return f.Field == "text" }); i >= 0 {
		parts = append(parts, strings.Join(strings.Fields(h.Fragments[i].Text), " "))
	}
	return strings.Join(parts, " · ")
}

func withQuery(address, query string) string {
	if query == "" {
		return address
	}
	return address + "?" + query
}

// feedSpace is the name space of the ids in feeds.
var feedSpace = [16]byte{0x6f, 0x1d, 0x3b, 0x52, 0x8e, 0x0c, 0x4a, 0x77, 0x9a, 0x45, 0x2e, 0x91, 0xd0, 0x7f, 0x53, 0xc8}

// urn is a name that stays the same at every address of the server: a UUID of
// version 5 (RFC 9562), made from parts.
func urn(parts ...string) string {
	sum := sha1.Sum(append(feedSpace[:], strings.Join(parts, "\x00")...))
	sum[6], sum[8] = sum[6]&0x0f|0x50, sum[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}
