package web

import (
	"net/http"

	"parley/internal/analysis"
	"parley/internal/record"
)

// maxSpeakers is how many speakers the page of sources shows at first.
const maxSpeakers = 100

// outletRow is an outlet with what comes from it.
type outletRow struct {
	analysis.OutletCount
	Href string // its articles; "" for those without an outlet
}

// speakerRow is somebody who is heard.
type speakerRow struct {
	analysis.SpeakerCount
	Href        string
	First, Last when
	Party       string // "" where it is the speaker itself
}

type sourcesBody struct {
	Outlets  []outletRow
	Speakers []speakerRow
	Total    []string
	AllHref  string // "" if all are shown
	Nothing  bool
}

// sources tells who is heard, through whom.
func (a *app) sources(w http.ResponseWriter, r *http.Request) error {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return err
	}
	counts := analysis.Sources(&sn.rec)
	b := sourcesBody{Nothing: len(sn.rec.Articles) == 0,
		Total: []string{plural(len(counts.Outlets), "outlet", "outlets"), plural(len(counts.Speakers), "speaker", "speakers")}}
	for _, o := range counts.Outlets {
		row := outletRow{OutletCount: o}
		if o.Outlet != "" {
			row.Href = query("/articles", "outlet", o.Outlet)
		}
		b.Outlets = append(b.Outlets, row)
	}
	for i, s := range counts.Speakers {
		if i == maxSpeakers && r.FormValue("speakers") != "all" {
			b.AllHref = "/sources?speakers=all"
			break
		}
		row := speakerRow{s, actorHref(s.Actor), day(s.First, false), day(s.Last, false), s.Party}
		if s.Actor == "" {
			row.Name = unnamed(record.Who{Name: s.Name, Kind: s.Kind, DescribedAs: s.Name})
		}
		if row.Party == row.Name {
			row.Party = ""
		}
		b.Speakers = append(b.Speakers, row)
	}
	return a.render(w, sn, "sources", view{Title: "Sources", Body: b})
}

// apiOutlet is analysis.OutletCount as JSON.
type apiOutlet struct {
	Outlet     string `json:"outlet"`
	Articles   int    `json:"articles"`
	Copies     int    `json:"copies"`
	Cut        int    `json:"cut"`
	Statements int    `json:"statements"`
	Direct     int    `json:"direct"`
	Unnamed    int    `json:"unnamed"`
	Positions  int    `json:"positions"`
	Events     int    `json:"events"`
}

// apiSpeaker is analysis.SpeakerCount as JSON.
type apiSpeaker struct {
	Actor      string      `json:"actor"`
	Name       string      `json:"name"`
	Kind       record.Kind `json:"kind"`
	Party      string      `json:"party"`
	Statements int         `json:"statements"`
	Direct     int         `json:"direct"`
	Articles   int         `json:"articles"`
	Outlets    int         `json:"outlets"`
	First      string      `json:"first"`
	Last       string      `json:"last"`
}

// apiSources answers with both lists of analysis.Sources.
func (a *app) apiSources(r *http.Request) (any, error) {
	sn, err := a.last.get(r.Context())
	if err != nil {
		return nil, err
	}
	c := analysis.Sources(&sn.rec)
	return struct {
		Outlets  []apiOutlet  `json:"outlets"`
		Speakers []apiSpeaker `json:"speakers"`
	}{each(c.Outlets, func(o analysis.OutletCount) apiOutlet { return apiOutlet(o) }),
		each(c.Speakers, func(s analysis.SpeakerCount) apiSpeaker { return apiSpeaker(s) })}, nil
}
