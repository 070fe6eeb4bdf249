package directive

// Relation says what a citing document does to the one it cites.
type Relation string

// The relations, each with the words that announce it.
const (
	Cites      Relation = "cites"      // theo, tại, or no cue
	BasedOn    Relation = "basis"      // căn cứ
	Implements Relation = "implements" // thực hiện, triển khai, quán triệt
	Replaces   Relation = "replaces"   // thay thế
	Repeals    Relation = "repeals"    // bãi bỏ, hủy bỏ
	Amends     Relation = "amends"     // sửa đổi, bổ sung
	Corrects   Relation = "corrects"   // đính chính
	Suspends   Relation = "suspends"   // đình chỉ
	Annexes    Relation = "annex"      // ban hành kèm theo
	RepliesTo  Relation = "replies"    // trả lời, phúc đáp
)

// Reference is one citation as the text gives it. Number is the canonical
// printed form, empty for a law cited by name. Start and End bound the whole
// mention in the text; Navigation marks a link of page furniture, which is
// never an edge of the graph.
type Reference struct {
	// Ref is stable over re-reading: a hash of the number key or title, the
	// date, and an ordinal among equals. Decisions of curators attach to it.
	Ref      string   `json:"ref"`
	Text     string   `json:"text"`
	Type     Kind     `json:"type,omitempty"`
	Number   string   `json:"number,omitempty"`
	Date     Date     `json:"date,omitzero"`
	Issuer   string   `json:"issuer,omitempty"`
	Title    string   `json:"title,omitempty"`
	Relation Relation `json:"relation,omitempty"`
	Pinpoint string   `json:"pinpoint,omitempty"`
	Span
	Navigation bool `json:"navigation,omitempty"`
}
