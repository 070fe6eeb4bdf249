package docfile

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// pack is an opened ZIP archive, of documents or of the parts of one.
type pack struct {
	*zip.Reader
	budget *budget
}

const zipMark = "PK\x03\x04"

// openPack opens the archive of f.
func openPack(f *file) (*pack, error) {
	r, err := zip.NewReader(bytes.NewReader(f.data), int64(len(f.data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, damaged(err)
	}
	if len(r.File) > f.options.Limits.Parts {
		return nil, fmt.Errorf("%w: %d members, at most %d are read", ErrTooLarge, len(r.File), f.options.Limits.Parts)
	}
	return &pack{r, f.budget}, nil
}

// member finds a member by its name, with or without the slash that some
// writers begin it with.
func (p *pack) member(name string) *zip.File {
	name = strings.TrimPrefix(path.Clean(strings.ReplaceAll(name, `\`, "/")), "/")
	var loose *zip.File
	for _, m := range p.File {
		if m.Name == name {
			return m
		}
		if loose == nil && strings.EqualFold(strings.TrimPrefix(strings.ReplaceAll(m.Name, `\`, "/"), "/"), name) {
			loose = m
		}
	}
	return loose
}

// encryptedBit is the flag of members that need a password (APPNOTE 4.4.4).
const encryptedBit = 1

// open is a reader of a member, within the budget.
func (p *pack) open(m *zip.File) (io.ReadCloser, error) {
	if m.Flags&encryptedBit != 0 {
		return nil, fmt.Errorf("%s: %w", m.Name, ErrEncrypted)
	}
	r, err := m.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", m.Name, damaged(err))
	}
	return struct {
		io.Reader
		io.Closer
	}{p.budget.unpack(r, int64(m.CompressedSize64)), r}, nil
}

// read is the whole of a member of at most max bytes.
func (p *pack) read(m *zip.File, max int64) ([]byte, error) {
	r, err := p.open(m)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var out bytes.Buffer
	if hint := min(int64(m.UncompressedSize64), max, ratioFloor); hint > 0 {
		out.Grow(int(hint) + bytes.MinRead)
	}
	if _, err := out.ReadFrom(io.LimitReader(r, max+1)); err != nil {
		return nil, fmt.Errorf("%s: %w", m.Name, err)
	}
	if int64(out.Len()) > max {
		return nil, fmt.Errorf("%s: %w: over %d bytes", m.Name, ErrTooLarge, max)
	}
	return out.Bytes(), nil
}

// xml reads a member by its elements. One that is missing is fs.ErrNotExist to
// the caller, through found.
func (p *pack) xml(ctx context.Context, name string, read func(*elements) error) (found bool, err error) {
	m := p.member(name)
	if m == nil {
		return false, nil
	}
	r, err := p.open(m)
	if err != nil {
		return true, err
	}
	defer r.Close()
	if err := read(newElements(ctx, r)); err != nil {
		return true, fmt.Errorf("%s: %w", m.Name, err)
	}
	return true, nil
}

// relations are the targets of a part of an Open Packaging archive by their ids,
// and the first by its type (ECMA-376 part 2, 9.3).
type relations struct {
	byID   map[string]string
	byType map[string]string // the last segment of the type
}

func (p *pack) relations(ctx context.Context, part string) (relations, error) {
	dir, base := path.Split(part)
	r := relations{map[string]string{}, map[string]string{}}
	_, err := p.xml(ctx, dir+"_rels/"+base+".rels", func(e *elements) error {
		return e.find(map[string]func(attrs) error{"Relationship": func(a attrs) error {
			if a.get("TargetMode") == "External" {
				return nil
			}
			target := a.get("Target")
			if strings.HasPrefix(target, "/") {
				target = target[1:]
			} else {
				target = path.Join(dir, target)
			}
			r.byID[a.get("Id")] = target
			if kind := path.Base(a.get("Type")); r.byType[kind] == "" {
				r.byType[kind] = target
			}
			return nil
		}})
	})
	return r, err
}

// packed reports whether f is a ZIP archive with a member of that name. One that
// is cut off is judged by the names that are still there.
func packed(f *file, name string) bool {
	if !bytes.HasPrefix(f.data, []byte(zipMark)) || !bytes.Contains(f.data, []byte(name)) {
		return false
	}
	p, err := openPack(f)
	return err != nil || p.member(name) != nil
}
