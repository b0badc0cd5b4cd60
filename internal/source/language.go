package source

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"
)

const (
	judgedFrom = 1024 // bytes of text below which a language is not judged
	sampleSize = 2048 // bytes judged
)

// language returns the ISO 639-1 code of the text and whether it is one that
// is analysed. A language given with the article holds unless the text is long
// enough to judge and clearly another. An unknown one is analysed, unless the
// text is nearly all in a script that English is not written in.
func language(text, given string) (code string, analysed bool) {
	code = languageCode(given)
	if foreignScript(text) {
		if code == "en" {
			code = ""
		}
		if code == "" {
			code = judge(text)
		}
		return code, false
	}
	if len(text) >= judgedFrom {
		if found := judge(text); found != "" {
			code = found
		}
	}
	return code, code == "" || code == "en"
}

// judge returns the language of a sample from the middle of the text, "" if unsure.
func judge(text string) string {
	from := max(0, len(text)/2-sampleSize/2)
	sample := strings.ToValidUTF8(text[from:min(len(text), from+sampleSize)], "")
	info := whatlanggo.Detect(sample)
	if !info.IsReliable() {
		return ""
	}
	return info.Lang.Iso6391()
}

// foreignScript tells whether nine in ten letters of a text with at least
// twenty are not Latin.
func foreignScript(text string) bool {
	latin, other := 0, 0
	for i, r := range text {
		if i > 4*sampleSize {
			break
		}
		switch {
		case r < unicode.MaxASCII && unicode.IsLetter(r), unicode.Is(unicode.Latin, r):
			latin++
		case unicode.IsLetter(r):
			other++
		}
	}
	return other >= 20 && other >= 9*latin
}

// languageCode turns "en-US", "EN_gb", "English" and "eng" into "en"; "" if unknown.
func languageCode(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	s, _, _ = strings.Cut(s, "-")
	s, _, _ = strings.Cut(s, "_")
	switch {
	case s == "english":
		return "en"
	case len(s) == 2 && s[0] >= 'a' && s[0] <= 'z' && s[1] >= 'a' && s[1] <= 'z':
		return s
	case len(s) == 3:
		if l := whatlanggo.CodeToLang(s); l >= 0 {
			return l.Iso6391()
		}
	}
	return ""
}
