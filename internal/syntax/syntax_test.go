package syntax_test

import (
	"bytes"
	"errors"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/internal/doc"
	"parley/internal/nn"
	"parley/internal/segment"
	"parley/internal/syntax"
)

func file(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// loaded reads the annotators up to dependencies, with the project's own models, once.
var loaded = sync.OnceValues(func() ([]doc.Annotator, error) {
	var files [3][]byte
	for i, path := range []string{"../../taxonomy/abbreviations.txt", "../../models/reader.model", "../../models/lemmas.model"} {
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		files[i] = b
	}
	as, err := segment.New(files[0])
	if err != nil {
		return nil, err
	}
	reader, err := syntax.New(files[1], files[2])
	return append(as[:len(as):len(as)], reader), err
})

func annotators(t testing.TB) []doc.Annotator {
	t.Helper()
	as, err := loaded()
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

func TestTagsAndLemmas(t *testing.T) {
	for text, want := range map[string]string{
		"The envoys were refusing talks.":         "the/DT envoy/NNS be/VBD refuse/VBG talk/NNS ./.",
		"Ana Duro said the army left Tarn.":       "Ana/NNP Duro/NNP say/VBD the/DT army/NN leave/VBD Tarn/NNP ./.",
		"She won't accept their latest offer.":    "she/PRP will/MD not/RB accept/VB their/PRP$ late/JJS offer/NN ./.",
		"They agreed to meet before Friday.":      "they/PRP agree/VBD to/TO meet/VB before/IN Friday/NNP ./.",
		"“It’s Velmark’s third plan,” he said.":   "\"/`` it/PRP be/VBZ Velmark/NNP 's/POS third/JJ plan/NN ,/, \"/'' he/PRP say/VBD ./.",
		"The cities have seen 12 worse attacks.":  "the/DT city/NNS have/VBP see/VBN 12/CD bad/JJR attack/NNS ./.",
		"He could do it, but his men would flee.": "he/PRP could/MD do/VB it/PRP ,/, but/CC his/PRP$ man/NNS would/MD flee/VB ./.",
	} {
		d := annotate(t, text)
		var got []string
		for _, tok := range d.Tokens {
			got = append(got, tok.Lemma+"/"+tok.XPOS)
		}
		if diff := cmp.Diff(want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s\n%s", text, diff)
		}
	}
}

func TestDependencies(t *testing.T) {
	for _, c := range []struct{ text, word, rel, head string }{
		{"Duro said the envoys would leave.", "Duro", "nsubj", "said"},
		{"Duro said the envoys would leave.", "leave", "ccomp", "said"},
		{"Duro said the envoys would leave.", "said", "root", ""},
		{"The plan was rejected by the army.", "plan", "nsubj:pass", "rejected"},
		{"The plan was rejected by the army.", "by", "case", "army"},
		{"They want to end the war.", "end", "xcomp", "want"},
		{"They want to end the war.", "war", "obj", "end"},
		{"If the truce holds, talks will begin.", "holds", "advcl", "begin"},
		{"If the truce holds, talks will begin.", "If", "mark", "holds"},
		{"The envoy who met Duro left.", "met", "acl:relcl", "envoy"},
		{"Velmark and Selvane signed the accord.", "Selvane", "conj", "Velmark"},
		{"He did not accept Velmark's offer.", "not", "advmod", "accept"},
		{"He did not accept Velmark's offer.", "Velmark", "nmod:poss", "offer"},
	} {
		d := annotate(t, c.text)
		for i, tok := range d.Tokens {
			if d.Form(i) != c.word {
				continue
			}
			head := ""
			if tok.Head != doc.NoIndex {
				head = d.Form(tok.Head)
			}
			if tok.Rel != c.rel || head != c.head {
				t.Errorf("%s: %s is %s of %q, want %s of %q", c.text, c.word, tok.Rel, head, c.rel, c.head)
			}
		}
	}
}

func TestCoNLLU(t *testing.T) {
	d := &doc.Doc{Text: "They don't\tgo.\nShe"}
	at := 0
	for _, form := range []string{"They", "do", "n't", "go", ".", "She"} {
		at += strings.Index(d.Text[at:], form)
		d.Tokens = append(d.Tokens, doc.Token{Span: doc.Span{Start: at, End: at + len(form)}, Joined: form == "n't", Head: doc.NoIndex})
		at += len(form)
	}
	d.Paragraphs = []doc.Range{{From: 0, To: 5}, {From: 5, To: 6}}
	d.Sentences = d.Paragraphs
	d.Tokens[0].Head, d.Tokens[0].Rel = 3, "nsubj"
	d.Tokens[3].Rel, d.Tokens[3].UPOS, d.Tokens[3].XPOS, d.Tokens[3].Lemma = "root", "VERB", "VB", "go"
	var b bytes.Buffer
	if err := syntax.WriteCoNLLU(&b, d); err != nil {
		t.Fatal(err)
	}
	want := `# newpar
# sent_id = 1
# text = They don't go.
1	They	_	_	_	_	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	_	_	_	_	_	_	_	_
3	n't	_	_	_	_	_	_	_	_
4	go	go	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	_	_	_	_	_	_	_	_

# newpar
# sent_id = 2
# text = She
1	She	_	_	_	_	_	_	_	_

`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestDamagedModels(t *testing.T) {
	reader, lemmas := file(t, "../../models/reader.model"), file(t, "../../models/lemmas.model")
	b := bytes.Clone(reader)
	b[len(b)/2] ^= 1
	if _, err := syntax.New(b, lemmas); !errors.Is(err, nn.ErrCorrupt) {
		t.Errorf("a changed file: got %v", err)
	}
	if _, err := syntax.New(reader, nil); !errors.Is(err, nn.ErrCorrupt) {
		t.Errorf("an empty file: got %v", err)
	}
	if _, err := syntax.New(lemmas, reader); err == nil {
		t.Error("lemma rules were taken for a reader's model")
	}
}

// FuzzWriteCoNLLU checks that every sentence is one tree with one root and that
// the rows give back the text.
func FuzzWriteCoNLLU(f *testing.F) {
	for _, s := range []string{
		"", "They don't go.\n\nShe\tdid.", "“Ana's” 5pm, U.S.-led … 'em", "a b c ( d", "\u2028\u00a0x\u200by", "1-2 3.4 _ |", "ok 👍🏽 ﷽",
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
		checkTrees(t, d)
		var b bytes.Buffer
		if err := syntax.WriteCoNLLU(&b, d); err != nil {
			t.Fatal(err)
		}
		checkRows(t, d, b.String())
	})
}

func checkTrees(t *testing.T, d *doc.Doc) {
	for _, s := range d.Sentences {
		roots := 0
		for i := s.From; i < s.To; i++ {
			tok := d.Tokens[i]
			if (tok.Head == doc.NoIndex) != (tok.Rel == "root") || tok.Rel == "" || tok.UPOS == "" || tok.XPOS == "" || tok.Lemma == "" {
				t.Fatalf("token %d: %+v", i, tok)
			}
			if tok.Head == doc.NoIndex {
				roots++
			} else if !s.Has(tok.Head) {
				t.Fatalf("token %d has its head %d outside its sentence %v", i, tok.Head, s)
			}
			steps := 0
			for k := i; k != doc.NoIndex; k = d.Tokens[k].Head {
				if steps++; steps > s.Len() {
					t.Fatalf("token %d is in a circle", i)
				}
			}
		}
		if roots != 1 {
			t.Fatalf("sentence %v has %d roots", s, roots)
		}
	}
}

// checkRows checks that rows have ten fields, count from 1 and hold the text but for space.
func checkRows(t *testing.T, d *doc.Doc, rows string) {
	var forms strings.Builder
	id, skip := 0, 0
	for line := range strings.Lines(rows) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" {
			id, skip = 0, 0
			continue
		}
		if line[0] == '#' && !strings.Contains(line, "\t") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 10 {
			t.Fatalf("%d fields: %q", len(f), line)
		}
		if from, to, ok := strings.Cut(f[0], "-"); ok {
			if from != strconv.Itoa(id+1) {
				t.Fatalf("row %s after %d", f[0], id)
			}
			skip, _ = strconv.Atoi(to)
			forms.WriteString(f[1])
			continue
		}
		if id++; f[0] != strconv.Itoa(id) {
			t.Fatalf("row %s, want %d", f[0], id)
		}
		if id > skip {
			forms.WriteString(f[1])
		}
	}
	var text strings.Builder
	for i := range d.Tokens {
		text.WriteString(d.Form(i))
	}
	if forms.String() != text.String() {
		t.Fatalf("rows give %q, tokens %q", forms.String(), text.String())
	}
}

func BenchmarkSyntax(b *testing.B) {
	text := strings.Repeat("“We won't wait,” Gen. Ada Marsh of the Velmar-led mission said on Sept. 3, after the envoys had refused to sign what both armies called a fair plan.\n", 100)
	for name, text := range map[string]string{"news": text, "one sentence": strings.Repeat("and he said that ", 1500)} {
		b.Run(name, func(b *testing.B) {
			as := annotators(b)
			d := &doc.Doc{Text: text}
			for _, a := range as[:len(as)-1] {
				a.Run(d)
			}
			for _, a := range as[len(as)-1:] {
				b.Run(a.Name, func(b *testing.B) {
					b.ReportAllocs()
					for b.Loop() {
						a.Run(d)
					}
					b.ReportMetric(float64(len(d.Tokens)*b.N)/b.Elapsed().Seconds(), "tokens/s")
				})
			}
		})
	}
}
