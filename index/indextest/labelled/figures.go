package labelled

import (
	"bufio"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Figures are what was measured, each from 0 to 1, by what it is of: "scans letters".
type Figures map[string]float64

// floor is a recorded figure, and by how much less counts as the same: half of its last
// digit.
type floor struct{ least, rounding float64 }

// Hold fails the test where a figure is below its floor in the file at path, or has none:
// a line a figure, its name and the floor behind a tab; # starts a comment. With update
// the figures are recorded as the floors instead; others in the file stay.
func (f Figures) Hold(tb testing.TB, path string, update bool) {
	tb.Helper()
	if update {
		if err := f.record(path); err != nil {
			tb.Fatal(err)
		}
		return
	}
	_, floors, err := readFloors(path)
	if err != nil {
		tb.Fatal(err)
	}
	for _, fault := range f.below(floors) {
		tb.Errorf("%s: %s", path, fault)
	}
}

// below says what is wrong with the figures, a line each.
func (f Figures) below(floors map[string]floor) (faults []string) {
	for _, name := range slices.Sorted(maps.Keys(f)) {
		switch held, ok := floors[name]; {
		case !ok:
			faults = append(faults, fmt.Sprintf("%s has no floor; it is %.4f", name, f[name]))
		case !(f[name] >= held.least-held.rounding):
			faults = append(faults, fmt.Sprintf("%s fell to %.4f, recorded is %.4f", name, f[name], held.least))
		}
	}
	return faults
}

func readFloors(path string) (head string, floors map[string]floor, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", nil, fmt.Errorf("labelled: read floors: %w", err)
	}
	defer f.Close()
	floors = map[string]floor{}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		if strings.HasPrefix(lines.Text(), "#") {
			head += lines.Text() + "\n"
			continue
		}
		name, value, _ := strings.Cut(lines.Text(), "\t")
		least, err := strconv.ParseFloat(value, 64)
		if err != nil || !(least >= 0 && least <= 1) {
			return "", nil, fmt.Errorf("labelled: read floors: %s, line %d: %q is no number from 0 to 1", path, n, value)
		}
		_, digits, _ := strings.Cut(value, ".")
		floors[name] = floor{least, .5 * math.Pow10(-len(digits))}
	}
	if err := lines.Err(); err != nil {
		return "", nil, fmt.Errorf("labelled: read floors: %w", err)
	}
	return head, floors, nil
}

// record writes the figures among the floors at path.
func (f Figures) record(path string) error {
	head, floors, err := readFloors(path)
	if err != nil {
		return err
	}
	for name, figure := range f {
		floors[name] = floor{least: figure}
	}
	b := []byte(head)
	for _, name := range slices.Sorted(maps.Keys(floors)) {
		b = fmt.Appendf(b, "%s\t%.3f\n", name, floors[name].least)
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		return fmt.Errorf("labelled: record floors: %w", err)
	}
	return nil
}
