package analysis

import (
	"cmp"
	"slices"

	"parley/internal/record"
)

// cell makes the cell of a party of its accounts.
func (v *view) cell(party string, accounts []Account) Cell {
	c := Cell{Party: party}
	slices.SortFunc(accounts, byDate)
	origins := map[string]bool{}
	for _, acc := range accounts {
		a := v.visible[acc.Ref.Article]
		origins[a.Origin()] = true
	}
	c.Articles = len(origins)
	speaking := v.speaking(accounts, &c)
	steps := stepsOf(speaking)
	if len(steps) > 0 {
		now := steps[len(steps)-1]
		c.Stance, c.Threat, c.Since, c.Last, c.Moved = now.Stance, now.Threat, now.From, now.To, moves(steps)
		support := map[string]bool{}
		var latest []Account
		for _, acc := range speaking {
			if a := v.visible[acc.Ref.Article]; acc.Stance == c.Stance && acc.Date.Day >= c.Since.Day {
				support[a.Origin()] = true
			}
			if acc.Stance == c.Stance && acc.Date.Day == c.Last.Day && len(acc.Conditions) > 0 {
				latest = append(latest, acc)
			}
			if e := acc.Ended; e != nil && e.By == "deed" && acc.Stance == c.Stance && e.Date.Day > c.Last.Day {
				c.Ended = earlier(c.Ended, e)
			}
			if acc.Stance != c.Stance && acc.Date.Day == c.Last.Day {
				c.Conflict = append(c.Conflict, acc)
			}
		}
		c.Support, c.Conditions = len(support), joined(latest)
	}
	c.Voices = voices(accounts, c.Stance)
	return c
}

// moves are the steps before the last, without those that only return to it
// by way of nothing.
func moves(steps []Step) []Step {
	if len(steps) < 2 {
		return nil
	}
	return steps[:len(steps)-1]
}

// speaking returns the accounts that make the party's own stance: those of the
// party itself, its leader or their spokespeople; else of its envoys; else
// what others tell of these, which is noted in the cell.
func (v *view) speaking(accounts []Account, c *Cell) []Account {
	var own, envoys, told []Account
	for _, acc := range accounts {
		switch {
		case !acc.Rung.Speaks():
		case acc.Basis == Told:
			told = append(told, acc)
		case acc.Rung == Envoy:
			envoys = append(envoys, acc)
		default:
			own = append(own, acc)
		}
	}
	switch {
	case len(own) > 0:
		return own
	case len(envoys) > 0:
		return envoys
	}
	if len(told) > 0 {
		c.ToldBy = told[len(told)-1].Teller
	}
	return told
}

// byDate orders accounts by date, article, and place in it; unknown dates first.
func byDate(x, y Account) int {
	return cmp.Or(cmp.Compare(x.Date.Day, y.Date.Day), cmp.Compare(x.Ref.Article, y.Ref.Article),
		cmp.Compare(x.Ref.Start, y.Ref.Start), cmp.Compare(len(x.Ref.Entry), len(y.Ref.Entry)), cmp.Compare(x.Ref.Entry, y.Ref.Entry))
}

// stepsOf returns the stances that accounts in order of date tell, one after
// the other. Of several on one day the one told most counts; the others are
// no step, and shown beside it where the day is the last.
func stepsOf(accounts []Account) []Step {
	var steps []Step
	for len(accounts) > 0 {
		n := 1
		for n < len(accounts) && accounts[n].Date.Day == accounts[0].Date.Day {
			n++
		}
		day := accounts[:n]
		accounts = accounts[n:]
		last := record.Stance("")
		if len(steps) > 0 {
			last = steps[len(steps)-1].Stance
		}
		s := stanceOf(day, last)
		date := surest(day, s)
		if s == last {
			steps[len(steps)-1].To, steps[len(steps)-1].Threat = date, threat(day, s)
			continue
		}
		steps = append(steps, Step{s, date, date, threat(day, s)})
	}
	return steps
}

// stanceOf returns the stance of a day: what most articles tell, own words
// counting before narration; of equals what was held before, then what is
// bound to a condition, which says more than its plain reading.
func stanceOf(day []Account, before record.Stance) record.Stance {
	type weight struct{ own, all map[string]bool }
	count := map[record.Stance]*weight{}
	var found []record.Stance
	for _, acc := range day {
		w := count[acc.Stance]
		if w == nil {
			w = &weight{map[string]bool{}, map[string]bool{}}
			count[acc.Stance] = w
			found = append(found, acc.Stance)
		}
		w.all[acc.Ref.Article] = true
		if acc.Basis == OwnWords {
			w.own[acc.Ref.Article] = true
		}
	}
	is := func(yes bool) int {
		if yes {
			return 0
		}
		return 1
	}
	return slices.MinFunc(found, func(x, y record.Stance) int {
		a, b := count[x], count[y]
		return cmp.Or(len(b.all)-len(a.all), len(b.own)-len(a.own), is(x == before)-is(y == before),
			is(x == record.Conditional)-is(y == record.Conditional), cmp.Compare(x, y))
	})
}

// surest returns the date of a stance on a day, stated if an account states it.
func surest(day []Account, s record.Stance) Date {
	d := Date{day[0].Date.Day, true}
	for _, acc := range day {
		if acc.Stance == s && !acc.Date.Inferred {
			d.Inferred = false
		}
	}
	return d
}

// voices groups accounts by who holds the position.
func voices(accounts []Account, party record.Stance) []Voice {
	at := map[string]int{}
	var out []Voice
	for _, acc := range accounts {
		key := cmp.Or(acc.Actor, "/"+acc.Name)
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, Voice{Actor: acc.Actor, Name: acc.Name, Rung: acc.Rung})
		}
		out[i].Accounts = append(out[i].Accounts, acc)
		if acc.Rung.order() < out[i].Rung.order() {
			out[i].Rung = acc.Rung
		}
	}
	for i := range out {
		v := &out[i]
		told := slices.DeleteFunc(slices.Clone(v.Accounts), func(acc Account) bool { return acc.Basis == Told })
		if len(told) == 0 {
			told = v.Accounts
		}
		v.Steps = stepsOf(told)
		v.Dissents = party != "" && v.Steps[len(v.Steps)-1].Stance != party
	}
	slices.SortStableFunc(out, func(x, y Voice) int {
		return cmp.Or(x.Rung.order()-y.Rung.order(), cmp.Compare(x.Name, y.Name), cmp.Compare(x.Actor, y.Actor))
	})
	return out
}
