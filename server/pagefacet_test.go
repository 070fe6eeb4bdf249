package server

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"tracuu/server/web"
)

func TestAllValuesOfAFacet(t *testing.T) {
	s := newSite(t, Options{})
	for i := range 230 {
		d := fmt.Sprintf(`{"id":"d%d","text":"covid","keywords":["từ khóa số %d"],"issuer":"Phòng %d","type":"Công văn"}`, i, i, i%30)
		s.do("POST", "/v1/directives", asJSON, strings.NewReader(d))
	}
	s.shows(s.get("/search?q=covid"), 200, `/search/loc?q=covid&amp;theo=issuer`, "còn 6 nữa", `theo=keyword`, "xem tất cả")
	s.shows(s.get("/search/loc?q=covid&theo=issuer"), 200, "Phòng 29", `href="/search?issuer=`, `name="q" value="covid"`, "Về kết quả")
	one := s.get("/search/loc?q=covid&theo=issuer&tim=phong+29")
	s.shows(one, 200, "Phòng 29")
	if strings.Contains(one.body, "Phòng 28") {
		t.Error("a value without the words is listed")
	}
	s.shows(s.get("/search/loc?theo=keyword&tim=so+2"), 200, "Liệt kê 200 giá trị", `href="/search?keyword=so+2"`)
	s.shows(s.get("/search/loc?theo=issuer&tim=khong"), 200, "Không có giá trị nào khớp", "data-none>")
	for _, bad := range []string{"", "x", "year"} {
		s.shows(s.do("GET", web.FacetPath+"?theo="+bad, asPage, nil), 400, "Địa chỉ không đọc được")
	}
}

func TestCensusGoesOnUntilAllIsLookedAt(t *testing.T) {
	s := newSite(t, Options{})
	for i := range 3 * censusBatch / 2 {
		s.do("POST", "/v1/directives", asJSON, strings.NewReader(fmt.Sprintf(`{"id":"d%d","text":"Công văn ngày 32/13/2021"}`, i)))
	}
	s.server.census.wait = time.Nanosecond
	whole, err := s.server.census.look(t.Context(), s.engine)
	if whole || err != nil {
		t.Fatalf("one look was enough: %v", err)
	}
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
		if looked, _ := s.server.census.count(nil); looked == 3*censusBatch/2 {
			break
		}
		if time.Now().After(end) {
			t.Fatal("the census stopped")
		}
	}
	s.do("POST", "/v1/directives", asJSON, strings.NewReader(`{"id":"last","text":"Công văn ngày 32/13/2021"}`))
	if whole, err := s.server.census.look(t.Context(), s.engine); !whole || err != nil {
		t.Errorf("all is looked at, and it says otherwise: %v", err)
	}
}
