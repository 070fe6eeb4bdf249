package bleveindex

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"tracuu/index"
)

// Measure says what the collection takes on disk now. Files that come and go
// while it looks are left out.
func (e *Engine) Measure(ctx context.Context) (index.Measures, error) {
	if err := ctx.Err(); err != nil {
		return index.Measures{}, err
	}
	live, release, err := e.acquire()
	if err != nil {
		return index.Measures{}, err
	}
	defer release()
	m := index.Measures{}
	v := live.view()
	m.Segments = len(v.segments)
	v.close()
	m.IndexBytes = folderBytes(e.layout.index(live.name))
	if info, err := os.Stat(e.layout.store()); err == nil {
		m.StoreBytes = info.Size()
	}
	return m, nil
}

func folderBytes(path string) int64 {
	var total int64
	_ = filepath.WalkDir(path, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			return err
		}
		if info, err := d.Info(); err == nil {
			total += info.Size()
		}
		return nil
	})
	return total
}
