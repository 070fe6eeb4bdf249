package citation

import "slices"

// State says what is known of the document that a citation means.
type State string

// The states.
const (
	Resolved  State = "resolved"  // exactly one document held is meant
	Ambiguous State = "ambiguous" // documents held may be meant, none surely
	Absent    State = "absent"    // no document is held under the number or name
	Conflict  State = "conflict"  // every document held under it is contradicted
)

// states are all of them, the surest first; a stateCode is a place in it.
var states = [...]State{Resolved, Ambiguous, Conflict, Absent}

type stateCode uint8

func codeOf(s State) stateCode { return stateCode(slices.Index(states[:], s)) }

// Candidate is a document held under the number or name of a citation. Reason
// says what speaks for it and against it, in English: stable words, divided by
// "; ", each with its detail after ": " where it has one.
type Candidate struct {
	ID     string `json:"id"`
	Reason string `json:"reason"`
}

// Resolution is which document is meant. Target is its id, "" unless Resolved;
// Candidates are ranked, those that nothing speaks against first, then those whose
// date differs from the cited one in one part only, at most MaxCandidates. Reason begins with a stable word in English: "equal",
// "confirmed", "several held", "no date", "no issuer", "no number", "no identity",
// "elsewhere", "not held", "contradicted" or "rejected".
type Resolution struct {
	State      State       `json:"state"`
	Target     string      `json:"target,omitempty"`
	Candidates []Candidate `json:"candidates"`
	Reason     string      `json:"reason"`
}

// confirmed is the reason of a target that a curator chose.
const confirmed = "confirmed: by a curator"

// MaxCandidates bounds the candidates that a Resolution lists.
const MaxCandidates = 20

// weighed is a document compared with a question.
type weighed struct {
	doc      document
	slot     uint32
	evidence evidence
	strength strength
	rejected bool
}

// verdict is the outcome of a comparison with all holders of a key.
type verdict struct {
	state  State
	best   *weighed // the target, or what the reason is about
	reason string
	ghost  bool
}

// judge decides among the holders of a key. The order of holders does not
// matter.
func (q *question) judge(holders []weighed) verdict {
	var best *weighed
	live, top, other := 0, 0, true
	for i := range holders {
		h := &holders[i]
		if h.rejected {
			continue
		}
		if h.strength == contradicted {
			other = other && h.evidence&otherIdentity != 0
		} else {
			live++
		}
		switch {
		case best == nil || h.strength > best.strength:
			best, top = h, 1
		case h.strength == best.strength:
			top++
		}
	}
	switch {
	case best == nil && len(holders) > 0:
		return verdict{state: Absent, reason: "rejected by a curator", ghost: true}
	case best == nil:
		return q.absent()
	case live == 0:
		return verdict{state: Conflict, best: best, reason: "contradicted", ghost: other}
	case top == 1 && (best.strength >= settled || best.strength == datedOnly && live == 1):
		return verdict{state: Resolved, best: best, reason: "equal"}
	}
	return verdict{state: Ambiguous, best: best, reason: q.doubt(best, live)}
}

// absent says why nothing is held, and whether a certain document is missing.
func (q *question) absent() verdict {
	switch {
	case q.key == "":
		return verdict{state: Absent, reason: "no identity: neither number, name of a law nor day"}
	case q.how == byDay:
		return verdict{state: Absent, reason: "not held"}
	}
	return verdict{state: Absent, reason: "not held", ghost: true}
}

// doubt says what keeps the best of the live candidates from being the one.
func (q *question) doubt(best *weighed, live int) string {
	switch e := best.evidence; {
	case live > 1 && best.strength >= datedOnly:
		return "several held fit alike"
	case live > 1:
		return "several held"
	case q.how == byDay:
		return "no number to confirm"
	case e&elsewhere != 0:
		return "elsewhere: the citing document is of another place and names no issuer"
	case e&settlesWhen == 0 && q.undated():
		return "no date to confirm"
	case e&settlesWhen == 0 && best.doc.date.IsZero():
		return "no date held to confirm"
	case e&settlesWhen == 0:
		return "no date to confirm: the year alone does not settle it"
	}
	return "no issuer to confirm"
}

func (q *question) undated() bool { return q.date.IsZero() && q.year == 0 }
