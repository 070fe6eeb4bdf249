package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// module is the path of this module.
const module = "tracuu"

// arrows says which packages of the module each package may import. A package
// that is not listed here is an error: a new one states its place first.
var arrows = map[string][]string{
	"analyzers/viet":            {},
	"analyzers":                 {"analyzers/viet"},
	"index/directive":           {"analyzers/viet"},
	"index":                     {"index/directive", "analyzers/viet"},
	"index/extract":             {"index/directive", "analyzers/viet"},
	"index/citation":            {"index", "index/compact", "index/directive", "analyzers/viet"},
	"index/compact":             {},
	"index/docfile":             {"analyzers/viet"},
	"index/copies":              {"index/compact", "index/directive", "analyzers/viet"},
	"index/ingest":              {"index", "index/docfile", "index/durable", "index/extract", "index/directive"},
	"index/durable":             {},
	"index/store":               {"index/directive", "index/durable"},
	"index/backup":              {"index/directive", "index/durable", "index/store"},
	"index/original":            {"index/durable"},
	"index/bleveindex":          {"index", "index/compact", "index/copies", "index/directive", "index/durable", "index/store", "analyzers", "analyzers/viet"},
	"index/indextest":           {"index", "index/copies", "index/directive", "analyzers/viet"},
	"index/indextest/relevance": {"index", "index/directive", "analyzers/viet"},
	"index/indextest/labelled":  {},

	"server/api":    {"index", "index/directive"},
	"server/client": {"server/api", "index", "index/directive"},
	"server/keys":   {"index", "index/durable", "server/api"},
	"server/web":    {"server/api", "server/keys", "index", "index/directive", "analyzers/viet"},
	"server":        {"server/api", "server/keys", "server/web", "index", "index/citation", "index/docfile", "index/ingest", "index/directive", "index/original"},
	"cmd/tracuu":    {"*"},
}

// testArrows are the further imports that test files may have.
var testArrows = map[string][]string{
	"analyzers/viet":            {"index/indextest/labelled"},
	"index/directive":           {"index/indextest/labelled"},
	"index/extract":             {"index/indextest/labelled"},
	"index/store":               {"index/indextest/labelled"},
	"index/copies":              {"index/extract", "index/indextest/labelled"},
	"index/docfile":             {"index/directive", "index/extract", "index/indextest/labelled"},
	"index":                     {"index/indextest"},
	"index/bleveindex":          {"index/backup", "index/indextest", "index/indextest/labelled"},
	"index/ingest":              {"index/indextest"},
	"index/indextest/relevance": {"index/bleveindex", "index/indextest", "index/indextest/labelled"},
	"index/citation":            {"index/indextest", "index/indextest/labelled"},
	"server":                    {"index/bleveindex", "index/indextest"},
	"server/web":                {"index/citation", "index/indextest", "index/original", "server"},
	"server/client":             {"index/citation", "index/indextest", "index/ingest", "index/original", "server"},
}

// homes says where third-party code may be imported outside tests.
var homes = map[string][]string{
	"github.com/blevesearch/":  {"analyzers", "index/bleveindex"},
	"github.com/gorilla/mux":   {"server"},
	"github.com/rs/zerolog":    {"server", "cmd/tracuu"},
	"github.com/spf13/cobra":   {"cmd/tracuu"},
	"go.etcd.io/bbolt":         {"index/store"},
	"golang.org/x/image":       {"index/docfile"},
	"golang.org/x/net/html":    {"index/docfile"},
	"golang.org/x/time/":       {"server"},
	"github.com/prometheus/":   {"server"},
	"github.com/klauspost/":    {"index/store", "server"},
	"github.com/fsnotify/":     {"index/ingest"},
	"github.com/schollz/":      {"cmd/tracuu"},
	"golang.org/x/text/":       {"analyzers/viet", "index/docfile"},
	"github.com/RoaringBitmap": {"index/bleveindex"},
}

// imported is one import of one file.
type imported struct {
	file, from, path string
	test             bool
}

func TestImportsFollowTheArrows(t *testing.T) {
	list := importsOf(t, filepath.Join("..", ".."))
	if len(list) < 50 {
		t.Fatalf("only %d imports found: the walk is broken", len(list))
	}
	for _, imp := range list {
		if fault := forbidden(imp); fault != "" {
			t.Errorf("%s: %s", imp.file, fault)
		}
	}
}

func TestForbiddenImportsAreNoticed(t *testing.T) {
	for _, imp := range []imported{
		{from: "index", path: "tracuu/server"},
		{from: "index/directive", path: "tracuu/index"},
		{from: "index/extract", path: "tracuu/index/docfile"},
		{from: "server", path: "tracuu/index/bleveindex"},
		{from: "server", path: "github.com/blevesearch/bleve/v2"},
		{from: "index", path: "github.com/rs/zerolog"},
		{from: "index/util", path: "strings"},
		{from: "index/directive", path: "github.com/unknown/module"},
		{from: "index", path: "tracuu/index/indextest", test: false},
	} {
		if forbidden(imp) == "" {
			t.Errorf("%s may import %s: the test of the arrows sees nothing", imp.from, imp.path)
		}
	}
}

// forbidden says what is wrong with an import, "" when nothing is.
func forbidden(imp imported) string {
	allowed, listed := arrows[imp.from]
	if !listed {
		return "package " + imp.from + " has no place in the table of arrows"
	}
	if inner, ok := strings.CutPrefix(imp.path, module+"/"); ok {
		if imp.test {
			allowed = slices.Concat(allowed, testArrows[imp.from], []string{imp.from})
		}
		if slices.Contains(allowed, "*") || slices.Contains(allowed, inner) {
			return ""
		}
		return imp.from + " must not import " + inner
	}
	if imp.test || !strings.Contains(strings.Split(imp.path, "/")[0], ".") {
		return ""
	}
	for prefix, places := range homes {
		if strings.HasPrefix(imp.path, prefix) {
			if slices.Contains(places, imp.from) {
				return ""
			}
			return imp.path + " belongs in " + strings.Join(places, ", ") + " only"
		}
	}
	return imp.path + " has no home in the table"
}

// importsOf reads the imports of every Go file of the module at root, leaving
// out modules of their own below it.
func importsOf(t *testing.T, root string) []imported {
	t.Helper()
	var list []imported
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			base := entry.Name()
			if name != root && (strings.HasPrefix(base, ".") || base == "testdata" || name == filepath.Join(root, "cmd", "bench")) {
				return fs.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		for _, spec := range parsed.Imports {
			importPath, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			list = append(list, imported{rel, path.Dir(rel), importPath, strings.HasSuffix(rel, "_test.go")})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestTopLevelFolders(t *testing.T) {
	entries, err := os.ReadDir(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	allowed := []string{"cmd", "index", "server", "analyzers", "testdata", "tracuu-data"}
	for _, entry := range entries {
		if entry.IsDir() && !strings.HasPrefix(entry.Name(), ".") && !slices.Contains(allowed, entry.Name()) {
			t.Errorf("unexpected top-level folder %s", entry.Name())
		}
	}
}
