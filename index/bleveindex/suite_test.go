package bleveindex_test

import (
	"testing"

	"tracuu/index"
	"tracuu/index/bleveindex"
	"tracuu/index/indextest"
)

func TestSuite(t *testing.T) {
	indextest.Run(t, func(t *testing.T) index.Engine { return open(t, "", bleveindex.Options{}) })
}

func TestCompare(t *testing.T) {
	indextest.Compare(t, open(t, "", bleveindex.Options{}))
}
