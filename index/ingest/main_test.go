package ingest

import (
	"flag"
	"os"
	"testing"
)

// TestMain lets all tests of watchers run at once, whatever number of processors
// there is: they wait for clocks, not for processors.
func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", "12"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
