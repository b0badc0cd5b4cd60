package analysis

import (
	"strings"

	"parley/internal/record"
)

// joined lists the conditions of one holder's accounts of one day: all of the
// last account, and of the others those on issues that it does not name.
func joined(accounts []Account) []record.Condition {
	var out []record.Condition
	named := map[string]bool{}
	for i := len(accounts) - 1; i >= 0; i-- {
		acc := accounts[i]
		sameArticle := acc.Ref.Article == accounts[len(accounts)-1].Ref.Article
		var fresh []record.Condition
		for _, c := range acc.Conditions {
			text := "\x00" + strings.ToLower(strings.TrimSpace(c.Text))
			vague := c.Issue == "" || c.Issue == "other" || c.Issue == "unspecified"
			if named[text] || !sameArticle && (vague && len(out) > 0 || !vague && named[c.Issue]) {
				continue
			}
			fresh = append(fresh, c)
		}
		for _, c := range fresh {
			named["\x00"+strings.ToLower(strings.TrimSpace(c.Text))], named[c.Issue] = true, true
		}
		out = append(out, fresh...)
	}
	return out
}

// ConditionsNow returns what a voice's present stance requires: the conditions
// of its accounts of that stance on the last day it has one. Nil if none.
func (v Voice) ConditionsNow() []record.Condition {
	if len(v.Steps) == 0 {
		return nil
	}
	last := v.Steps[len(v.Steps)-1]
	var now []Account
	for _, acc := range v.Accounts {
		if acc.Stance == last.Stance && acc.Date.Day == last.To.Day {
			now = append(now, acc)
		}
	}
	return joined(now)
}

// conditionText gives what is required in the articles' words. What is named
// "before" or "after" must come first in either case, which "after:" says.
func conditionText(cs []record.Condition) string {
	var parts []string
	for _, c := range cs {
		text := strings.TrimSpace(c.Text)
		first, rest, _ := strings.Cut(text, " ")
		switch c.Relation {
		case "before", "after", "until":
			switch strings.ToLower(first) {
			case "after", "until", "till", "once":
				text = strings.TrimSpace(rest)
			case "before":
				text = "" // the words have what comes second
			}
			if text == "" {
				text = "after: " + strings.ReplaceAll(c.Issue, "-", " ")
			} else {
				text = "after: “" + text + "”"
			}
		default:
			if !strings.HasPrefix(strings.ToLower(text), c.Relation) {
				text = c.Relation + " " + text
			}
			text = "“" + text + "”"
		}
		if c.Issue == "unspecified" {
			text += " (which: not said)"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " and ")
}

// stance says a stance with what it requires.
func stance(s record.Stance, threat bool, conditions []record.Condition) string {
	switch {
	case len(conditions) == 0:
		return verb(s, threat)
	case s == record.Conditional && !threat:
		return "only " + conditionText(conditions)
	}
	return verb(s, threat) + ", " + conditionText(conditions)
}

// verb says a stance.
func verb(s record.Stance, threat bool) string {
	switch {
	case threat && s == record.Opposes:
		return "threatens to refuse it"
	case threat:
		return "threatens it"
	case s == record.Supports:
		return "wants it"
	case s == record.Opposes:
		return "refuses it"
	case s == record.Conditional:
		return "only on a condition"
	}
	return "open"
}

// threatens reports whether an account has its holder threaten to do or bring
// about something, which is no wish for it.
func (a Account) threatens() bool { return a.Act == "threaten" && a.Stance != record.Undecided }

// threat reports whether the accounts of a stance have it as a threat: at
// least half of them do.
func threat(day []Account, s record.Stance) bool {
	yes, all := 0, 0
	for _, acc := range day {
		if acc.Stance == s {
			all++
			if acc.threatens() {
				yes++
			}
		}
	}
	return yes > 0 && 2*yes >= all
}
