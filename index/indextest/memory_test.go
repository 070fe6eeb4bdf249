package indextest_test

import (
	"testing"

	"tracuu/index"
	"tracuu/index/indextest"
)

func TestMemory(t *testing.T) {
	indextest.Run(t, func(*testing.T) index.Engine { return indextest.NewMemory(indextest.Options{}) })
}
