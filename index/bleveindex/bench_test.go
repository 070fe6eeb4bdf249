package bleveindex_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"tracuu/index"
	"tracuu/index/bleveindex"
	"tracuu/index/directive"
)

// benchSize is the number of generated documents, TRACUU_BENCH_DOCS if set.
func benchSize(b *testing.B) int {
	if n, err := strconv.Atoi(os.Getenv("TRACUU_BENCH_DOCS")); err == nil {
		return n
	}
	return 2000
}

func fill(b *testing.B) (*bleveindex.Engine, string) {
	b.Helper()
	dir := b.TempDir()
	e := open(b, dir, bleveindex.Options{})
	drafts := generate(sentences(b), benchSize(b))
	bytes, start := 0, time.Now()
	for page := range slices.Chunk(drafts, 256) {
		put(b, e, page...)
		for _, d := range page {
			bytes += len(d.Read.Text)
		}
	}
	took := time.Since(start)
	b.Logf("%d documents, %.1f MB of text: %.0f documents/s; index %.2f, store %.2f of the text",
		len(drafts), float64(bytes)/1e6, float64(len(drafts))/took.Seconds(),
		float64(size(b, filepath.Join(dir, "index")))/float64(bytes),
		float64(size(b, filepath.Join(dir, "store.db")))/float64(bytes))
	return e, dir
}

func size(b *testing.B, path string) int64 {
	var total int64
	err := filepath.WalkDir(path, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			total += info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return total
}

// BenchmarkSearch runs classes of searches over generated documents and reports
// the median and the 99th hundredth beside the mean.
func BenchmarkSearch(b *testing.B) {
	e, _ := fill(b)
	var memory runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&memory)
	b.Logf("heap at rest %.0f MB", float64(memory.HeapAlloc)/1e6)
	dates := index.Filters{
		From: directive.Date{Year: 2015}, To: directive.Date{Year: 2018},
		Where: []index.Filter{{Field: index.FieldIssuer, Any: []index.Condition{{Op: index.OpID, Value: "ubnd-7"}}}},
	}
	for _, class := range []struct {
		name  string
		words []string
		query index.Query
	}{
		{"word", []string{"doanh", "khẩu", "ngân", "thuế", "rừng", "vắc"}, index.Query{}},
		{"and", []string{"ngân hàng nhà nước", "thuế thu nhập", "giấy phép kinh doanh", "bảo hiểm"}, index.Query{}},
		{"phrase2", []string{`"có thể"`, `"công ty"`, `"ngân hàng"`, `"quy định"`}, index.Query{}},
		{"phrase4", []string{`"cơ quan có thẩm quyền"`, `"giấy chứng nhận đăng ký"`}, index.Query{}},
		{"folded", []string{"ngan hang nha nuoc", "giay phep kinh doanh", "thue"}, index.Query{}},
		{"issuer-dates", []string{"quy định", "thuế"}, index.Query{Filters: dates}},
		{"facets", []string{"quy định", "thuế", ""}, index.Query{Facets: []index.Facet{index.FacetIssuer, index.FacetType, index.FacetYear, index.FacetProvince}}},
		{"newest", []string{"quy định", "thuế"}, index.Query{Sort: index.Newest}},
		{"question", []string{"điều kiện cấp giấy phép kinh doanh xuất khẩu gạo của doanh nghiệp nước ngoài là gì"}, index.Query{}},
	} {
		b.Run(class.name, func(b *testing.B) {
			var times []time.Duration
			total := 0
			for i := 0; b.Loop(); i++ {
				text, err := index.Parse(class.words[i%len(class.words)])
				if err != nil {
					b.Fatal(err)
				}
				q := class.query
				q.Text, q.Limit = text, 10
				start := time.Now()
				r, err := e.Search(context.Background(), index.Everything(), q)
				if err != nil {
					b.Fatal(err)
				}
				times = append(times, time.Since(start))
				total += r.Total.Value
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds()), "µs-p50")
			b.ReportMetric(float64(times[len(times)*99/100].Microseconds()), "µs-p99")
			b.ReportMetric(float64(total/len(times)), "matches")
		})
	}
}

// BenchmarkPut writes single documents, each of which is on disk and found when
// it is answered, from one writer and from eight.
func BenchmarkPut(b *testing.B) {
	drafts := generate(sentences(b), 500)
	for _, writers := range []int{1, 8} {
		b.Run(strconv.Itoa(writers), func(b *testing.B) {
			e := open(b, "", bleveindex.Options{})
			next := make(chan int)
			var group sync.WaitGroup
			for range writers {
				group.Go(func() {
					for n := range next {
						draft := drafts[n%len(drafts)]
						draft.ID = strconv.Itoa(n)
						put(b, e, draft)
					}
				})
			}
			for n := range b.N {
				next <- n
			}
			close(next)
			group.Wait()
		})
	}
}
