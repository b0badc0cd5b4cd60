package web

import (
	"net/http"

	"parley/internal/analysis"
	"parley/internal/record"
)

// apiState is the state of play.
type apiState struct {
	AsOf     string   `json:"asof"`
	Articles int      `json:"articles"`
	Whole    int      `json:"whole"`
	Cut      int      `json:"cut"`
	Undated  int      `json:"undated"`
	Origins  int      `json:"origins"`
	Parties  []string `json:"parties"`
	Rows     []apiRow `json:"rows"`
	Others   []apiRow `json:"others"`
}

type apiRow struct {
	Key      string    `json:"key"`
	Issue    string    `json:"issue"`
	Object   string    `json:"object"`
	Articles int       `json:"articles"`
	Cells    []apiCell `json:"cells"`
}

// apiCell is where a party stands; stance is null where nobody who speaks for
// it is reported, and voices is empty for silence.
type apiCell struct {
	Party      string             `json:"party"`
	Stance     record.Maybe       `json:"stance"`
	ToldBy     record.Maybe       `json:"told_by"`
	Since      apiDate            `json:"since"`
	Last       apiDate            `json:"last"`
	Conditions []record.Condition `json:"conditions"`
	Moved      []apiStep          `json:"moved"`
	Conflict   []apiAccount       `json:"conflict"`
	Voices     []apiVoice         `json:"voices"`
	Articles   int                `json:"articles"`
	Support    int                `json:"support"` // of articles, those that tell the present stance
	Threat     bool               `json:"threat"`  // told as a threat, not a wish
}

type apiDate struct {
	Day      record.Maybe `json:"day"`
	Inferred bool         `json:"inferred"`
}

type apiStep struct {
	Stance record.Stance `json:"stance"`
	From   apiDate       `json:"from"`
	To     apiDate       `json:"to"`
}

type apiVoice struct {
	Actor    record.Maybe `json:"actor"`
	Name     string       `json:"name"`
	Rung     string       `json:"rung"`
	Dissents bool         `json:"dissents"`
	Steps    []apiStep    `json:"steps"`
	Accounts []apiAccount `json:"accounts"`
}

type apiAccount struct {
	Stance record.Stance `json:"stance"`
	Act    record.Maybe  `json:"act"`
	Date   apiDate       `json:"date"`
	Basis  string        `json:"basis"`
	Teller record.Maybe  `json:"teller"`
	apiRef
}

func (a *app) apiPlay(r *http.Request) (any, error) {
	asof := r.FormValue("asof")
	if err := isDay("asof", asof); err != nil {
		return nil, err
	}
	sn, err := a.last.get(r.Context())
	if err != nil {
		return nil, err
	}
	p := sn.play(asof)
	s := p.Scope
	out := apiState{s.AsOf, s.Articles, s.Whole, s.Cut, s.Undated, s.Origins, p.Parties, rowsOf(p.Rows), rowsOf(p.Others)}
	if out.Parties == nil {
		out.Parties = []string{}
	}
	return out, nil
}

func rowsOf(rows []analysis.Row) []apiRow {
	return each(rows, func(r analysis.Row) apiRow {
		return apiRow{r.Key, r.Issue, r.Object, r.Articles, each(r.Cells, cellOf)}
	})
}

func cellOf(c analysis.Cell) apiCell {
	conds := c.Conditions
	if conds == nil {
		conds = []record.Condition{}
	}
	return apiCell{c.Party, record.Maybe(c.Stance), record.Maybe(c.ToldBy), dateOf(c.Since), dateOf(c.Last), conds, each(c.Moved, stepOf),
		each(c.Conflict, accountOf), each(c.Voices, voiceOf), c.Articles, c.Support, c.Threat}
}

func voiceOf(v analysis.Voice) apiVoice {
	return apiVoice{record.Maybe(v.Actor), v.Name, string(v.Rung), v.Dissents, each(v.Steps, stepOf), each(v.Accounts, accountOf)}
}

func accountOf(x analysis.Account) apiAccount {
	return apiAccount{x.Stance, record.Maybe(x.Act), dateOf(x.Date), string(x.Basis), record.Maybe(x.Teller), refOf(x.Ref, x.Outlet)}
}

func stepOf(s analysis.Step) apiStep { return apiStep{s.Stance, dateOf(s.From), dateOf(s.To)} }

func dateOf(d analysis.Date) apiDate { return apiDate{record.Maybe(d.Day), d.Inferred} }

// each turns every member of a list; never nil, so that JSON shows a list.
func each[S, T any](from []S, turn func(S) T) []T {
	out := make([]T, len(from))
	for i, x := range from {
		out[i] = turn(x)
	}
	return out
}
