package directive

// Directive is one document: what it says of itself, what it cites, its text
// and where the text came from. The zero value is an unknown document.
//
// Text is valid UTF-8 and otherwise unchanged; every span is in bytes of it.
// Lists may be nil; they encode as [] and never as null. A field that a caller or
// a curator declared empty encodes as "", an unknown one is left out.
type Directive struct {
	ID           string      `json:"id,omitempty"` // "" until it is stored
	Key          string      `json:"key,omitempty"`
	Number       string      `json:"number,omitempty"`
	Type         Kind        `json:"type,omitempty"`
	Issuer       string      `json:"issuer,omitempty"`
	IssuerID     string      `json:"issuer_id,omitempty"`
	Province     string      `json:"province,omitempty"`
	Place        string      `json:"place,omitempty"`
	Issued       Date        `json:"issued,omitzero"`
	Title        string      `json:"title,omitempty"`
	Urgency      Urgency     `json:"urgency,omitempty"`
	Secrecy      Secrecy     `json:"secrecy,omitempty"`
	Signer       Signer      `json:"signer,omitzero"`
	Recipients   []string    `json:"recipients"`
	Distribution []string    `json:"distribution"`
	Incoming     Incoming    `json:"incoming,omitzero"`
	Dates        []OtherDate `json:"dates"`
	Keywords     []string    `json:"keywords"`
	References   []Reference `json:"references"`
	Text         string      `json:"text"`
	Source       Source      `json:"source,omitzero"`
	Pages        []Page      `json:"pages"`
	Noise        []Noise     `json:"noise"`
	Repairs      []Repair    `json:"repairs"`
	// Evidence is keyed by the JSON name of a field ("issuer", "issued").
	Evidence map[string]Evidence `json:"evidence"`
	Problems []Problem           `json:"problems"`
}

// Signer is who signed: the name, the office held (chức vụ) and on whose
// authority ("T/M HUYỆN ỦY", "KT. CHỦ TỊCH").
type Signer struct {
	Name      string `json:"name,omitempty"`
	Title     string `json:"title,omitempty"`
	Authority string `json:"authority,omitempty"`
}

// Incoming is the stamp of the office that received the document (dấu đến).
type Incoming struct {
	Number string `json:"number,omitempty"`
	Date   Date   `json:"date,omitzero"`
	Office string `json:"office,omitempty"`
}

// DateKind says what a date other than the date of issue means.
type DateKind string

// The kinds: when a web page was posted, when the copy was made, when
// something the text tells of took place.
const (
	DatePublished DateKind = "published"
	DateCaptured  DateKind = "captured"
	DateEvent     DateKind = "event"
)

// OtherDate is a date in the text that is not the date of issue.
type OtherDate struct {
	Kind  DateKind `json:"kind"`
	Value Date     `json:"value"`
	Span
}

// Source is where the text came from. Name is the path below Root when Root is
// set (a folder that tracuu reads; only its documents follow its deletions),
// and otherwise whatever the caller calls it. Part is the document's place in a
// file that holds several. SHA256 is of the file's bytes, in hex.
type Source struct {
	Name   string `json:"name,omitempty"`
	Root   string `json:"root,omitempty"`
	Part   string `json:"part,omitempty"`
	Format string `json:"format,omitempty"`
	SHA256 string `json:"sha256,omitempty"`
	OCR    bool   `json:"ocr,omitempty"`
}

// Urgency is the mark of urgency (độ khẩn) under Nghị định 30/2020/NĐ-CP,
// Điều 8 and its annexes.
type Urgency string

// The marks of urgency, in rising order.
const (
	Urgent      Urgency = "Khẩn"
	VeryUrgent  Urgency = "Thượng khẩn"
	Immediately Urgency = "Hỏa tốc"
)

// Secrecy is the mark of secrecy (độ mật) under Luật Bảo vệ bí mật nhà nước
// 2018, Điều 8.
type Secrecy string

// The marks of secrecy, in rising order.
const (
	Secret     Secrecy = "Mật"
	HighSecret Secrecy = "Tối mật"
	TopSecret  Secrecy = "Tuyệt mật"
)
