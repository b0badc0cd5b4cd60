package record

// coded is a class of PLOVER with the CAMEO code that its conversion table
// (Schrodt 2021, draft 0.8) gives it.
type coded struct{ plover, cameo string }

// done are the codes of events that occurred, or are only claimed to have. Votes
// and public statements have none in PLOVER.
var done = map[string]coded{
	"call": {"CONSULT", "041"}, "meeting": {"CONSULT", "040"}, "talks": {"CONSULT", "046"}, "visit": {"CONSULT", "042"},
	"truce": {"RETREAT", "0871"}, "violation": {"ASSAULT", "196"}, "attack": {"ASSAULT", "190"}, "exchange": {"RETREAT", "0841"},
	"agreement": {"SUPPORT", "057"}, "sanction": {"COERCE", "163"}, "aid": {"AID", "070"}, "deployment": {"MOBILIZE", "154"},
	"offer": {"AGREE", "030"},
}

// meant are the codes of what is planned, proposed or agreed but not done.
var meant = map[string]coded{
	"call": {"AGREE", "036"}, "meeting": {"AGREE", "036"}, "talks": {"AGREE", "036"}, "visit": {"AGREE", "036"},
	"truce": {"AGREE", "0356"}, "exchange": {"AGREE", "0353"}, "agreement": {"AGREE", "030"}, "aid": {"AGREE", "033"}, "offer": {"AGREE", "030"},
	"attack": {"THREATEN", "138"}, "violation": {"THREATEN", "138"}, "sanction": {"THREATEN", "130"}, "deployment": {"THREATEN", "130"},
}

// ended are the codes of what was called off, lifted or taken back.
var ended = map[string]coded{
	"call": {"SANCTION", "164"}, "meeting": {"SANCTION", "164"}, "talks": {"SANCTION", "164"}, "visit": {"SANCTION", "164"},
	"sanction": {"RETREAT", "085"}, "aid": {"SANCTION", "162"}, "deployment": {"RETREAT", "0874"}, "attack": {"RETREAT", "087"},
	"agreement": {"REJECT", "120"}, "truce": {"REJECT", "120"}, "exchange": {"REJECT", "120"}, "offer": {"REJECT", "120"},
}

// Classify sets the PLOVER class and CAMEO code of e from its type and status;
// both stay "" where the scheme has none for it.
func (e *Event) Classify() {
	var c coded
	switch e.Status {
	case "occurred", "claimed":
		c = done[e.Type]
	case "planned", "proposed", "agreed":
		c = meant[e.Type]
	case "demanded":
		if _, ok := done[e.Type]; ok {
			c = coded{"REQUEST", "100"}
		}
	case "declined":
		if _, ok := done[e.Type]; ok {
			c = coded{"REJECT", "120"}
		}
	case "cancelled":
		c = ended[e.Type]
	}
	e.Plover, e.Cameo = Maybe(c.plover), Maybe(c.cameo)
}
