package segment

import "strings"

// emoticons are the small pictures of marks that are tokens.
var emoticons = map[string]bool{
	":)": true, ":(": true, ":-)": true, ":-(": true, ";)": true, ";-)": true, ":D": true, ":-D": true, ":P": true, ":p": true, ":-P": true, ";P": true,
	"=)": true, "=(": true, ":/": true, "<3": true, "<-": true, "->": true, "^_^": true, ">:(": true,
}

func emoticon(s string) bool { return len(s) <= 3 && emoticons[s] }

// address returns where in s, a stretch without space, a web address, e-mail
// address or file name stands; from = to if there is none.
func address(s string) (from, to int) {
	if at := strings.Index(s, "://"); at >= 0 {
		from = at
		for from > 0 && letter(s[from-1]) {
			from--
		}
		return from, trimAddress(s, from)
	}
	for _, opening := range []string{"www.", "mailto:"} {
		if at := strings.Index(s, opening); at >= 0 {
			return at, trimAddress(s, at)
		}
	}
	if from, to = mail(s); from < to {
		return from, to
	}
	return file(s)
}

// mail returns where in s an e-mail address stands, with a full host or the
// name of an office alone ("duro@velmar.example", "Duro@VELMAR"), or with dots
// for what was left out ("du...@velmar.example").
func mail(s string) (from, to int) {
	at := strings.IndexByte(s, '@')
	if at <= 0 || at+1 == len(s) || !local(s[at-1]) || !letter(s[at+1]) {
		return len(s), len(s)
	}
	for from = at; from > 0 && local(s[from-1]); {
		from--
	}
	to = at + 1
	for to < len(s) && (local(s[to]) && s[to] != '%' && s[to] != '+') {
		to++
	}
	to = from + len(strings.TrimRight(s[from:to], ".-"))
	for from < at && s[from] == '.' {
		from++
	}
	if from == at {
		return len(s), len(s)
	}
	return from, to
}

// local reports whether b can be part of an e-mail address.
func local(b byte) bool { return letter(b) || digit(b) || strings.IndexByte("._-+%", b) >= 0 }

// endings are what names of files and hosts end with.
var endings = map[string]bool{
	"doc": true, "docx": true, "xls": true, "xlsx": true, "ppt": true, "pptx": true, "pdf": true, "txt": true, "csv": true, "zip": true, "exe": true,
	"jpg": true, "jpeg": true, "gif": true, "png": true, "mp3": true, "mp4": true, "htm": true, "html": true, "php": true, "xml": true,
	"com": true, "net": true, "org": true, "gov": true, "edu": true, "info": true,
}

// file returns where in s the name of a file or host stands that has more in
// it than a word: a hyphen, a number sign, capitals.
func file(s string) (from, to int) {
	to = len(strings.TrimRight(s, ".,;:!?'\")]}>*"))
	dot := strings.LastIndexByte(s[:to], '.')
	if dot < 0 || to-dot > 5 || !endings[strings.ToLower(s[dot+1:to])] || upper(s[dot+1]) != upper(s[to-1]) {
		return len(s), len(s)
	}
	for from = dot; from > 0 && (local(s[from-1]) || s[from-1] == '#' || s[from-1] == '&'); {
		from--
	}
	return from, to
}

// trimAddress returns where the address that begins at from ends: marks that close a sentence are not of it.
func trimAddress(s string, from int) int {
	end := len(s)
	if i := strings.IndexAny(s[from:], "<>\"”“»"); i >= 0 {
		end = from + i
	}
	end = from + len(strings.TrimRight(s[from:end], ".,;:!?'’)]}…*"))
	return max(end, from)
}
