package main

import (
	"crypto/sha256"
	"embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"tracuu/index/directive"
)

//go:embed shim
var shims embed.FS

// library is an engine in C or C++ and what compiles its shim.
type library struct {
	name, source, compiler string
	flags                  []string // a command that prints the flags of the library
	noClass                map[class]string
	differ                 map[class]string
}

var libraries = []library{
	{
		name: "sqlite", source: "sqlite.c", compiler: "gcc", flags: []string{"pkg-config", "--cflags", "--libs", "sqlite3"},
		noClass: map[class]string{classExact: "the index folds accents"},
		differ:  map[class]string{classPhrase: "phrases in any accents and across sentences"},
	},
	{
		name: "xapian", source: "xapian.cc", compiler: "g++", flags: []string{"xapian-config", "--cxxflags", "--libs"},
		differ: map[class]string{classPhrase: "phrases across sentences"},
	},
	{
		name: "groonga", source: "groonga.cc", compiler: "g++", flags: []string{"pkg-config", "--cflags", "--libs", "groonga"},
		differ: map[class]string{classPhrase: "phrases across sentences"},
	},
}

func (l library) lacks(c class) string {
	if c == classSuggest {
		return "no completion of its own"
	}
	return l.noClass[c]
}

func (l library) differs(c class) string {
	if c == classAny {
		return "any one of the words is enough"
	}
	return l.differ[c]
}

// compiled gives the shim of the library as compiled, and compiles it where that
// was not done before.
func (l library) compiled() (string, error) {
	code, err := shims.ReadFile("shim/" + l.source)
	if err != nil {
		return "", err
	}
	header, err := shims.ReadFile("shim/peer.h")
	if err != nil {
		return "", err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	sum := sha256.Sum256(append(code, header...))
	dir := filepath.Join(cache, "tracuu-bench", fmt.Sprintf("%s-%x", l.name, sum[:8]))
	path := filepath.Join(dir, l.name+".so")
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	for name, content := range map[string][]byte{l.source: code, "peer.h": header} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
			return "", err
		}
	}
	return path, l.compile(dir, path)
}

func (l library) compile(dir, path string) error {
	flags, err := exec.Command(l.flags[0], l.flags[1:]...).Output()
	if err != nil {
		return fmt.Errorf("%w: %s: %w", errNotHere, strings.Join(l.flags, " "), err)
	}
	args := append([]string{"-O2", "-fPIC", "-shared", "-o", path + ".new", filepath.Join(dir, l.source)}, strings.Fields(string(flags))...)
	if out, err := exec.Command(l.compiler, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s: %w\n%s", errNotHere, l.compiler, err, out)
	}
	return os.Rename(path+".new", path)
}

// packDocs writes documents as shim/peer.h has them.
func packDocs(batch []*doc) []byte {
	var out []byte
	for _, d := range batch {
		out = packed(out, itoa(d.number), d.directive.Text, d.exact, d.folded, d.directive.IssuerID, string(d.directive.Type),
			d.directive.Province, year(d.directive.Issued), itoa(d.day), d.own, strings.Join(d.cites, " "))
	}
	return append(out, 0)
}

// packQuery writes a query as shim/peer.h has it.
func packQuery(q *query) []byte {
	from, to := "", ""
	if !q.From.IsZero() {
		from, to = itoa(int(q.From.First())), strconv.Itoa(int(q.To.Last()))
	}
	return packed(nil, strings.Join(q.Exact, " "), strings.Join(q.Folded, " "), []string{"all", "row", "any"}[q.How], mark(q.Marked),
		q.Issuer, from, to, key(q.Number), key(q.Cites), mark(q.Facets), mark(q.Newest), itoa(q.Offset))
}

// key of a number as printed, "" of none.
func key(number string) string {
	if number == "" {
		return ""
	}
	return string(keyOf(number))
}

func packed(out []byte, values ...string) []byte {
	for _, s := range values {
		out = append(append(out, strings.ReplaceAll(s, "\x00", " ")...), 0)
	}
	return out
}

func mark(on bool) string {
	if on {
		return "1"
	}
	return ""
}

// year of a date, "0" of none.
func year(d directive.Date) string { return itoa(d.Year) }

func itoa(n int) string { return strconv.Itoa(n) }
