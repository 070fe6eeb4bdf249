package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

//go:embed static
var staticFiles embed.FS

// assets are the files beside the pages, each with the hash of its bytes.
type assets struct {
	bytes map[string][]byte
	hash  map[string]string
}

func loadAssets() assets {
	a := assets{map[string][]byte{}, map[string]string{}}
	// The files are part of the program: reading them cannot fail.
	_ = fs.WalkDir(staticFiles, "static", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		b, err := staticFiles.ReadFile(name)
		name = strings.TrimPrefix(name, "static/")
		sum := sha256.Sum256(b)
		a.bytes[name], a.hash[name] = b, hex.EncodeToString(sum[:6])
		return err
	})
	return a
}

// url is where a file is, with its hash: what is there never changes.
func (a assets) url(name string) string { return "/static/" + name + "?v=" + a.hash[name] }

// assetTypes are the media types of the files, by the end of their names.
var assetTypes = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".woff2": "font/woff2", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8",
}

// Static answers with a file of the pages; false where there is none of that name.
// It is kept for good where it was asked for by its hash, and else asked for again.
func (p *Pages) Static(w http.ResponseWriter, r *http.Request, name string) bool {
	b, ok := p.assets.bytes[name]
	if !ok {
		return false
	}
	h := w.Header()
	tag := `"` + p.assets.hash[name] + `"`
	h.Set("ETag", tag)
	h.Set("Cache-Control", "public, no-cache")
	if r.URL.Query().Get("v") == p.assets.hash[name] {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else if path.Ext(name) == ".woff2" { // named by the style sheet, which cannot know hashes
		h.Set("Cache-Control", "public, max-age=604800")
	}
	h.Set("Vary", "Accept-Encoding")
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return true
	}
	send(w, http.StatusOK, assetTypes[path.Ext(name)], b)
	return true
}
