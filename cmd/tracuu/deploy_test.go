package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func readDeploy(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("deploy", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// knownFlags refuses a subcommand or a flag that the program does not have.
func knownFlags(t *testing.T, words []string) {
	t.Helper()
	command, rest, err := newRoot(&console{}).Find(words)
	if err != nil || !command.HasParent() {
		t.Errorf("no subcommand in %q: %v", words, err)
		return
	}
	for _, flag := range rest {
		if name, _, _ := strings.Cut(flag, "="); strings.HasPrefix(name, "--") && command.Flags().Lookup(name[2:]) == nil {
			t.Errorf("%s has no flag %s", command.Name(), name)
		}
	}
}

// The unit is one that systemd takes, starts what there is, and stays shut in.
func TestServiceUnit(t *testing.T) {
	unit := readDeploy(t, "tracuu.service")
	start := regexp.MustCompile(`(?m)^ExecStart=/usr/local/bin/tracuu (.*)$`).FindStringSubmatch(unit)
	if start == nil {
		t.Fatal("it starts nothing")
	}
	knownFlags(t, strings.Fields(start[1]))
	for _, want := range []string{"User=tracuu", "Restart=on-failure", "NoNewPrivileges=yes", "ProtectSystem=strict", "StateDirectory=tracuu", "CapabilityBoundingSet=", "SystemCallFilter=@system-service"} {
		if !strings.Contains(unit, "\n"+want+"\n") {
			t.Errorf("it lacks %s", want)
		}
	}
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("systemd-analyze is not installed: the unit was not verified by systemd")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "tracuu.service")
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(unit, "/usr/local/bin/tracuu", self)), 0o600); err != nil {
		t.Fatal(err)
	}
	out, _ := exec.Command(analyze, "verify", "--man=no", path).CombinedOutput()
	for line := range strings.Lines(string(out)) {
		if strings.Contains(line, "tracuu.service") { // others are of the machine's own units
			t.Errorf("systemd: %s", line)
		}
	}
}

// The Dockerfile copies what there is, builds with the Go of go.mod, installs what
// readers call, and what runs is not root.
func TestDockerfile(t *testing.T) {
	text := strings.ReplaceAll(readDeploy(t, "Dockerfile"), "\\\n", " ")
	var stages, packages []string
	user := ""
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) < 2 {
			continue
		}
		switch words[0] {
		case "FROM":
			user, stages = "root", append(stages, words[len(words)-1])
			sameGo(t, words[1])
		case "USER":
			user = words[1]
		case "COPY":
			if from, ok := strings.CutPrefix(words[1], "--from="); ok {
				if !slices.Contains(stages, from) {
					t.Errorf("no stage %q", from)
				}
				continue
			}
			for _, source := range words[1 : len(words)-1] {
				if _, err := os.Stat(filepath.Join("..", "..", source)); err != nil {
					t.Error(err)
				}
			}
		case "RUN":
			if _, list, ok := strings.Cut(line, "--no-install-recommends"); ok {
				list, _, _ = strings.Cut(list, "&&")
				packages = append(packages, strings.Fields(list)...)
			}
		}
	}
	if len(stages) != 2 || user == "root" {
		t.Errorf("stages %q, run by %q", stages, user)
	}
	for _, want := range []string{"poppler-utils", "tesseract-ocr", "tesseract-ocr-vie", "antiword"} {
		if !slices.Contains(packages, want) {
			t.Errorf("it lacks %s", want)
		}
	}
	runs := regexp.MustCompile(`(?m)CMD \[(.*)\]$`).FindAllStringSubmatch(text, -1)
	for _, run := range runs {
		words := strings.Split(regexp.MustCompile(`[" ]`).ReplaceAllString(run[1], ""), ",")
		knownFlags(t, slices.DeleteFunc(words, func(w string) bool { return w == "tracuu" }))
	}
	if len(runs) != 2 {
		t.Errorf("%d commands, want that of the check of health and that of the container", len(runs))
	}
}

// sameGo holds that an image of Go is that of go.mod.
func sameGo(t *testing.T, image string) {
	t.Helper()
	version, ok := strings.CutPrefix(image, "golang:")
	if !ok {
		return
	}
	mod, err := os.ReadFile(filepath.Join("..", "..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if asked := regexp.MustCompile(`(?m)^go (1\.\d+)`).FindSubmatch(mod); asked == nil || !strings.HasPrefix(version, string(asked[1])) {
		t.Errorf("the image %s, go.mod asks for %q", image, asked)
	}
}
