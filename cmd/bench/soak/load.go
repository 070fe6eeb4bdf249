package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// How often the index is built anew and a backup made.
const upkeepEvery = 45 * time.Second

// load are the clients of a run.
type load struct {
	counters
	target   *target
	settings settings
	backups  string
}

// words of the documents and the queries.
var words = strings.Fields(`ủy ban nhân dân tỉnh thành phố tổ chức thực hiện phòng chống dịch công tác kế hoạch chỉ thị
công văn thông báo báo cáo kết quả cán bộ đảng viên kinh tế xã hội an ninh trật tự giáo dục y tế lao động đất đai môi trường
xây dựng giao thông nông nghiệp ngân sách tài chính thuế đầu tư doanh nghiệp hộ gia đình quốc phòng quân sự tuyển quân`)

func sentence(n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = words[rand.IntN(len(words))]
	}
	return strings.Join(out, " ")
}

// ask makes a request; an answer that is not as it should be is an error.
func (l *load) ask(ctx context.Context, method, path string, body any, wanted ...int) error {
	encoded, err := json.Marshal(body)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, method, l.target.address+path, bytes.NewReader(encoded))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+l.target.token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	for _, status := range wanted {
		if resp.StatusCode == status && !bytes.Contains(answer, []byte(`"error":`)) {
			return nil
		}
	}
	return fmt.Errorf("%s %s: %d %.300s", method, path, resp.StatusCode, answer)
}

// repeat makes requests, one after the other, until ctx is done.
func (l *load) repeat(ctx context.Context, request func() error) error {
	for ctx.Err() == nil {
		if err := request(); err != nil && ctx.Err() == nil {
			l.failed(err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(l.settings.rest):
		}
	}
	return nil
}

func (l *load) write(ctx context.Context) error {
	return l.repeat(ctx, func() error {
		n := rand.IntN(l.settings.documents)
		path := fmt.Sprintf("/v1/directives/soak-%d", n)
		if rand.IntN(5) == 0 {
			l.deletions.Add(1)
			return l.ask(ctx, http.MethodDelete, path, nil, 200, 204, 404)
		}
		l.writes.Add(1)
		text := fmt.Sprintf("Số %d/%d-CV/TU\n%s\ntheo Chỉ thị số %d/CT-TTg", n, rand.IntN(99), sentence(400), rand.IntN(60))
		return l.ask(ctx, http.MethodPut, path, map[string]string{"text": text}, 200, 201)
	})
}

func (l *load) search(ctx context.Context) error {
	shapes := []func() string{
		func() string { return sentence(2) },
		func() string { return `"` + sentence(2) + `"` },
		func() string { return sentence(9) + "?" },
		func() string { return fmt.Sprintf("%d/CT-TTg", rand.IntN(60)) },
		func() string { return "khong chhong dich" },
	}
	return l.repeat(ctx, func() error {
		l.searches.Add(1)
		q := url.Values{"q": {shapes[rand.IntN(len(shapes))]()}, "facets": {"issuer,type,year"}}
		return l.ask(ctx, http.MethodGet, "/v1/search?"+q.Encode(), nil, 200)
	})
}

func (l *load) suggest(ctx context.Context) error {
	return l.repeat(ctx, func() error {
		l.suggestions.Add(1)
		q := url.Values{"q": {sentence(1)}}
		return l.ask(ctx, http.MethodGet, "/v1/suggest?"+q.Encode(), nil, 200)
	})
}

// upkeep builds the index anew and backs up, now and then.
func (l *load) upkeep(ctx context.Context) error {
	for n := 0; ; n++ {
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(upkeepEvery):
		}
		if err := l.ask(ctx, http.MethodPost, "/v1/local/reindex", map[string]bool{"reread": n%2 == 1}, 200); err != nil {
			return err
		}
		l.reindexes.Add(1)
		dest := filepath.Join(l.backups, fmt.Sprint("backup-", n))
		if err := l.ask(ctx, http.MethodPost, "/v1/local/backup", map[string]any{"dest": dest}, 200); err != nil {
			return err
		}
		l.backedUp.Add(1)
		if err := os.RemoveAll(dest); err != nil {
			return err
		}
	}
}
