package indextest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"tracuu/index"
	"tracuu/index/directive"
)

// Told is a follower that remembers what it was told. It is safe for concurrent
// use.
type Told struct {
	mu        sync.Mutex
	docs      map[string]bool
	decisions map[string][]directive.Decision
}

var _ index.Follower = (*Told)(nil)

// Put implements index.Follower.
func (f *Told) Put(d *directive.Directive) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.docs == nil {
		f.docs = map[string]bool{}
	}
	f.docs[d.ID] = true
}

// Delete implements index.Follower.
func (f *Told) Delete(id string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.docs, id)
}

// Decide implements index.Follower.
func (f *Told) Decide(id string, decisions ...directive.Decision) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.decisions == nil {
		f.decisions = map[string][]directive.Decision{}
	}
	delete(f.decisions, id)
	if len(decisions) > 0 {
		f.decisions[id] = slices.Clone(decisions)
	}
}

// String lists the ids that are held, in order, each with its decisions behind
// it: "a(b-c)" says that a citation of a means b and not c.
func (f *Told) String() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []string
	for _, id := range slices.Sorted(maps.Keys(f.docs)) {
		decided := ""
		for _, d := range f.decisions[id] {
			decided += d.Target
			for _, not := range d.Rejected {
				decided += "-" + not
			}
		}
		if decided != "" {
			id += "(" + decided + ")"
		}
		out = append(out, id)
	}
	return strings.Join(out, " ")
}

// RunCuration runs the script on decisions of curators, and on what a follower is
// told, against an engine from open that tells the follower it is given.
//
//	told → a(b) c              what the follower knows, see Told
//	decide a TEXT = {…} → …    what is decided of the citation with that text
func RunCuration(t *testing.T, open func(t *testing.T, follower index.Follower) index.Engine) {
	t.Helper()
	told := &Told{}
	engine := open(t, told)
	t.Cleanup(func() { engine.Close() })
	path := filepath.Join(root(t), "testdata", "search", "curation.txt")
	runLines(t, path, &script{t: t, engine: engine, told: told, scope: index.Everything()})
}

// correct runs a command on curation; false for any other.
//
//	curate a {…} → 1 title: null to "x"    number of the edit and what changed
//	undo a 1 → 2 undoes 1 title: …
//	history a → 1 2: title                 numbers of the edits, fields corrected now
//	lost a → TEXT                          decisions on citations that are gone
func (s *script) correct(name, rest string) (string, bool) {
	ctx := context.Background()
	if got, ok := s.withheld(name, rest); ok {
		return got, true
	}
	id, rest, _ := strings.Cut(rest, " ")
	switch name {
	case "told":
		return s.told.String(), true
	case "curate":
		edit, err := s.engine.Curate(ctx, s.scope, id, "tester", json.RawMessage(rest))
		return s.edited(edit, err, "tester"), true
	case "decide":
		ref, decision := s.citation(id, rest)
		patch := fmt.Sprintf(`{"citations":{%q:%s}}`, ref, decision)
		edit, err := s.engine.Curate(ctx, s.scope, id, "judge", json.RawMessage(patch))
		return s.edited(edit, err, "judge"), true
	case "undo":
		n, _ := strconv.Atoi(rest)
		edit, err := s.engine.Undo(ctx, s.scope, id, "tester", n)
		return s.edited(edit, err, "tester"), true
	case "history", "lost":
		history, err := s.engine.History(ctx, s.scope, id)
		if err != nil {
			return outcome(err), true
		}
		if name == "lost" {
			return s.lost(history, id), true
		}
		return printHistory(history), true
	}
	return "", false
}

// edited prints an edit, or why there is none. Refs are of no interest.
func (s *script) edited(edit index.Edit, err error, by string) string {
	var field *directive.FieldError
	switch {
	case errors.As(err, &field):
		return strings.TrimSpace("bad " + s.hideRef(field.Field))
	case errors.Is(err, index.ErrNoEdit):
		return "no edit"
	case errors.Is(err, index.ErrOverlaid):
		return "overlaid"
	case err != nil:
		return outcome(err)
	}
	if edit.By != by || edit.N > 0 && edit.At.IsZero() {
		s.errorf("an edit by %q at %s", edit.By, edit.At)
	}
	out := strconv.Itoa(edit.N)
	if edit.Undoes > 0 {
		out += fmt.Sprintf(" undoes %d", edit.Undoes)
	}
	var changes []string
	for _, c := range edit.Changes {
		change := fmt.Sprintf("%s: %s to %s", s.hideRef(c.Field), c.From, c.To)
		if c.Text != "" {
			change += " of " + c.Text
		}
		changes = append(changes, change)
	}
	return strings.TrimSpace(out + " " + strings.Join(changes, ", "))
}

func (s *script) hideRef(field string) string {
	if ref, ok := strings.CutPrefix(field, "citations."); ok && len(ref) == 12 {
		return "citations.*"
	}
	return field
}

// citation finds the ref of the citation with a text; what follows "=" is the
// decision.
func (s *script) citation(id, rest string) (ref, decision string) {
	text, decision, _ := strings.Cut(rest, " = ")
	docs, err := s.engine.Get(context.Background(), s.scope, id)
	if err != nil {
		s.errorf("%v", err)
	}
	for _, r := range docs[id].References {
		if r.Text == text {
			return r.Ref, decision
		}
	}
	s.errorf("%s cites no %q", id, text)
	return "", decision
}

func (s *script) lost(h index.History, id string) string {
	docs, err := s.engine.Get(context.Background(), s.scope, id)
	if err != nil {
		return outcome(err)
	}
	d := docs[id]
	var out []string
	for _, l := range h.Lost(&d) {
		out = append(out, l.Text)
	}
	return strings.Join(out, ", ")
}

func printHistory(h index.History) string {
	var out []string
	for _, e := range h.Edits {
		out = append(out, strconv.Itoa(e.N))
	}
	fields := strings.Join(h.Curation.Fields.Fields(), " ")
	if len(out) == 0 && fields == "" {
		return ""
	}
	return strings.Join(out, " ") + ": " + fields
}
