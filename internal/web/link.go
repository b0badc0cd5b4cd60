package web

import (
	"net/url"
	"strings"
)

// query builds a path with parameters, given as name, value, name, value;
// those with an empty value are left out.
func query(path string, pairs ...string) string {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			v.Set(pairs[i], pairs[i+1])
		}
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// with returns the address of a request with one parameter changed, or taken
// out where the value is "". The page number goes, since it means nothing in
// another list.
func with(u *url.URL, name, value string) string {
	v := u.Query()
	v.Del("page")
	if value == "" {
		v.Del(name)
	} else {
		v.Set(name, value)
	}
	if len(v) == 0 {
		return u.Path
	}
	return u.Path + "?" + v.Encode()
}

func pathEscape(s string) string { return url.PathEscape(s) }

// anchor makes the ID of a finding fit for an element's id and a selector:
// lower-case letters, digits and hyphens, beginning with a letter.
func anchor(entry string) string {
	ok := entry != "" && entry[0] >= 'a' && entry[0] <= 'z'
	for _, r := range entry {
		ok = ok && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-')
	}
	if ok {
		return entry
	}
	return "x-" + strings.Trim(slug(entry), "-")
}
