package server

import (
	"encoding/json"
	"strings"
	"testing"
)

// Any route may refuse a caller, and says so.
func TestEveryRouteDescribesItsRefusals(t *testing.T) {
	for path, methods := range describe(t).Paths {
		for method, operation := range methods {
			if strings.HasPrefix(path, "/v1/local") {
				continue // the owner alone, who is refused nothing but for the token
			}
			for _, status := range []string{"401", "403", "429", "500"} {
				if operation.Responses[status] == nil {
					t.Errorf("%s %s: %s is not described", method, path, status)
				}
			}
		}
	}
}

// An example is what its schema says.
func TestExamplesAreAsDescribed(t *testing.T) {
	var doc any
	if err := json.Unmarshal(openAPI, &doc); err != nil {
		t.Fatal(err)
	}
	v, seen := newValidator(t), 0
	var walk func(at string, value any)
	walk = func(at string, value any) {
		m, _ := value.(map[string]any)
		if example, ok := m["example"]; ok && m["schema"] != nil {
			seen++
			schema, err := v.compiler.Compile("openapi.json#" + at + "/schema")
			if err != nil {
				t.Fatalf("%s: %v", at, err)
			}
			if err := schema.Validate(example); err != nil {
				t.Errorf("%s: %v", at, err)
			}
		}
		for name, below := range m {
			if name != "example" {
				walk(at+"/"+strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(name), below)
			}
		}
	}
	walk("", doc)
	if seen < 20 {
		t.Errorf("only %d examples", seen)
	}
}
