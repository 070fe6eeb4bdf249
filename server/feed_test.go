package server

import (
	"encoding/base64"
	"encoding/xml"
	"strings"
	"testing"
	"time"

	"tracuu/server/api"
	"tracuu/server/keys"
)

// atom is a feed as a reader of feeds takes it.
type atom struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string   `xml:"http://www.w3.org/2005/Atom id"`
	Title   string   `xml:"title"`
	Updated time.Time
	Links   []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
	Entries []struct {
		ID        string    `xml:"id"`
		Title     string    `xml:"title"`
		Published time.Time `xml:"published"`
		Updated   time.Time `xml:"updated"`
		Author    string    `xml:"author>name"`
		Summary   string    `xml:"summary"`
		Links     []struct {
			Rel  string `xml:"rel,attr"`
			Href string `xml:"href,attr"`
		} `xml:"link"`
	} `xml:"entry"`
}

func (s *site) feed(path string) (atom, reply) {
	s.t.Helper()
	got := s.get(path)
	var f atom
	if err := xml.Unmarshal([]byte(got.body), &f); err != nil || got.status != 200 {
		s.t.Fatalf("%s: %d %v in %s", path, got.status, err, got.body)
	}
	return f, got
}

func TestAFeedTellsWhatIsNew(t *testing.T) {
	s := filled(t, Options{})
	const path = "/feed.atom?cites=16/CT-TTg"
	before, got := s.feed(path)
	if ct := got.header.Get("Content-Type"); ct != "application/atom+xml; charset=utf-8" {
		t.Error(ct)
	}
	if again := s.do("GET", path, "If-None-Match: "+got.header.Get("ETag"), nil); again.status != 304 {
		t.Errorf("nothing new: %d", again.status)
	}
	s.store(`{"id":"mới/1","number":"9/KH-UBND","type":"Kế hoạch","issuer":"UBND <b>tỉnh</b> Hải Dương","title":"Về \u0001 <script>","issued":"1999","text":"Theo Chỉ thị số 16/CT-TTg ngày 31/3/2020."}`)
	after, _ := s.feed(path)
	if len(after.Entries) != len(before.Entries)+1 || after.ID != before.ID {
		t.Fatalf("%d entries, then %d", len(before.Entries), len(after.Entries))
	}
	e := after.Entries[0]
	if e.Title != "Kế hoạch 9/KH-UBND – Về \uFFFD <script>" || e.Author != "UBND <b>tỉnh</b> Hải Dương" || e.Summary != "UBND <b>tỉnh</b> Hải Dương · 1999" {
		t.Errorf("%+v", e)
	}
	if !strings.HasPrefix(e.ID, "urn:uuid:") || e.Links[0].Href != s.url+"/van-ban/m%E1%BB%9Bi%2F1" || e.Links[1].Href != s.url+"/v1/directives/m%E1%BB%9Bi%2F1" {
		t.Errorf("%+v", e)
	}
	if after.Links[0].Rel != "self" || after.Links[0].Href != s.url+"/feed.atom?cites=16%2FCT-TTg" {
		t.Errorf("%+v", after.Links)
	}
	// A document that is written again keeps its place, its id and when it came.
	s.store(`{"id":"mới/1","title":"khác","text":"Theo Chỉ thị số 16/CT-TTg."}`)
	s.store(`{"id":"mới/2","text":"Theo Chỉ thị số 16/CT-TTg."}`)
	last, _ := s.feed(path + "&limit=2")
	if len(last.Entries) != 2 || last.Entries[1].ID != e.ID || !last.Entries[1].Published.Equal(e.Published) || !last.Entries[1].Updated.After(e.Updated) {
		t.Errorf("%+v\n%+v", last.Entries, e)
	}
	if found, _ := s.feed("/feed.atom?q=theo&limit=1"); !strings.HasSuffix(found.Entries[0].Summary, "Theo Chỉ thị số 16/CT-TTg.") {
		t.Errorf("%+v", found)
	}
	if self := s.get("/feed.atom?q=kh%C3%B4ng+c%C3%B3"); !strings.Contains(self.body, "<updated>1970-01-01T00:00:00Z</updated>") {
		t.Errorf("an empty feed: %s", self.body)
	}
}

func TestFeedParameters(t *testing.T) {
	s := filled(t, Options{})
	for query, param := range map[string]string{"sort=newest": "sort", "limit=51": "limit", "limit=0": "limit", "cursor=x": "cursor", "key=x": "key", "from=x": "from"} {
		wantProblem(t, s.get("/feed.atom?"+query), 400, api.CodeBadParameter, param)
	}
}

// A feed reader shows its key as a password; nothing can be written so.
func TestAKeyAsPassword(t *testing.T) {
	s, ring, _ := locked(t, Access{})
	token := makeKey(t, ring, keys.Key{Rights: keys.Rights()})
	basic := "Authorization: Basic " + base64.StdEncoding.EncodeToString([]byte("ai cũng được:"+token))
	if got := s.do("GET", "/feed.atom", basic, nil); got.status != 200 {
		t.Errorf("%d %s", got.status, got.body)
	}
	if got := s.do("GET", "/feed.atom", "", nil); got.status != 401 || !strings.Contains(strings.Join(got.header.Values("WWW-Authenticate"), " "), "Basic") {
		t.Errorf("nobody: %d %v", got.status, got.header)
	}
	if got := s.do("POST", "/v1/directives", basic+"\n"+asJSON, strings.NewReader(`{"text":"x"}`)); got.status != 401 {
		t.Errorf("a password writes: %d %s", got.status, got.body)
	}
	if got := s.do("GET", "/feed.atom", "Authorization: Basic "+base64.StdEncoding.EncodeToString([]byte(token+":")), nil); got.status != 401 {
		t.Errorf("a key as name: %d", got.status)
	}
}
