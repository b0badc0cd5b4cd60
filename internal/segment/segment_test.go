package segment_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/internal/doc"
	"parley/internal/segment"
)

// annotators returns those of the package with the project's own vocabulary.
func annotators(t testing.TB) []doc.Annotator {
	t.Helper()
	b, err := os.ReadFile("../../taxonomy/abbreviations.txt")
	if err != nil {
		t.Fatal(err)
	}
	as, err := segment.New(b)
	if err != nil {
		t.Fatal(err)
	}
	return as
}

func annotate(t testing.TB, text string) *doc.Doc {
	t.Helper()
	d := &doc.Doc{Text: text}
	for _, a := range annotators(t) {
		a.Run(d)
	}
	if err := d.Check(); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return d
}

// tokens writes tokens with a space before each, "|" before those that continue a word.
func tokens(d *doc.Doc) string {
	var b strings.Builder
	for i, tok := range d.Tokens {
		if tok.Joined {
			b.WriteByte('|')
		} else if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(d.Form(i))
	}
	return b.String()
}

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		// clitics continue their word
		"They don't know what Duro's envoy can't say, and I'll ask": "They do|n't know what Duro |'s envoy ca|n't say , and I|'ll ask",
		"It’s Velmark’s offer, isn’t it?":                           "It|’s Velmark|’s offer , is|n’t it ?",
		"She wouldn't've come, and he cannot":                       "She would|n't|'ve come , and he can|not",
		"the ministers' talks and the ministers’ seats":             "the ministers|' talks and the ministers|’ seats",
		// hyphens part words, but not after a prefix
		"the Velmar-brokered, 30-day truce of mid-May":    "the Velmar - brokered , 30 - day truce of mid-May",
		"a non-aligned, anti-tank e-mail of the ex-envoy": "a non-aligned , anti-tank e-mail of the ex-envoy",
		"call 555-123-4567":                               "call 555-123-4567",
		// abbreviations keep their full stop
		"Gen. Marsh of the U.S. met Lt. Col. I. R. Tarn at 5 p.m. on Sept. 3.": "Gen. Marsh of the U.S. met Lt. Col. I. R. Tarn at 5 p.m. on Sept. 3 .",
		"No. 5, as Art. 3 says. No. Never.":                                    "No. 5 , as Art. 3 says . No . Never .",
		"U.S.-led talks in the Sun.":                                           "U.S. - led talks in the Sun .",
		// numbers, money and units
		"$1,200.50, 3.5%, US$40, 5pm, 20th, 1990s, 14:30, 9/11, .5": "$ 1,200.50 , 3.5 % , US$ 40 , 5 pm , 20th , 1990s , 14:30 , 9/11 , .5",
		"£20m and 15bn (2031–2032)":                                 "£ 20 m and 15 bn ( 2031 – 2032 )",
		// marks
		"Wait... what?! and/or--no…":                        "Wait ... what ?! and / or -- no …",
		"see www.example.org/a-b?c=d, https://example.org.": "see www.example.org/a-b?c=d , https://example.org .",
		"mail <press@example.org>, #velmark @envoy :)":      "mail < press@example.org > , #velmark @envoy :)",
		// apostrophes that begin a word, and single quotation marks
		"in the '90s and '98, get 'em":           "in the '90s and '98 , get 'em",
		"the 'so-called' truce of AT&T and 'us'": "the ' so - called ' truce of AT&T and ' us '",
		// addresses, names of files, telephone numbers
		"Ana Duro@VELMAR, a.d...@example.net":                "Ana Duro@VELMAR , a.d...@example.net",
		"mailto:press@example.org. See Get-A-Map.com, x-ray": "mailto:press@example.org . See Get-A-Map.com , x - ray",
		"Draft_2-b.DOC (see 02-05-31.pdf)":                   "Draft_2-b.DOC ( see 02-05-31.pdf )",
		"1-800-555-0100, 555/555-0100, +44 555-0100":         "1-800-555-0100 , 555/555-0100 , +44 555-0100",
		// strokes, feet, lists of notes
		"24/7 on 9/11 and 3/10/31, w/o an I/O": "24 / 7 on 9/11 and 3/10/31 , w/o an I/O",
		"He is 5'10, not 6'2":                  "He is 5 ' 10 , not 6 ' 2",
		"as shown [12,13], in 1,200":           "as shown [ 12 , 13 ] , in 1,200",
		// words without their apostrophe, but not names
		"its not that he wont go, hes ill": "it|s not that he wo|nt go , he|s ill",
		"Im Sunja and its army":            "Im Sunja and its army",
		// abbreviations that leave their full stop to the sentence
		"tents, food etc. There is more":  "tents , food etc . There is more",
		"tents etc. for all. Ana D. said": "tents etc. for all . Ana D. said",
		"Right.? Yes. ‘’No,’’ he said":    "Right .? Yes . ‘’ No , ’’ he said",
		// other scripts and pictures
		"👍🏽👨‍👩‍👧 ok Привет, мир":  "👍🏽 👨‍👩‍👧 ok Привет , мир",
		"\u200f\u202bשלום\u202c!": "שלום !",
	} {
		want = strings.ReplaceAll(want, " |", "|")
		if got := tokens(annotate(t, text)); got != want {
			t.Errorf("%s\n%s", text, cmp.Diff(want, got))
		}
	}
}

func TestSentences(t *testing.T) {
	for _, want := range []string{
		"[Talks began.] [Nobody left.]",
		"[Gen. Ada Marsh met Lt. Tarn.] [Then Mrs. Duro spoke.]",
		"[J. R. Tarn of the U.S. Navy spoke.] [He left the U.S.] [The envoy stayed.]",
		"[U.S. President Ana Duro called at 5 p.m. on Sept. 3.] [Nobody answered.]",
		"[Prices rose 3.5 percent.] [Exports fell 1.2.] [That was all.]",
		"[“We will go.”] [“We will stay.”]",
		"[\"We will go.\"] [\"We will stay.\"]",
		"[\"We will go.\"] [She left.]",
		"[“Will you go?” Duro asked.] [“Yes!” said Tarn.]",
		"[He waited ... and waited.] [Then he left...] [She did not.]",
		"[It ended (the truce had run out).] [(Nobody had noticed.)] [Then came May.]",
		"[Talks in doubt]\n[The envoys left.] [They will return]\r\n[Nobody knows when]",
		"[1. Withdrawal of forces]\n[2. Exchange of prisoners]",
		"[Acme Inc. said so.] [So did Acme Corp.] [The firm denied it.]",
		"[Is it so? [1]] [Then they left.[23]] [Nobody spoke.]",
		"[Is it so?] [Is it not?!] [Yes!]",
		"[The plan failed.][The next came.]",
		"[ORSK, May 9 (Agency) -] [Ana Duro left.]",
		"[May 9—][With a truce in force, the envoys left.]",
		"[ORSK/VARN, Oct 12 (Agency) –] [“Talks,” she said.]",
		"[Ana Duro - the envoy - left.]",
		"[A 30-day truce began.]",
	} {
		text := strings.NewReplacer("[1]", "[1]", "[23]", "[23]", "[", "", "]", "").Replace(want)
		d := annotate(t, text)
		var b strings.Builder
		at := 0
		for _, s := range d.Sentences {
			sp := d.SpanOf(s)
			b.WriteString(d.Text[at:sp.Start] + "[" + d.Words(sp) + "]")
			at = sp.End
		}
		if got := b.String() + d.Text[at:]; got != want {
			t.Errorf("%s", cmp.Diff(want, got))
		}
	}
}

func TestQuotations(t *testing.T) {
	for _, want := range []string{
		// [ opens a closed quotation, { one that is left open, <n> goes on with quotation n
		"[\"We will go,\"] Duro said. [\"Soon.\"]",
		"[“We will go,”] Duro said, [“soon.”]",
		"[‘We will go,’] Duro said of the ministers’ offer.",
		"['We'll go,'] said the ministers' envoy, ['and don't wait']",
		"[«We will go»] and [„we will stay“]",
		"[``We will go,''] she said",
		"[“He told me [‘never’] twice,”] she said.",
		"[\"He told me ['never'] twice,\"] she said.",
		"[\"It was the '90s,\"] he said of rock 'n' roll.",
		// one speech over paragraphs
		"Duro said: {“We will go.}\n<0>{“We will not wait.}\n<1>[“That is all.”]",
		"Duro said: {\"We will go.}\n<0>[\"We will not wait.\"]\nNobody answered.",
		// the same where the paragraphs were lost
		"Duro said: {“We will go. }<0>[“We will not wait.”]",
		"Duro said: {\"We will go. }<0>[\"We will not wait,\"] she added.",
		// unbalanced
		"{“We will go, Duro said.}\nShe left.",
		"We will go,” Duro said. [“Yes.”]",
		"We will go,\" Duro said. [\"Yes.\"]",
		"The ministers' talks and the players' strike.",
		"a 6\" gun",
	} {
		text := strings.NewReplacer("[", "", "]", "", "{", "", "}", "", "<0>", "", "<1>", "").Replace(want)
		if got := bracket(annotate(t, text)); got != want {
			t.Error(cmp.Diff(want, got))
		}
	}
}

// bracket writes the quotations of d into its text.
func bracket(d *doc.Doc) string {
	at := map[int]string{}
	for _, q := range d.Quotations {
		sp := d.SpanOf(q.Range)
		left, right := "[", "]"
		if !q.Closed {
			left, right = "{", "}"
			if q.To < len(d.Tokens) && !strings.Contains(d.Text[sp.End:d.Tokens[q.To].Start], "\n") {
				sp.End = d.Tokens[q.To].Start
			}
		}
		if q.Continues != doc.NoIndex {
			left = "<" + string(rune('0'+q.Continues)) + ">" + left
		}
		at[sp.Start] += left
		at[sp.End] = right + at[sp.End]
	}
	var b strings.Builder
	for i := 0; i <= len(d.Text); i++ {
		b.WriteString(at[i])
		if i < len(d.Text) {
			b.WriteByte(d.Text[i])
		}
	}
	return b.String()
}

func TestDepth(t *testing.T) {
	d := annotate(t, "“He said ‘never’,” she said, “twice.”")
	var got []int
	for _, q := range d.Quotations {
		got = append(got, q.Depth)
	}
	if want := []int{0, 1, 0}; !cmp.Equal(got, want) {
		t.Errorf("depths %v, want %v", got, want)
	}
}

func TestVocabularyErrors(t *testing.T) {
	_, err := segment.New([]byte("# fine\ntitle Gen.\nrank Lt.\n"))
	if err == nil || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("got %v, want an error that names line 3", err)
	}
}

func FuzzSegment(f *testing.F) {
	for _, s := range []string{
		"", "\n\r\n", "“A ‘b’ c.” D said. 'Tis.", "\"\"\"''``'' «„“»", "Gen. A. B. don't 5pm.\u2028x", "\xff\xfe a", "a.b.c.d.", "://", "@.", "www.", "'", "’s",
	} {
		f.Add(s)
	}
	as := annotators(f)
	f.Fuzz(func(t *testing.T, text string) {
		d := &doc.Doc{Text: strings.ToValidUTF8(text, "\ufffd")}
		for _, a := range as {
			a.Run(d)
		}
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		invariants(t, d)
	})
}

// invariants checks what Doc.Check does not: nothing but white space is left
// out, paragraphs and sentences cover all tokens, quotations lie in their paragraph.
func invariants(t *testing.T, d *doc.Doc) {
	at := 0
	for i, tok := range d.Tokens {
		if gap := strings.TrimFunc(d.Text[at:tok.Start], func(r rune) bool { return segment.Space(r) }); gap != "" {
			t.Fatalf("%q before token %d was left out", gap, i)
		}
		at = tok.End
		if tok.Joined && (i == 0 || d.Tokens[i-1].End != tok.Start) {
			t.Fatalf("token %d %q continues nothing", i, d.Form(i))
		}
	}
	at = 0
	for _, p := range d.Paragraphs {
		if p.From != at || p.To <= p.From || strings.ContainsAny(d.Words(d.SpanOf(p)), "\r\n") {
			t.Fatalf("paragraph %v after %d", p, at)
		}
		at = p.To
	}
	if n := len(d.Tokens); at != n || n > 0 && d.Sentences[len(d.Sentences)-1].To != n {
		t.Fatalf("paragraphs or sentences end before token %d", n)
	}
	for i, q := range d.Quotations {
		if p := d.Paragraphs[d.Paragraph(q.From)]; !p.Contains(q.Range) {
			t.Fatalf("quotation %d %v leaves its paragraph %v", i, q.Range, p)
		}
	}
}

func BenchmarkSegment(b *testing.B) {
	text := strings.Repeat("“We won't wait,” Gen. Ada Marsh of the Velmar-led mission said on Sept. 3. It's 3.5 percent, the ministers' envoys added.\n", 500)
	for name, text := range map[string]string{
		"news": text, "one line": strings.ReplaceAll(text, "\n", " "), "one word": strings.Repeat("a", 100_000), "quotes": strings.Repeat("\"'“ ", 20_000),
		"full stops": strings.Repeat("a.", 50_000), "hyphens": strings.Repeat("non-", 25_000), "at": strings.Repeat("@a", 50_000),
	} {
		b.Run(name, func(b *testing.B) {
			as := annotators(b)
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				d := &doc.Doc{Text: text}
				for _, a := range as {
					a.Run(d)
				}
			}
		})
	}
}
