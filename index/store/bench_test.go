package store

import (
	"fmt"
	"testing"

	"tracuu/index/directive"
	"tracuu/index/indextest/labelled"
)

// realTexts takes pieces of about 650 words from the collected real documents.
func realTexts(b *testing.B, n int) (texts []string) {
	b.Helper()
	for row := range labelled.Rows[struct{ Text string }](b, "corpus", "phapdien.jsonl.gz") {
		for len(row.Text) > 4200 && len(texts) < n {
			texts = append(texts, row.Text[:4000])
			row.Text = row.Text[4000:]
		}
		if len(texts) == n {
			break
		}
	}
	return texts
}

func realRecord(i int, text string) Record {
	at := func(start, end int) directive.Evidence {
		return directive.Evidence{Span: directive.Span{Start: start, End: end}, Basis: directive.Read, Confidence: 0.9}
	}
	r := Record{ID: fmt.Sprintf("ubnd-tinh-hai-duong-cv-%d-2021", i)}
	r.Read = directive.Directive{
		Number: fmt.Sprintf("%d/UBND-KGVX", i), Type: "Công văn", Issuer: "Ủy ban nhân dân tỉnh Hải Dương", IssuerID: "uy-ban-nhan-dan-tinh-hai-duong",
		Province: "Hải Dương", Place: "Hải Dương", Issued: directive.Date{Year: 2021, Month: i%12 + 1, Day: i%28 + 1}, Title: text[:120], Text: text,
		Recipients: []string{"Các sở, ban, ngành"}, Distribution: []string{"Như trên", "Lưu: VT, KGVX"}, Keywords: []string{text[200:220], text[300:330]},
		Source:   directive.Source{Root: "/srv/van-ban", Name: fmt.Sprintf("2021/%03d/%06d.txt", i/100, i), Format: "txt", SHA256: fmt.Sprintf("%064x", i*7919)},
		Evidence: map[string]directive.Evidence{"number": at(i%90, i%90+14), "issued": at(120, 150), "issuer": at(3, 50), "title": at(300, 420), "place": at(110, 119)},
	}
	for j := range 4 {
		from := 500 + j*300 + i%100
		r.Read.References = append(r.Read.References, directive.Reference{
			Ref: fmt.Sprintf("%08x", i*31+j), Text: text[from : from+40], Type: "Nghị định", Number: fmt.Sprintf("%d/2020/NĐ-CP", (i*7+j)%150), Issuer: "Chính phủ",
			Date: directive.Date{Year: 2020, Month: j + 1, Day: i%28 + 1}, Relation: directive.BasedOn, Span: directive.Span{Start: from, End: from + 40},
		})
	}
	return r
}

// BenchmarkPut stores documents of a page or two in batches of 500 and reports
// the size of the store beside that of the texts.
func BenchmarkPut(b *testing.B) {
	texts := realTexts(b, 10_000)
	for b.Loop() {
		s := openTemp(b)
		size := 0
		for at := 0; at < len(texts); at += 500 {
			var batch []Record
			for i, text := range texts[at:min(at+500, len(texts))] {
				size += len(text)
				batch = append(batch, realRecord(at+i, text))
			}
			put(b, s, batch...)
		}
		n, _ := s.Size()
		b.ReportMetric(float64(n)/float64(size), "store/text")
		b.ReportMetric(float64(len(texts))*float64(b.N)/b.Elapsed().Seconds(), "documents/s")
		s.Close()
	}
}

// BenchmarkGet reads the documents of a page of hits.
func BenchmarkGet(b *testing.B) {
	texts := realTexts(b, 2000)
	s := openTemp(b)
	var records []Record
	var ids []string
	for i, text := range texts {
		records = append(records, realRecord(i, text))
		ids = append(ids, records[i].ID)
	}
	put(b, s, records...)
	i := 0
	for b.Loop() {
		i = (i + 137) % (len(ids) - 20)
		if got, err := s.Get(ids[i : i+20]...); err != nil || len(got) != 20 {
			b.Fatal(len(got), err)
		}
	}
}

// BenchmarkPutOne is an acknowledged write of one document.
func BenchmarkPutOne(b *testing.B) {
	texts := realTexts(b, 2000)
	s := openTemp(b)
	i := 0
	for b.Loop() {
		i++
		put(b, s, realRecord(i, texts[i%len(texts)]))
	}
}
