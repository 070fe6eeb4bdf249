package main

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is the release; a build may set it with -ldflags "-X main.version=…".
var version = "0.1.0-dev"

func newVersion(con *console) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: con.say("In phiên bản", "Print the version"),
		Args:  arguments(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			con.printf("tracuu %s%s %s %s/%s\n", version, revision(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return nil
		},
	}
}

// revision is the commit that the program was built from, where the build knows it.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, setting := range info.Settings {
		if setting.Key == "vcs.revision" && len(setting.Value) >= 12 {
			return " (" + setting.Value[:12] + ")"
		}
	}
	return ""
}
