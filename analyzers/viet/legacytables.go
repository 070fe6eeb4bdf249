package viet

// The encodings of Vietnamese before Unicode, as the characters of bytes 0x80
// to 0xFF, and the few letters that were put in the place of control characters.

// tcvnHigh is TCVN 5712:1993. The fonts of the ABC family (.VnTime) follow it
// from 0xA1 on; below, they have the quotation marks and dashes of windows-1252.
const tcvnHigh = "" +
	"ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ" +
	"ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ" +
	"\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ" +
	"\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ" +
	"ẮẦẨẪẤỀặầẩẫấậèỂẻẽ" +
	"éẹềểễếệìỉỄẾỒĩíịò" +
	"Ổỏõóọồổỗốộờởỡớợù" +
	"ỖủũúụừửữứựỳỷỹýỵỐ"

var tcvnControls = map[byte]rune{
	0x01: 'Ú', 0x02: 'Ụ', 0x04: 'Ừ', 0x05: 'Ử', 0x06: 'Ữ', 0x11: 'Ứ', 0x12: 'Ự', 0x13: 'Ỳ', 0x14: 'Ỷ', 0x15: 'Ỹ', 0x16: 'Ý', 0x17: 'Ỵ',
}

// visciiHigh is VISCII 1.1 (RFC 1456).
const visciiHigh = "" +
	"ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ" +
	"ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ" +
	"Õắằặấầẩậẽẹếềểễệố" +
	"ồổỗỠƠộờởịỰỨỪỬơớƯ" +
	"ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ" +
	"ĐứÒÓÔạỷừửÙÚỹỵÝỡư" +
	"àáâãảăữẫèéêẻìíĩỉ" +
	"đựòóôõỏọụùúũủýợỮ"

var visciiControls = map[byte]rune{
	0x02: 'Ẳ', 0x05: 'Ẵ', 0x06: 'Ẫ', 0x14: 'Ỷ', 0x19: 'Ỹ', 0x1E: 'Ỵ',
}

// VNI fonts write a letter and its marks as two characters. The marks, in the
// order of vniMarked, follow the letter in its own case; six letters that have
// no room for a mark, and đ, ơ, ư, are characters of their own.
const (
	vniMarks  = "ùøûõïâáàåãäêéèúüë"
	vniSingle = "íìæóòîñôö"
	vniLetter = "íìỉĩịỵđơư"
)

// vniMark is what one mark character of VNI puts on a letter.
type vniMark struct {
	quality quality
	tone    Tone
}

// vniMarked are the meanings of vniMarks.
var vniMarked = [...]vniMark{
	{plain, Sắc}, {plain, Huyền}, {plain, Hỏi}, {plain, Ngã}, {plain, Nặng},
	{circumflex, Ngang}, {circumflex, Sắc}, {circumflex, Huyền}, {circumflex, Hỏi}, {circumflex, Ngã}, {circumflex, Nặng},
	{breve, Ngang}, {breve, Sắc}, {breve, Huyền}, {breve, Hỏi}, {breve, Ngã}, {breve, Nặng},
}
