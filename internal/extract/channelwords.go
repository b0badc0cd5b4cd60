package extract

import (
	"io/fs"
	"strings"
)

// channelWords is the vocabulary of taxonomy/channels.txt.
type channelWords struct {
	nouns     phrases // of: index in codes
	codes     []string
	saying    map[string]string // verb to channel
	audience  map[string]string // noun to channel
	platforms [][]string        // names in words, in lower case
	class     map[string]map[string]bool
}

// loadChannelWords reads channels.txt. Errors name the file and line.
func loadChannelWords(files fs.FS) (*channelWords, error) {
	c := &channelWords{nouns: phrases{}, saying: map[string]string{}, audience: map[string]string{}, class: map[string]map[string]bool{}}
	return c, readLines(files, "channels.txt", c.line)
}

func (c *channelWords) line(ln line) error {
	words := strings.Fields(ln.rest)
	if len(words) == 0 {
		return ln.errorf("%q without words", ln.key)
	}
	switch ln.key {
	case "channel":
		c.codes = append(c.codes, words[0])
		for _, w := range words[1:] {
			c.nouns.add(strings.ReplaceAll(w, "-", " "), len(c.codes)-1)
		}
	case "saying", "audience":
		to := c.saying
		if ln.key == "audience" {
			to = c.audience
		}
		for _, w := range words[1:] {
			first(to, w, words[0])
		}
	case "platform":
		for _, w := range words {
			c.platforms = append(c.platforms, strings.Split(strings.ToLower(w), "_"))
		}
	case "leads", "speaking", "held", "outlet", "outletname", "press", "addresses", "speaksto", "together", "continues":
		if c.class[ln.key] == nil {
			c.class[ln.key] = map[string]bool{}
		}
		addAll(c.class[ln.key], words)
	default:
		return ln.errorf("unknown key %q", ln.key)
	}
	return nil
}

func (c *channelWords) is(class, word string) bool { return c.class[class][word] }
