package api

import (
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/directive"
)

// good rows are a query string and the same search as EncodeQuery prints it; ""
// stands for "the same".
var good = []struct{ query, canonical string }{
	{"", ""},
	{"q=&issuer=&limit=", "-"}, // a form with empty boxes asks for nothing
	{"q=t%E1%BB%95+covid", ""},
	{"q=te%CC%82n", ""}, // NFD stays as it was typed
	{"q=" + strings.Repeat("%22", 1000), ""},
	{"issuer=a&issuer=b", ""},
	{"issuer=id%3Abo-y-te&issuer=under%3Abo-y-te", ""},
	{"issuer=+a+", "issuer=a"},
	{"not.issuer=a&not.type=b", ""},
	{"not.type=b&issuer=a&not.issuer=c", ""},
	{"type=id%3Ax", ""}, // only issuers and citations have ids: this is a text
	{"cites=16%2FCT-TTg%402020", ""},
	{"cites=16%2FCT-TTg+%40+2020-03", "cites=16%2FCT-TTg%402020-03"},
	{"cites=id%3Aa%40b", ""},
	{"cites=Lu%E1%BA%ADt+Ph%C3%B2ng+ch%E1%BB%91ng", ""},
	{"number=107-CV%2FBDVTU&level=province&province=H%E1%BA%A3i+D%C6%B0%C6%A1ng&keyword=5K&urgency=kh%E1%BA%A9n", ""},
	{"from=2020&to=2021-08-06", ""},
	{"from=2021-08&to=2021", ""},
	{"missing=issued%2Cissuer&missing=number", "missing=issued&missing=issuer&missing=number"},
	{"match=all&expand=off&collapse=copies", ""},
	{"expand=on&collapse=off&offsets=utf8", "-"},
	{"sort=newest&limit=0&cursor=abc", ""},
	{"province=now%3AH%E1%BA%A3i+Ph%C3%B2ng&province=was%3AH%E1%BA%A3i+D%C6%B0%C6%A1ng", ""},
	{"issuer=now%3Abo-y-te", ""}, // plain text: only a province has a lineage
	{"limit=20", "-"},
	{"limit=200&facet_limit=200", ""},
	{"refine=20", ""},
	{"refine=0", "-"},
	{"facets=issuer,type,,%20year&facets=type", "facets=issuer&facets=type&facets=year"},
	{"fields=number,references&offsets=utf16", "fields=number&fields=references&offsets=utf16"},
}

func TestDecodeGood(t *testing.T) {
	for _, row := range good {
		values, err := url.ParseQuery(row.query)
		if err != nil {
			t.Fatal(err)
		}
		query, view, bad := DecodeQuery(values)
		if len(bad) > 0 {
			t.Errorf("%s: %v", row.query, bad)
			continue
		}
		back, err := EncodeQuery(query, view)
		if err != nil {
			t.Errorf("%s: %v", row.query, err)
			continue
		}
		want := map[string]string{"": row.query, "-": ""}[row.canonical]
		if row.canonical != "" && row.canonical != "-" {
			want = row.canonical
		}
		wanted, _ := url.ParseQuery(want)
		if !reflect.DeepEqual(back, wanted) {
			t.Errorf("%s: printed as %s, want %s", row.query, back.Encode(), wanted.Encode())
		}
	}
}

// bad rows are a query string and the parameters that the errors must name.
var bad = []struct {
	query string
	names []string
}{
	{"colour=red", []string{"colour"}},
	{"Q=a", []string{"Q"}},
	{"not.from=2020&not.q=a&not.=x", []string{"not.", "not.from", "not.q"}},
	{"q=a&q=b", []string{"q"}},
	{"q=" + strings.Repeat("a", 10000), []string{"q"}},
	{"q=%ff", []string{"q"}},
	{"issuer=%ff", []string{"issuer"}},
	{"issuer=" + strings.Repeat("a", MaxValueBytes+1), []string{"issuer"}},
	{"issuer=id%3A", []string{"issuer"}},
	{"issuer=%20", []string{"issuer"}},
	{"issuer=under%3A", []string{"issuer"}},
	{"province=now%3A+", []string{"province"}},
	{"province=was%3A", []string{"province"}},
	{"cites=%402020", []string{"cites"}},
	{"cites=16%2FCT-TTg%40soon", []string{"cites"}},
	{"cites=16%2FCT-TTg%40", []string{"cites"}},
	{"from=yesterday", []string{"from"}},
	{"from=2021-02-30", []string{"from"}},
	{"from=06%2F08%2F2021", []string{"from"}},
	{"from=2022&to=2021", []string{"to"}},
	{"from=2021&from=2022", []string{"from"}},
	{"missing=colour", []string{"missing"}},
	{"match=any", []string{"match"}},
	{"expand=no", []string{"expand"}},
	{"collapse=1", []string{"collapse"}},
	{"sort=best", []string{"sort"}},
	{"limit=-1", []string{"limit"}},
	{"limit=201", []string{"limit"}},
	{"limit=1e2", []string{"limit"}},
	{"limit=99999999999999999999", []string{"limit"}},
	{"facets=colour", []string{"facets"}},
	{"facet_limit=0", []string{"facet_limit"}},
	{"facet_limit=201", []string{"facet_limit"}},
	{"fields=text", []string{"fields"}},
	{"fields=colour", []string{"fields"}},
	{"offsets=utf-16", []string{"offsets"}},
	{"limit=x&sort=y&zeta=1", []string{"limit", "sort", "zeta"}},
	{"keyword=a" + strings.Repeat("&keyword=a", MaxFilterValues), []string{"keyword"}},
}

func TestDecodeBad(t *testing.T) {
	for _, row := range bad {
		values, err := url.ParseQuery(row.query)
		if err != nil {
			t.Fatal(err)
		}
		_, _, errs := DecodeQuery(values)
		var names []string
		for _, e := range errs {
			names = append(names, e.Param)
			if e.Reason == "" || len(e.Reason) > 300 {
				t.Errorf("%.60s: reason of %s is %q", row.query, e.Param, e.Reason)
			}
		}
		if !reflect.DeepEqual(names, row.names) {
			t.Errorf("%.60s: errors name %v, want %v", row.query, names, row.names)
		}
	}
}

func TestDecodeMeaning(t *testing.T) {
	values, _ := url.ParseQuery("q=5K&issuer=a&issuer=id:b&not.cites=16/CT-TTg@2020&missing=signer&expand=off&match=all&limit=0")
	got, view, errs := DecodeQuery(values)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	text, err := index.Parse("5K")
	if err != nil {
		t.Fatal(err)
	}
	want := index.Query{
		Text: text,
		Filters: index.Filters{
			Where: []index.Filter{
				{Field: index.FieldIssuer, Any: []index.Condition{{Value: "a"}, {Op: index.OpID, Value: "b"}}},
				{Field: index.FieldCites, Not: true, Any: []index.Condition{{Value: "16/CT-TTg", Date: directive.Date{Year: 2020}}}},
			},
			Missing: []index.Field{index.FieldSigner},
		},
		Limit: 0, Literal: true, MatchAll: true,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if view.Offsets != UTF8 || view.Fields != nil {
		t.Errorf("view %+v", view)
	}
	if q, _, _ := DecodeQuery(url.Values{"fields": {"score,id"}}); !q.Bare {
		t.Error("hits with their id and score alone are not bare")
	}
	if q, _, _ := DecodeQuery(url.Values{"fields": {"id,title"}}); q.Bare {
		t.Error("hits with a title are bare")
	}
	if q, _, _ := DecodeQuery(nil); q.Limit != index.DefaultLimit {
		t.Errorf("limit %d without a parameter", q.Limit)
	}
}

func TestDecodeCountsKnowsNoPages(t *testing.T) {
	for _, name := range SearchParams() {
		_, errs := DecodeCounts(url.Values{name: {"2020"}})
		unknown := slices.ContainsFunc(errs, func(e ParamError) bool { return e.Reason == "unknown parameter" })
		if unknown == slices.Contains(CountParams(), name) {
			t.Errorf("%s: unknown is %v", name, unknown)
		}
	}
	if q, _ := DecodeCounts(url.Values{"q": {"a"}}); q.Limit != 0 {
		t.Errorf("counting asks for %d hits", q.Limit)
	}
}

func TestEncodeRefusesWhatNoURLSays(t *testing.T) {
	a := index.Filter{Field: index.FieldIssuer, Any: []index.Condition{{Value: "a"}}}
	for name, filters := range map[string][]index.Filter{
		"two filters on a field":  {a, a},
		"a field only of missing": {{Field: index.FieldTitle, Any: a.Any}},
		"no condition":            {{Field: index.FieldIssuer}},
		"a text like an id":       {{Field: index.FieldIssuer, Any: []index.Condition{{Value: "id:a"}}}},
		"an id of a type":         {{Field: index.FieldType, Any: []index.Condition{{Op: index.OpID, Value: "a"}}}},
		"an empty text":           {{Field: index.FieldIssuer, Any: []index.Condition{{}}}},
		"a date of a type":        {{Field: index.FieldType, Any: []index.Condition{{Value: "a", Date: directive.Date{Year: 2020}}}}},
	} {
		if v, err := EncodeQuery(index.Query{Filters: index.Filters{Where: filters}}, Presentation{}); err == nil {
			t.Errorf("%s: written as %s", name, v.Encode())
		}
	}
}

func FuzzDecodeQuery(f *testing.F) {
	for _, row := range good {
		f.Add(row.query)
	}
	for _, row := range bad {
		f.Add(row.query)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		values, err := url.ParseQuery(raw)
		if err != nil {
			return
		}
		query, view, errs := DecodeQuery(values)
		if len(errs) > 0 {
			return
		}
		back, err := EncodeQuery(query, view)
		if err != nil {
			t.Fatalf("%q decodes and does not encode: %v", raw, err)
		}
		again, sameView, errs := DecodeQuery(back)
		if len(errs) > 0 {
			t.Fatalf("%q printed as %s: %v", raw, back.Encode(), errs)
		}
		if fmt.Sprintf("%#v", again) != fmt.Sprintf("%#v", query) || !reflect.DeepEqual(view, sameView) {
			t.Fatalf("%q printed as %s, which is another search", raw, back.Encode())
		}
	})
}
