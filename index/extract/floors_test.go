package extract

import (
	"bufio"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var updateFloors = flag.Bool("update-floors", false, "record the figures of the accuracy reports as the least that must be reached")

const floorsFile = "../../testdata/extract/floors.tsv"

// figures are what an accuracy report measured, by "set field".
type figures map[string]float64

// add records a figure of a set.
func (f figures) add(set, field string, value float64) { f[set+" "+field] = value }

// holdFloors fails where a figure fell below the recorded one; with
// -update-floors it records them instead.
func holdFloors(t *testing.T, measured figures) {
	t.Helper()
	floors := readFloors(t)
	if *updateFloors {
		maps.Copy(floors, measured)
		writeFloors(t, floors)
		return
	}
	for name, value := range measured {
		floor, ok := floors[name]
		if !ok {
			t.Errorf("%s has no floor in %s: run with -update-floors", name, floorsFile)
		} else if value < floor-0.0005 {
			t.Errorf("%s fell to %.3f, it was %.3f", name, value, floor)
		}
	}
}

func readFloors(t *testing.T) figures {
	t.Helper()
	out := figures{}
	f, err := os.Open(floorsFile)
	if os.IsNotExist(err) {
		return out
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for in := bufio.NewScanner(f); in.Scan(); {
		if strings.HasPrefix(in.Text(), "#") {
			continue
		}
		name, value, _ := strings.Cut(in.Text(), "\t")
		if out[name], err = strconv.ParseFloat(value, 64); err != nil {
			t.Fatalf("%s: %v", floorsFile, err)
		}
	}
	return out
}

func writeFloors(t *testing.T, floors figures) {
	t.Helper()
	var b strings.Builder
	b.WriteString("# What the accuracy reports reached over labelled documents: set and field, figure. A report that falls below fails.\n")
	for _, name := range slices.Sorted(maps.Keys(floors)) {
		fmt.Fprintf(&b, "%s\t%.3f\n", name, floors[name])
	}
	if err := os.WriteFile(floorsFile, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
