package main

import (
	"strings"

	"github.com/spf13/cobra"

	"parley/internal/record"
)

// eventLine is an article's account of an event in JSON lines.
type eventLine struct {
	record.Event
	Actors []record.Maybe `json:"actors"`
	Teller record.Maybe   `json:"teller"`
	where
}

// eventsCommand lists what happened, is planned or is claimed.
func (a *app) eventsCommand() *cobra.Command {
	f := &filter{}
	cmd := &cobra.Command{
		Use:   "events",
		Short: "List what happened, is planned or is claimed",
		Args:  cobra.NoArgs,
		RunE: a.lister(f, func(rec *record.Record, l *listing) {
			l.columns = []string{"date", "type", "status", "participants", "place", "according to", "outlet", "words"}
			for _, e := range rec.Events {
				art, _ := rec.Article(e.Article)
				if !f.event(rec, &e, art) || !f.more(len(l.rows)) {
					continue
				}
				line := eventLine{Event: e.Event, Actors: []record.Maybe{}, Teller: record.Maybe(e.Teller), where: whereOf(art, e.Evidence)}
				for _, id := range e.Actors {
					line.Actors = append(line.Actors, record.Maybe(id))
				}
				teller := ""
				if e.AccordingTo != nil {
					teller = rec.NameOf(e.Teller, *e.AccordingTo)
				}
				l.add(line, eventDay(&e.Event), e.Type, e.Status, participants(rec, &e), string(e.Place), teller, art.Outlet, wordsOf(e.Evidence))
			}
		}),
	}
	f.choiceFlag(cmd, &f.kind, "type", "only of this type", codes("events.txt", "event"))
	f.choiceFlag(cmd, &f.status, "status", "only of this status", statuses)
	f.leastFlag(cmd)
	cmd.Flags().StringVar(&f.who, "participant", "", "only with this participant, by a part of the name")
	f.dateFlags(cmd)
	return cmd
}

func (f *filter) event(rec *record.Record, e *record.EventEntry, art record.Article) bool {
	if e.P < float64(f.least) || !same(f.kind, e.Type) || !same(f.status, e.Status) || !f.fromOutlet(art) {
		return false
	}
	if f.who != "" {
		found := false
		for i, p := range e.Participants {
			found = found || f.person(rec, actorAt(e.Actors, i), record.Who{Name: p.Name})
		}
		if !found {
			return false
		}
	}
	return f.in(entryDay(e.Start, art))
}

// eventDay returns an event's day or span of days, "?" if unknown. The day of
// publication says nothing of an event's.
func eventDay(e *record.Event) string {
	switch {
	case e.Start == "":
		return "?"
	case e.End != "" && e.End != e.Start:
		return string(e.Start + "/" + e.End)
	}
	return string(e.Start)
}

// participants names who takes part in an event.
func participants(rec *record.Record, e *record.EventEntry) string {
	parts := make([]string, len(e.Participants))
	for i, p := range e.Participants {
		parts[i] = rec.NameOf(actorAt(e.Actors, i), record.Who{Name: p.Name})
		if p.Role != "" {
			parts[i] += " (" + p.Role + ")"
		}
	}
	return strings.Join(parts, ", ")
}

// actorAt returns the i-th actor, "" where there are fewer.
func actorAt(ids []string, i int) string {
	if i < len(ids) {
		return ids[i]
	}
	return ""
}
