package docfile

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"iter"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"tracuu/analyzers/viet"
)

func isZIP(f *file) bool {
	return bytes.HasPrefix(f.data, []byte(zipMark)) || bytes.HasPrefix(f.data, []byte("PK\x05\x06"))
}

// readZIP yields the documents of each member, in the order of the archive.
func readZIP(ctx context.Context, f *file) iter.Seq[Document] {
	return func(yield func(Document) bool) {
		if f.depth >= f.options.Limits.Depth {
			yield(Document{Err: fmt.Errorf("%w: over %d archives in one another", ErrTooDeep, f.options.Limits.Depth)})
			return
		}
		p, err := openPack(f)
		if err != nil {
			yield(Document{Err: err})
			return
		}
		members := 0
		for _, m := range p.File {
			name := memberName(m)
			if skipped(name) {
				continue
			}
			members++
			if !f.yieldMember(ctx, name, func() ([]byte, error) { return p.read(m, f.options.Limits.Size) }, yield) {
				return
			}
		}
		if members == 0 {
			yield(Document{Err: ErrEmpty})
		}
	}
}

// yieldMember yields the documents of a member; it reports whether to go on.
func (f *file) yieldMember(ctx context.Context, name string, open func() ([]byte, error), yield func(Document) bool) bool {
	if ctx.Err() != nil {
		yield(Document{Part: name, Err: context.Cause(ctx)})
		return false
	}
	if err := f.budget.part(); err != nil {
		yield(Document{Part: name, Err: err})
		return false
	}
	data, err := open()
	if err != nil {
		return yield(Document{Part: name, Err: err}) && f.budget.unpacked >= 0
	}
	for d := range f.member(name, data).documents(ctx) {
		if d.Part = joinPart(name, d.Part); !yield(d) {
			return false
		}
	}
	return ctx.Err() == nil
}

// joinPart is the place of a document in a member.
func joinPart(member, part string) string {
	if part == "" {
		return member
	}
	return member + "/" + part
}

// skipped reports whether a member is no file of anybody's: a folder, or what
// systems leave behind.
func skipped(name string) bool {
	base := path.Base(name)
	return strings.HasSuffix(name, "/") || strings.HasPrefix(name, "__MACOSX/") || base == ".DS_Store" ||
		strings.EqualFold(base, "Thumbs.db") || strings.EqualFold(base, "desktop.ini") || strings.HasPrefix(base, "~$")
}

// memberName is the name of a member as text. Archives say whether a name is
// UTF-8; many are that do not say so. Names of Vietnamese Windows are
// windows-1258, others of the DOS code page.
func memberName(m *zip.File) string {
	name := strings.ReplaceAll(m.Name, `\`, "/")
	if utf8.ValidString(name) {
		return name
	}
	if enc, _ := viet.Detect([]byte(name)); enc != viet.Unknown {
		return valid(viet.Decode(enc, []byte(name)))
	}
	decoded, err := charmap.CodePage437.NewDecoder().String(name)
	if err != nil {
		return valid(name)
	}
	return decoded
}

func isGZIP(f *file) bool { return bytes.HasPrefix(f.data, []byte("\x1f\x8b\x08")) }

// readGZIP yields the documents of the one file that is packed.
func readGZIP(ctx context.Context, f *file) iter.Seq[Document] {
	return func(yield func(Document) bool) {
		if f.depth >= f.options.Limits.Depth {
			yield(Document{Err: fmt.Errorf("%w: over %d archives in one another", ErrTooDeep, f.options.Limits.Depth)})
			return
		}
		data, name, err := f.gunzip()
		if err != nil {
			yield(Document{Err: err})
			return
		}
		for d := range f.member(name, data).documents(ctx) {
			if !yield(d) {
				return
			}
		}
	}
}

func (f *file) gunzip() (data []byte, name string, err error) {
	z, err := gzip.NewReader(bytes.NewReader(f.data))
	if err != nil {
		return nil, "", damaged(err)
	}
	name = strings.TrimSuffix(f.name, path.Ext(f.name))
	limit := f.options.Limits.Size
	data, err = io.ReadAll(io.LimitReader(f.budget.unpack(z, int64(len(f.data))), limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("%w: over %d bytes", ErrTooLarge, limit)
	}
	return data, name, err
}
