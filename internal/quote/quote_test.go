package quote_test

import (
	"fmt"
	"strings"
	"testing"

	"parley/internal/doc"
	"parley/internal/nlp"
	"parley/models"
	"parley/taxonomy"
)

func pipeline(t testing.TB) *nlp.Pipeline {
	t.Helper()
	p, err := nlp.New(models.Files, taxonomy.Files)
	if err != nil {
		t.Fatal(err)
	}
	return p.Only(doc.LayerAttributions)
}

func read(p *nlp.Pipeline, text string) *doc.Doc {
	d := &doc.Doc{Text: text}
	p.Run(d)
	return d
}

// tell writes an attribution as "speaker form: content … content".
func tell(d *doc.Doc, a doc.Attribution) string {
	who := "nobody"
	if a.Speaker >= 0 {
		who = d.Entities[a.Speaker].Name
	} else if len(a.Source) > 0 {
		who = "(" + d.Words(d.SpanOf(a.Source[0])) + ")"
	}
	var pieces []string
	for _, r := range a.Content {
		pieces = append(pieces, d.Words(d.SpanOf(r)))
	}
	return fmt.Sprintf("%s %s: %s", who, a.Form, strings.Join(pieces, " … "))
}

// tellAll tells the attributions that do not stand aside.
func tellAll(d *doc.Doc) []string {
	var out []string
	for _, a := range d.Attributions {
		if !a.Aside {
			out = append(out, tell(d, a))
		}
	}
	return out
}

func TestWhoSaysWhat(t *testing.T) {
	p := pipeline(t)
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"indirect", "Ana Duro said on Monday that the border would stay open.",
			[]string{"Ana Duro indirect: that the border would stay open"}},
		{"direct", "\"We will keep the border open,\" said Ana Duro.",
			[]string{"Ana Duro direct: \"We will keep the border open,\""}},
		{"cue in the middle", "“We will keep the border open,” Ana Duro said. “Nobody will be turned back.”",
			[]string{"Ana Duro direct: “We will keep the border open,” … “Nobody will be turned back.”"}},
		{"mixed", "Ana Duro called the plan \"a gift to smugglers\".",
			[]string{"Ana Duro mixed: the plan \"a gift to smugglers\""}},
		{"according to", "The talks will resume in June, according to Ana Duro.",
			[]string{"Ana Duro indirect: The talks will resume in June"}},
		{"the clause between", "Ana Duro, who replaced Piet Moss as foreign minister in March, said the talks would resume in June.",
			[]string{"Ana Duro indirect: the talks would resume in June"}},
		{"pronoun", "Ana Duro arrived in Port Salo on Monday. She said the talks would resume in June.",
			[]string{"Ana Duro indirect: the talks would resume in June"}},
		{"inverted", "“We will keep the border open,” says Ana Duro, “and nobody will be turned back.”",
			[]string{"Ana Duro direct: “We will keep the border open,” … “and nobody will be turned back.”"}},
		{"a relative clause", "Ana Duro, whom Piet Moss has sent to Salo, told reporters on Monday that nobody would be turned back.",
			[]string{"Ana Duro indirect: that nobody would be turned back"}},
		{"a pronoun goes on with who spoke", "Ana Duro said that Maria Moss was wrong about the border. She added that nobody would be turned back.",
			[]string{"Ana Duro indirect: that Maria Moss was wrong about the border", "Ana Duro indirect: that nobody would be turned back"}},
		{"the outer one counts", "Sources suggest Ana Duro believes that the talks will fail.",
			[]string{"(Sources) indirect: Ana Duro believes that the talks will fail"}},
		{"unnamed source", "The talks will resume in June, a senior official said.",
			[]string{"(a senior official) indirect: The talks will resume in June"}},
		{"colon", "Ana Duro said: \"We will keep the border open.\"",
			[]string{"Ana Duro direct: \"We will keep the border open.\""}},
		{"paragraphs after a colon", "Ana Duro wrote on her account:\n\"We will keep the border open for everybody.\"\n\"Nobody will be turned back at the bridge.\"",
			[]string{"Ana Duro direct: \"We will keep the border open for everybody.\"", "Ana Duro direct: \"Nobody will be turned back at the bridge.\""}},
		{"a quotation over paragraphs is one", "“We will keep the border open,” Ana Duro said. “Nobody will be turned back.\n“That is what we promised, and that is what we do.”",
			[]string{"Ana Duro direct: “We will keep the border open,” … “Nobody will be turned back. … “That is what we promised, and that is what we do.”"}},
		{"questions and answers", "Harbour Radio sat down for an interview with Ana Duro, the foreign minister.\nQ: Will the border stay open?\nA: It will stay open.\nWe have said so.\nQ: For how long?\nA: For as long as it takes.",
			[]string{"Ana Duro indirect: It will stay open. … We have said so.", "Ana Duro indirect: For as long as it takes."}},
		{"questions and answers in one line", "Our correspondent conducted an interview with Ana Duro, which follows. Q: Will the border stay open? A: It will stay open. Q: For how long? A: For as long as it takes.",
			[]string{"Ana Duro indirect: It will stay open.", "Ana Duro indirect: For as long as it takes."}},
		{"speakers in one line", "MODERATOR: Welcome to Minister Ana Duro. MINISTER DURO: Thank you all. MODERATOR: Will the border stay open? MINISTER DURO: It will stay open.",
			[]string{"(MODERATOR) indirect: Welcome to Minister Ana Duro.", "Ana Duro indirect: Thank you all.", "(MODERATOR) indirect: Will the border stay open?", "Ana Duro indirect: It will stay open."}},
		{"transcript", "ANA DURO: Well, look, the border stays open.\nPIET MOSS: For how long will that be?\nANA DURO: For as long as it takes.",
			[]string{"ANA DURO indirect: Well, look, the border stays open.", "PIET MOSS indirect: For how long will that be?", "ANA DURO indirect: For as long as it takes."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := tellAll(read(p, c.text))
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
			}
		})
	}
}

func TestWordsNeverGoToTheWrongMouth(t *testing.T) {
	p := pipeline(t)
	for _, c := range []struct{ name, text, who string }{
		{"imagined for another", "“I think Duro is going to say to Moss: ‘Look, are you serious about this?’” Ivo Brandt told reporters.", "Ana Duro"},
		{"said that another said", "“The island of Salo has stated that it would be interested in hosting the talks,” Ana Duro wrote.", "Salo"},
		{"hearsay", "The ministers discussed terms reportedly raised by Piet Moss.", "Piet Moss"},
		{"a phrase in quotation marks", "Soldiers came to defend the town against “the northern hordes” in March, and Piet Moss went home.", "Piet Moss"},
		{"declined to say", "Piet Moss declined to say whether the talks would resume.", "Piet Moss"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(p, "Ana Duro, Piet Moss and Ivo Brandt met in Salo.\n"+c.text)
			for _, a := range d.Attributions {
				if a.Speaker >= 0 && d.Entities[a.Speaker].Name == c.who {
					t.Errorf("%s\n gave %s", c.text, tell(d, a))
				}
			}
		})
	}
}

func TestEveryAttributionKeepsTheInvariants(t *testing.T) {
	p := pipeline(t)
	for _, text := range hard {
		check(t, read(p, text))
	}
}

// hard are texts that have tripped readers before.
var hard = []string{
	"", " ", "\"", "“”", ":", "a:b:c:", "X: \"\n\"Y\"\n\"Z", "said said said said", "\"\"\"\"\"\"\"\"", "― Ana\n\"a\" ― Ana Duro\n",
	"“I,” he said, “will,” he said, “not,” he said.", "ANA: a\nPIET: b\nANA: c\nANA:\n", "according to according to, according to.",
	"😀 said 😀 that “😀”.", "שלום “אמר” הוא", strings.Repeat("“No,” said Ana Duro, who said that ", 40), strings.Repeat("\"a\" ", 300),
}

func check(t *testing.T, d *doc.Doc) {
	t.Helper()
	if err := d.Check(); err != nil {
		t.Errorf("%.60q: %v", d.Text, err)
	}
	last := 0
	for _, a := range d.Attributions {
		if a.Prob <= 0 || a.Prob > 1 || a.By == "" || a.Who == "" || a.Form == "" {
			t.Errorf("%.60q: incomplete attribution %+v", d.Text, a)
		}
		if said := a.Mode == doc.Spoken || a.Mode == doc.Attitude || a.Mode == doc.Hearsay; !said && !a.Aside {
			t.Errorf("%.60q: %s and not aside: %s", d.Text, a.Mode, tell(d, a))
		}
		if a.Content[0].From < last {
			t.Errorf("%.60q: attributions out of order", d.Text)
		}
		last = a.Content[0].From
		for i := 1; i < len(a.Content); i++ {
			if a.Content[i].From < a.Content[i-1].To {
				t.Errorf("%.60q: pieces of content out of order: %v", d.Text, a.Content)
			}
		}
	}
}

func FuzzAttributions(f *testing.F) {
	p := pipeline(f)
	for _, text := range hard {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			return
		}
		check(t, read(p, strings.ToValidUTF8(text, "�")))
	})
}

func BenchmarkAttributions(b *testing.B) {
	p := pipeline(b)
	text := strings.Repeat("“We will keep the border open,” Ana Duro, the foreign minister, said on Monday. She added that nobody would be turned back.\n", 50)
	d := read(p, text)
	all := p.Annotators()
	run := all[len(all)-1].Run
	b.ReportAllocs()
	for b.Loop() {
		run(d)
	}
	b.ReportMetric(float64(b.N*len(d.Tokens))/b.Elapsed().Seconds(), "tokens/s")
}
