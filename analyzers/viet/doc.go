// Package viet knows how Vietnamese is written: which letters, marks and
// syllables exist, which spellings mean the same, and where one word ends and
// the next begins. It knows nothing of search engines.
//
// # Two keys for every token
//
// The same word reaches us in many disguises: composed or decomposed Unicode,
// marks in either order, the tone on either vowel (hòa, hoà), i or y at the end
// (kỹ, kĩ), Đ typed as the Icelandic Ð, a soft hyphen in the middle. Tokenize
// cuts text into tokens and gives each one two keys that see through all of
// this. Exact keeps the accents and Folded drops them, so that a reader who
// types without accents still finds the text:
//
//	Hoà  →  Exact "hoà"  Folded "hoa"
//	KỸ   →  Exact "kĩ"   Folded "ki"
//
// Keys are for comparing, never for showing: a token's Start and End lead back
// to the text as it was written.
//
// # How a key is made
//
// Letters are taken apart into base, quality (the hat, breve or horn that makes
// another vowel: a â ă, o ô ơ, u ư) and tone. If the letters spell a syllable,
// the tone is put back in one canonical place. If they do not (résumé, UBND),
// the word only becomes lower case and composed.
//
// # The rest
//
// ParseSyllable splits a syllable into onset, nucleus, coda and tone.
// DecodeTelex and DecodeVNI turn keystrokes into the word they were meant to
// type. Detect and Decode read the encodings used before Unicode.
package viet
