//go:build !linux

package ingest

import "io/fs"

func (s *stamp) ofSystem(fs.FileInfo) {}
