package server

import (
	"testing"

	"tracuu/index/docfile"
	"tracuu/server/web"
)

// What readers of files say is wrong with one, the page says in plain words: it knows
// their errors by how these begin.
func TestPageKnowsTheFaultsOfFiles(t *testing.T) {
	for _, fault := range []error{
		docfile.ErrEmpty, docfile.ErrTooLarge, docfile.ErrBinary, docfile.ErrTooDeep, docfile.ErrTooSlow, docfile.ErrEncrypted,
		docfile.ErrDamaged, docfile.ErrMissingTool,
	} {
		if said := fault.Error(); web.Vietnamese.Fault(said) == said {
			t.Errorf("the page has no words for %q", said)
		}
	}
}
