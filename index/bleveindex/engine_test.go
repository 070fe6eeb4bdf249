package bleveindex_test

import (
	"context"
	"slices"
	"testing"

	"tracuu/index"
	"tracuu/index/bleveindex"
	"tracuu/index/directive"
)

// open opens a collection in dir, or in a new folder, until the test ends.
func open(t testing.TB, dir string, o bleveindex.Options) *bleveindex.Engine {
	t.Helper()
	if dir == "" {
		dir = t.TempDir()
	}
	if o.Families == nil {
		o.Families = index.DefaultFamilies()
	}
	e, err := bleveindex.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	return e
}

// text is a draft of nothing but an id and a text.
func text(id, body string) index.Draft {
	return index.Draft{ID: id, Read: directive.Directive{Text: body}}
}

func put(t testing.TB, e *bleveindex.Engine, drafts ...index.Draft) {
	t.Helper()
	written, err := e.Put(context.Background(), index.Everything(), drafts...)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range written {
		if w.Err != nil {
			t.Fatalf("%q was refused: %v", w.ID, w.Err)
		}
	}
}

func search(t testing.TB, e *bleveindex.Engine, q string) *index.Results {
	t.Helper()
	parsed, err := index.Parse(q)
	if err != nil {
		t.Fatal(err)
	}
	r, err := e.Search(context.Background(), index.Everything(), index.Query{Text: parsed, Limit: index.MaxLimit})
	if err != nil {
		t.Fatalf("%q: %v", q, err)
	}
	return r
}

func found(t testing.TB, e *bleveindex.Engine, q string, want ...string) {
	t.Helper()
	var got []string
	for _, h := range search(t, e, q).Hits {
		got = append(got, h.Directive.ID)
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q found %q, want %q", q, got, want)
	}
}

func TestTiers(t *testing.T) {
	e := open(t, "", bleveindex.Options{})
	put(t, e,
		text("row", "Tăng cường khống chế dịch bệnh ở cơ sở, "+filler),
		text("apart", "Khống chế thì phải dịch ngay, bệnh không chờ. "+filler),
		text("other", "không chế dịch bệnh"),
		text("none", "Không có gì"),
	)
	found(t, e, "khống chế dịch bệnh", "row", "apart", "other")
	found(t, e, "khống chế", "apart", "row", "other")
	found(t, e, `"khống chế"`, "apart", "row")
	found(t, e, `"khong che"`, "other", "apart", "row")
	found(t, e, "khong che dich benh", "other", "row", "apart")
	found(t, e, `"chế dịch bệnh"`, "other", "row")
	found(t, e, `"khống chế dịch bệnh"`, "row")
	found(t, e, "-khống chế", "other")
	found(t, e, "gì OR sở", "none", "row")
}

// TestHeads: where all words stand in each document, those lead that have them in their
// type, issuer or title.
func TestHeads(t *testing.T) {
	e := open(t, "", bleveindex.Options{})
	head := func(id, kind, issuer, title, body string) index.Draft {
		d := text(id, body)
		d.Given.Directive = directive.Directive{Type: directive.Kind(kind), Issuer: issuer, Title: title}
		if err := d.Given.Set("type", "issuer", "title"); err != nil {
			t.Fatal(err)
		}
		return d
	}
	scattered := "điện, bão, công, phó, ứng; bão lớn: phó, điện, ứng, công. Hà Nội có Sở, y với tế."
	put(t, e,
		head("of-title", "Công điện", "", "Về việc ứng phó với cơn bão số 3", "Công điện này "+filler+filler),
		head("of-issuer", "Kế hoạch", "Sở Y tế thành phố Hà Nội", "", filler+filler+"công, điện, ứng, phó, bão"),
		head("nowhere", "Thông tư", "", "", scattered+scattered),
	)
	found(t, e, "ứng phó điện bão công", "of-title", "nowhere", "of-issuer")
	found(t, e, "ung pho dien bao cong", "of-title", "nowhere", "of-issuer")
	found(t, e, "sở tế hà nội y", "of-issuer", "nowhere")
}

const filler = `các cấp ủy đảng, chính quyền, Mặt trận Tổ quốc và các đoàn thể nhân dân tiếp tục tuyên truyền,
vận động cán bộ, đảng viên và các tầng lớp nhân dân thực hiện nghiêm các quy định.`

func noise(start, end int) directive.Noise {
	return directive.Noise{Span: directive.Span{Start: start, End: end}, Kind: directive.NoiseStamp}
}
