package indextest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tracuu/index"
	"tracuu/index/directive"
)

// Run is the suite: the scripts in testdata/search/engine, and what scripts
// cannot say, each against a new engine from open. RunGraph and Compare are the
// rest of it. A script is lines of text; # starts a comment, and
// a line that starts with a blank says what the command above it must answer.
//
//	put {"id":"a","text":"…"} → created    a Directive; ⟦…⟧ in its text is noise
//	supply {"id":"a",…} over {…}           the first supplied, the second read from the text
//	seed 000 {"id":"a",…}                  the same with the text of a seed document
//	delete a → not found
//	scope issuer=id:x & type=Công văn      what follows happens within this scope
//	get a b → a                            the ids that are given
//	changes 0 → a b -c                     ids in order, a deletion with a hyphen
//	sources /root → a b
//	status → 3                             documents held
//	quarantine → a(Mật read) b             documents held back, with their mark and its basis
//	release a someone: why → ok            trail a → held tracuu: Mật, read | released someone: why
//	suggest ban dan → issuer Ban Dân vận=2 | title …=1      completions, limit=n at the end
//	related a → b[citations] c[words,issuer]                documents like a, limit=n at the end
//	search q=tổ covid & from=2021 & not.type=Công văn & limit=2
//	  ids a b c        the hits in order, walked page by page; with (a b) ties of one tier
//	  total 3          total 3+2: three with all words, two partial
//	  undated 1
//	  tiers exact phrase, exact words
//	  facet type Công văn=2 Chỉ thị=1 other=3
//	  fragment a …dịch [tổ covid] cộng đồng     the text holds this, marks in brackets
//	  why a number
//	  families 2       hits with copies as one
//	  copies a b(near-text)      the copies of a hit; as a command, of a document
//	  mode question
//	  meant phòng chống dịch=2       other texts for the query, with their counts
//	  without type=chỉ thị:2         filters to undo    dropped xyz=4   words to leave out
//	  decoded phofng=phòng           keystrokes         refine tổ covid=3   phrases to add
//	  error cursor
//	edge a b                               with RunGraph: a cites b
//	  cited a cites 1, cited by 2
//	  page 2           hits of the first page
func Run(t *testing.T, open func(t *testing.T) index.Engine) {
	t.Helper()
	scripts, err := filepath.Glob(filepath.Join(root(t), "testdata", "search", "engine", "*.txt"))
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, path := range scripts {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			RunScript(t, path, open)
		})
	}
	for name, behaviour := range behaviours {
		t.Run(name, func(t *testing.T) {
			engine := open(t)
			t.Cleanup(func() { engine.Close() })
			behaviour(t, engine)
		})
	}
}

// RunScript runs one script.
func RunScript(t *testing.T, path string, open func(t *testing.T) index.Engine) {
	t.Helper()
	runScript(t, path, open(t), nil)
}

func runScript(t *testing.T, path string, engine index.Engine, edges *Edges) {
	t.Helper()
	t.Cleanup(func() { engine.Close() })
	runLines(t, path, &script{t: t, engine: engine, edges: edges, scope: index.Everything()})
}

// runLines runs the lines of a file.
func runLines(t *testing.T, path string, s *script) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		s.at = fmt.Sprintf("%s:%d: ", filepath.Base(path), i+1)
		if strings.HasPrefix(line, " ") {
			s.expect(strings.TrimSpace(line))
			continue
		}
		name, rest, _ := strings.Cut(line, " ")
		s.command(name, strings.TrimSpace(rest))
	}
}

// root is the folder of go.mod.
func root(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	for err == nil {
		if _, missing := os.Stat(filepath.Join(dir, "go.mod")); missing == nil {
			return dir
		}
		if parent := filepath.Dir(dir); parent != dir {
			dir = parent
			continue
		}
		err = errors.New("no go.mod above")
	}
	t.Fatal(err)
	return ""
}

// script is a script on its run.
type script struct {
	t      *testing.T
	engine index.Engine
	edges  *Edges // of the engine's graph, nil without one
	told   *Told  // the engine's follower, nil without one
	scope  index.Scope
	at     string // file and line

	query   index.Query // of the last search
	results *index.Results
	err     error
	walked  []index.Hit // all pages; nil until asked for
}

func (s *script) errorf(format string, args ...any) {
	s.t.Helper()
	s.t.Errorf(s.at+format, args...)
}

// command runs a line; what it answers is compared with what stands after "→".
func (s *script) command(name, rest string) {
	s.t.Helper()
	rest, want, compare := strings.Cut(rest, "→")
	rest, want = strings.TrimSpace(rest), strings.TrimSpace(want)
	got := s.run(name, rest)
	if compare && got != want {
		s.errorf("%s %s\n got %s\nwant %s", name, rest, got, want)
	}
}

func (s *script) run(name, rest string) string {
	ctx := context.Background()
	if got, ok := s.correct(name, rest); ok {
		return got
	}
	switch name {
	case "put":
		return s.put(rest, "")
	case "seed":
		number, rest, _ := strings.Cut(rest, " ")
		return s.put(rest, s.seed(number))
	case "edge":
		citing, cited, _ := strings.Cut(rest, " ")
		s.edges.Add(citing, cited)
		return "ok"
	case "delete":
		return outcome(s.engine.Delete(ctx, s.scope, rest))
	case "scope":
		s.setScope(rest)
		return "ok"
	case "get":
		return s.get(strings.Fields(rest))
	case "changes":
		return s.changes(rest)
	case "sources":
		return s.sources(rest)
	case "status":
		status, err := s.engine.Status(ctx)
		if err != nil {
			return outcome(err)
		}
		return fmt.Sprint(status.Documents)
	case "search":
		s.search(rest)
		return "ok"
	case "suggest":
		return s.suggest(rest)
	case "copies":
		list, err := s.engine.Copies(ctx, s.scope, rest)
		if err != nil {
			return outcome(err)
		}
		return printCopies(list)
	case "related":
		return s.related(rest)
	}
	s.t.Fatalf("%sunknown command %q", s.at, name)
	return ""
}

// outcome names an error by what callers tell apart.
func outcome(err error) string {
	var query *index.QueryError
	switch {
	case err == nil:
		return "ok"
	case errors.Is(err, index.ErrNotFound):
		return "not found"
	case errors.Is(err, index.ErrCursor):
		return "cursor"
	case errors.Is(err, index.ErrScope):
		return "scope"
	case errors.Is(err, index.ErrClosed):
		return "closed"
	case errors.As(err, &query):
		return "query"
	}
	return err.Error()
}

func (s *script) put(body, text string) string {
	s.t.Helper()
	var d directive.Directive
	if err := json.Unmarshal([]byte(body), &d); err != nil {
		s.t.Fatalf("%s%v", s.at, err)
	}
	if text != "" {
		d.Text = text
	}
	markNoise(&d)
	return s.write(index.Draft{ID: d.ID, Read: d, FollowsSource: d.Source.Root != ""})
}

// write puts a draft and says what became of it.
func (s *script) write(draft index.Draft) string {
	written, err := s.engine.Put(context.Background(), s.scope, draft)
	if err != nil {
		return outcome(err)
	}
	if written[0].Status == index.Refused {
		return "refused: " + outcome(written[0].Err)
	}
	return string(written[0].Status)
}

// markNoise takes the brackets ⟦ and ⟧ out of the text and makes the regions
// between them noise.
func markNoise(d *directive.Directive) {
	var text strings.Builder
	rest := d.Text
	for {
		before, after, ok := strings.Cut(rest, "⟦")
		text.WriteString(before)
		if !ok {
			break
		}
		noise, behind, _ := strings.Cut(after, "⟧")
		start := text.Len()
		text.WriteString(noise)
		span := directive.Span{Start: start, End: text.Len()}
		d.Noise = append(d.Noise, directive.Noise{Span: span, Kind: directive.NoiseNavigation})
		rest = behind
	}
	d.Text = text.String()
}

func (s *script) seed(number string) string {
	s.t.Helper()
	paths, _ := filepath.Glob(filepath.Join(root(s.t), "testdata", "directives", number+"_*.txt"))
	if len(paths) != 1 {
		s.t.Fatalf("%sseed %s: %d files", s.at, number, len(paths))
	}
	text, err := os.ReadFile(paths[0])
	if err != nil {
		s.t.Fatal(err)
	}
	return string(text)
}

func (s *script) setScope(rest string) {
	s.scope = index.Everything()
	if rest != "" {
		q, err := parseParams(rest)
		if err != nil {
			s.t.Fatalf("%s%v", s.at, err)
		}
		s.scope = index.Scope{Forced: q.Filters.Where}
	}
}

func (s *script) get(ids []string) string {
	held, err := s.engine.Get(context.Background(), s.scope, ids...)
	if err != nil {
		return outcome(err)
	}
	var out []string
	for _, id := range ids {
		if d, ok := held[id]; ok {
			if d.ID != id {
				s.errorf("document %s has the id %s", id, d.ID)
			}
			out = append(out, id)
		}
	}
	return strings.Join(out, " ")
}

func (s *script) changes(rest string) string {
	var since uint64
	limit := 1000
	if _, err := fmt.Sscan(rest, &since, &limit); err != nil && strings.Contains(rest, " ") {
		s.t.Fatalf("%s%v", s.at, err)
	}
	list, err := s.engine.Changes(context.Background(), s.scope, since, limit)
	if err != nil {
		return outcome(err)
	}
	if !slices.IsSortedFunc(list, func(a, b index.Change) int { return int(a.Generation) - int(b.Generation) }) {
		s.errorf("changes are not oldest first")
	}
	out := make([]string, len(list))
	for i, c := range list {
		out[i] = c.ID
		if c.Deleted {
			out[i] = "-" + c.ID
		}
	}
	return strings.Join(out, " ")
}

func (s *script) sources(root string) string {
	list, err := s.engine.Sources(context.Background(), s.scope, root)
	if err != nil {
		return outcome(err)
	}
	out := make([]string, len(list))
	for i, e := range list {
		out[i] = e.ID
	}
	return strings.Join(out, " ")
}
