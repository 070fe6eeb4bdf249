package docfile

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// convert has LibreOffice write a file in a format that is read here, and gives
// what it wrote. ext is that of the file, for LibreOffice goes by it;
// pkg is the Debian package of the part of LibreOffice that reads it.
func (f *file) convert(ctx context.Context, ext, to, pkg string) ([]byte, error) {
	program := f.options.Tools.LibreOffice
	if program == "" {
		return nil, &MissingToolError{[]string{"LibreOffice"}, []string{pkg}}
	}
	dir, err := os.MkdirTemp("", "tracuu-convert-")
	if err != nil {
		return nil, fmt.Errorf("convert with LibreOffice: %w", err)
	}
	defer os.RemoveAll(dir)
	if err := os.WriteFile(filepath.Join(dir, "in"+ext), f.data, 0o600); err != nil {
		return nil, fmt.Errorf("convert with LibreOffice: %w", err)
	}
	// A profile of its own, so that it neither waits for another nor keeps
	// anything. Macros are never run by a conversion.
	_, err = runIn(ctx, dir, nil, program, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")),
		"--headless", "--norestore", "--convert-to", to, "--outdir", filepath.Join(dir, "out"), filepath.Join(dir, "in"+ext))
	if err != nil {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		return nil, fmt.Errorf("convert with LibreOffice: %w", err)
	}
	out := filepath.Join(dir, "out", "in."+to)
	info, err := os.Stat(out)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, fmt.Errorf("%w: LibreOffice cannot read it", ErrDamaged)
	case err != nil:
		return nil, fmt.Errorf("convert with LibreOffice: %w", err)
	case info.Size() > f.options.Limits.Size:
		return nil, fmt.Errorf("%w: %d bytes as %s", ErrTooLarge, info.Size(), to)
	}
	return os.ReadFile(out)
}

// converted is f in the format that LibreOffice wrote it in; its documents keep
// the format that it had.
func (f *file) converted(ctx context.Context, ext, to, pkg string) (*file, error) {
	data, err := f.convert(ctx, ext, to, pkg)
	if err != nil {
		return nil, err
	}
	c := *f
	c.data = data
	return &c, nil
}
