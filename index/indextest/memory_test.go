package indextest_test

import (
	"testing"

	"tracuu/index"
	"tracuu/index/indextest"
)

func TestMemory(t *testing.T) {
	indextest.Run(t, func(*testing.T) index.Engine { return indextest.NewMemory(indextest.Options{}) })
}

// TestMemoryCompare holds the reference against itself, which shows that
// Compare asks nothing that is not settled.
func TestMemoryCompare(t *testing.T) {
	indextest.Compare(t, indextest.NewMemory(indextest.Options{}))
}

func TestMemoryGraph(t *testing.T) {
	indextest.RunGraph(t, func(_ *testing.T, graph index.Graph) index.Engine {
		return indextest.NewMemory(indextest.Options{Graph: graph})
	})
}

func TestMemoryCuration(t *testing.T) {
	indextest.RunCuration(t, func(_ *testing.T, follower index.Follower) index.Engine {
		return indextest.NewMemory(indextest.Options{Follower: follower})
	})
}
