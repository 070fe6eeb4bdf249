package api

import "encoding/json"

// LocalEvent is a line of the answer to a local request: progress, any number
// of times, and then either a report or an error. A stream that ends without
// one of these was cut.
type LocalEvent struct {
	Progress json.RawMessage `json:"progress,omitempty"`
	Report   json.RawMessage `json:"report,omitempty"`
	Error    *Problem        `json:"error,omitempty"`
}
