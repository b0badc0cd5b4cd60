package timex

import (
	"os"
	"strings"
	"testing"
	"time"

	"parley/internal/doc"
)

// marked writes d's text with [expression=value] for each time.
func marked(d *doc.Doc) string {
	var b strings.Builder
	at := 0
	for _, t := range d.Times {
		b.WriteString(d.Text[at:t.Start] + "[" + d.Words(t.Span) + "=" + t.Value + "]")
		at = t.End
	}
	return b.String() + d.Text[at:]
}

// unmarked takes the marks away.
func unmarked(s string) string {
	var b strings.Builder
	for s != "" {
		before, rest, ok := strings.Cut(s, "[")
		b.WriteString(before)
		if !ok {
			break
		}
		words, _, _ := strings.Cut(rest, "=")
		b.WriteString(words)
		_, s, _ = strings.Cut(rest, "]")
	}
	return b.String()
}

// tables are the cases by the day of publication.
type table []struct{ anchor, text string }

func (cases table) run(t *testing.T) {
	t.Helper()
	a := testAnnotator(t)
	for _, c := range cases {
		d := &doc.Doc{Text: unmarked(c.text)}
		if c.anchor != "" {
			day, err := time.Parse(time.DateOnly, c.anchor)
			if err != nil {
				t.Fatal(err)
			}
			d.Anchor = day
		}
		a.Run(d)
		if got := marked(d); got != c.text {
			t.Errorf("on %s\n got %s\nwant %s", c.anchor, got, c.text)
		}
		if err := d.Check(); err != nil {
			t.Error(err)
		}
	}
}

func TestDaysByName(t *testing.T) {
	const friday = "2031-05-09"
	table{
		{friday, "Signed on [May 9, 2031=2031-05-09]."},
		{friday, "Signed on [9 May 2031=2031-05-09]."},
		{friday, "Signed on [9 May=2031-05-09]."},
		{friday, "Signed on [the 12th of May=2031-05-12]."},
		{friday, "Signed on [May 12th=2031-05-12]."},
		{friday, "Signed on [2031-05-09=2031-05-09]."},
		{friday, "Signed on [21/05/2031=2031-05-21] or [05/21/2031=2031-05-21], not 05/09/2031."},
		{friday, "Signed on [21.05.2031=2031-05-21]."},
		{friday, "Signed on [Dec. 3=2030-12-03] and [Jan. 7, 2030=2030-01-07]."},
		{friday, "Signed on [Monday, May 5=2031-05-05]."},
		{friday, "Signed on [Monday 5 May=2031-05-05]."},
		{friday, "It lasted in [February 2022=2022-02] and in [2022=2022]."},
		{friday, "In [April-May 2022=2022-04/2022-05] they met."},
		{friday, "In the [1990s=199] they met."},
		{friday, "The [May 8-11=2031-05-08/2031-05-11] truce held."},
		{friday, "It held [from May 8 to May 11=2031-05-08/2031-05-11]."},
		{friday, "It held [from 8 to 11 May=2031-05-08/2031-05-11]."},
		{friday, "It held [from December 28 to January 3=2030-12-28/2031-01-03]."},
		{friday, "It held [between May 8 and May 11, 2029=2029-05-08/2029-05-11]."},
		{friday, "On [May 8 and 9=2031-05-08/2031-05-09] and [8 and 9 May=2031-05-08/2031-05-09], not [May 3=2031-05-03] and 9."},
		{friday, "In [Q3 2030=2030-Q3] and [H1 2030=2030-H1]."},
		{friday, "In [the third quarter of 2030=2030-Q3] and [the 19th century=18]."},
		{friday, "In [the spring of 2030=2030-SP] and [last summer=2030-SU]."},
		{friday, "It may march on; March and May are names. In [May=2031-05] it rained."},
		{friday, "It lasted between [January=2009-01] and [May 2009=2009-05], and until [August last year=2030-08]."},
		{friday, "June Marsh and August Oru came."},
		{friday, "The 2,030 people and 2030 soldiers came."},
		{friday, "There is no February 31, 2031 and no 31 April."},
	}.run(t)
}

func TestYearsLeftOut(t *testing.T) {
	table{
		{"2031-01-05", "The sides met on [December 20=2030-12-20]."},
		{"2031-01-05", "The sides will meet on [February 20=2031-02-20]."},
		{"2030-12-28", "The sides will meet on [January 4=2031-01-04]."},
		{"2031-01-05", "The board was elected in [October=2030-10]."},
		{"2031-10-05", "The board will be elected in [January=2032-01]."},
		{"2031-05-21", "He was seized on [October 7=XXXX-10-07]; on [August 6=XXXX-08-06] they crossed."},
		{"2031-05-21", "Since [October 7, 2029=2029-10-07] it is the [October 7=2029-10-07] war."},
		{"2031-11-21", "It was signed on [February 3=2031-02-03]."},
		{"", "He posted on [April 25, 2031=2031-04-25] and again on [May 3=2031-05-03]."},
		{"", "The war began on [February 2, 2022=2022-02-02]; they met on [May 3=XXXX-05-03]."},
	}.run(t)
}

func TestRelativeDays(t *testing.T) {
	const sunday = "2031-05-11"
	table{
		{sunday, "They met [yesterday=2031-05-10] and meet [tomorrow=2031-05-12]."},
		{sunday, "A truce from [tomorrow, May 12th=2031-05-12], was wanted."},
		{sunday, "They met [the day before yesterday=2031-05-09]."},
		{sunday, "They met on [Thursday=2031-05-08]."},
		{sunday, "They will meet on [Thursday=2031-05-15]."},
		{sunday, "He wants to meet on [Thursday=2031-05-15]."},
		{sunday, "The market stays shut until [Thursday=2031-05-15]."},
		{sunday, "They met [last Thursday=2031-05-08] and meet [next Monday=2031-05-12]."},
		{sunday, "[Early Friday=2031-05-09], they quarrelled."},
		{sunday, "The ministers, who will meet again, on [Friday=2031-05-09] announced it."},
		{sunday, "He said it would begin talks following a call on [Friday=2031-05-09]."},
		{sunday, "They met [last week=2031-W18], [this month=2031-05], and meet [next year=2032]."},
		{sunday, "They met [earlier this month=2031-05]."},
		{sunday, "They met [two days ago=2031-05-09] and [three years ago=2028]."},
		{sunday, "On [May 1=2031-05-01] he broke what was agreed [45 days prior=2031-03-17]."},
		{sunday, "It fell on [May 1=2031-05-01]. [A day earlier=2031-04-30] he had refused; [late on Thursday night=2031-05-08TNI] he gave in."},
		{sunday, "It fell on [May 1=2031-05-01]. They met [the same day=2031-05-01] and [the following day=2031-05-02]."},
		{sunday, "They met [the next day=XXXX-XX-XX]. It fell in [2020=2020]; he came on [Thursday=2031-05-08] for the jubilee of [that year=2020]."},
		{sunday, "[This morning=2031-05-11TMO] they met; [last night=2031-05-10TNI] they fought; [overnight=2031-05-10TNI] it rained."},
		{sunday, "They met on [Thursday night=2031-05-08TNI]."},
		{sunday, "By [the end of the year=2031] they met."},
		{sunday, "[Victory Day=2031-05-09] and [Easter Monday=2031-04-14] passed."},
		{sunday, "The Sunday Times wrote."},
		{sunday, "The problem of [today=PRESENT_REF]'s world is [now=PRESENT_REF] seen; it will end [soon=FUTURE_REF]."},
	}.run(t)
}

func TestWithoutAnchor(t *testing.T) {
	table{
		{"", "They met [yesterday=XXXX-XX-XX] and on [Monday=XXXX-WXX-1]."},
		{"", "They met [last week=XXXX-WXX], [last month=XXXX-XX], [last year=XXXX]."},
		{"", "They met on [May 11=XXXX-05-11], in [May=XXXX-05] and [this morning=XXXX-XX-XXTMO]."},
	}.run(t)
}

func TestDurationsSetsClocks(t *testing.T) {
	const day = "2031-05-11"
	table{
		{day, "A [30-day=P30D] ceasefire, a [three-day=P3D] truce, a [two-hour=PT2H] call."},
		{day, "In [24 hours=PT24H], for [more than three years=P3Y], [two and a half months=P2.5M]."},
		{day, "For [years=PXY], for [several weeks=PXW], over [the past month=P1M]."},
		{day, "A [half an hour=PT30M] of [twenty-five minutes=PT25M]."},
		{day, "The 45-year-old came with a 3 million year bill."},
		{day, "[Nightly=XXXX-XX-XXTNI] raids came [every week=P1W] and [daily=P1D], [every Monday=XXXX-WXX-1]."},
		{day, "They met on [Friday=2031-05-09] at [8 p.m. GMT=2031-05-09T20:00Z] and [07:30=2031-05-09T07:30]."},
		{day, "At [18:00=2031-05-12T18:00] on [May 12=2031-05-12] it will start; they won 3:2."},
		{day, "He spoke for [two-and-a-half hours=PT2.5H], [twice a week=P1W], [every other day=P2D], three times [a day=P1D]."},
		{day, "From [midnight=2031-05-08T00:00] on [May 7-8=2031-05-07/2031-05-08] to [24:00=2031-05-10T24:00] on [May 10=2031-05-10]."},
		{day, "Video 02:15 03:44 07:42"},
	}.run(t)
}

func TestDaysOfValues(t *testing.T) {
	a := testAnnotator(t)
	for _, c := range []struct{ text, first, last string }{
		{"They met last week.", "2031-04-28", "2031-05-04"},
		{"They met in February 2024.", "2024-02-01", "2024-02-29"},
		{"The May 8-11 truce held.", "2031-05-08", "2031-05-11"},
		{"It rained overnight.", "2031-05-10", "2031-05-11"},
		{"It rained this weekend.", "2031-05-10", "2031-05-11"},
		{"It rained in the 1990s.", "1990-01-01", "1999-12-31"},
		{"It took 30 days.", "", ""},
	} {
		d := &doc.Doc{Text: c.text, Anchor: date(2031, 5, 11)}
		a.Run(d)
		if len(d.Times) != 1 {
			t.Errorf("%q: %d times", c.text, len(d.Times))
			continue
		}
		if got := day(d.Times[0].First) + day(d.Times[0].Last); got != c.first+c.last {
			t.Errorf("%q: got %s, want %s", c.text, got, c.first+c.last)
		}
	}
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func TestHolidaysFallOnTheirDays(t *testing.T) {
	for _, c := range []struct {
		rule string
		year int
		want string
	}{
		{"easter", 2024, "2024-03-31"},
		{"orthodox-easter", 2024, "2024-05-05"},
		{"orthodox-easter", 2025, "2025-04-20"},
		{"orthodox-easter", 2023, "2023-04-16"},
		{"easter+1", 2025, "2025-04-21"},
		{"4 thursday 11", 2024, "2024-11-28"},
		{"last monday 5", 2025, "2025-05-26"},
		{"1 monday 9", 2025, "2025-09-01"},
		{"05-09", 2025, "2025-05-09"},
	} {
		h, err := readHoliday(c.rule)
		if err != nil {
			t.Error(err)
		} else if got := day(h.in(c.year)); got != c.want {
			t.Errorf("%s in %d: got %s, want %s", c.rule, c.year, got, c.want)
		}
	}
}

func TestBadCalendarsAreRefused(t *testing.T) {
	for _, s := range []string{
		"season spring", "season spring = XX", "holiday X = 02-31", "holiday X = 9 monday 3", "moon full = 1", "ref now = NOW", "zone gmt = x",
	} {
		if _, err := New([]byte(s)); err == nil {
			t.Errorf("%q was taken", s)
		}
	}
}

func FuzzRun(f *testing.F) {
	for _, s := range []string{
		"May 9, 2025 and 31 February", "from May 8 to May 11, 99999", "99999999999999999999 years ago", "the 0th century", "'82 and '9", "12:99 25:00 a.m.",
		"two hundred million and a half years", "Monday, May", "1/2/3 1.1.1 2025-13-45", "\xff\xfe May \xf0\x9f 8-11", "last last week next", "twenty-\nfive days", "p.m.",
	} {
		f.Add(s, int64(1_900_000_000))
		f.Add(s, int64(0))
	}
	b, err := os.ReadFile("../../taxonomy/calendar.txt")
	if err != nil {
		f.Fatal(err)
	}
	a, err := Read(b)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string, at int64) {
		s = strings.ToValidUTF8(s, "\uFFFD")
		d := &doc.Doc{Text: s}
		if at != 0 {
			d.Anchor = time.Unix(at%250_000_000_000, 0).UTC()
			if !inRange(d.Anchor) {
				return
			}
		}
		a.Run(d)
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		end := 0
		for _, x := range d.Times {
			if x.Start < end || x.Value == "" || x.Last.Before(x.First) {
				t.Fatalf("%+v after %d", x, end)
			}
			end = x.End
		}
		if dl, ok := Dateline(s); ok && (dl.Start < 0 || dl.End > len(s) || dl.Start >= dl.End) {
			t.Fatalf("%+v", dl)
		}
		Infer([]Clues{CluesOf(d), CluesOf(&doc.Doc{Text: s}), {}})
	})
}

func BenchmarkRun(b *testing.B) {
	a := testAnnotator(b)
	const text = "The envoys of Velmark and the Sel Isles met on Monday in Port Sel, where a 30-day truce agreed last week has held since May 9, 2031. " +
		"President Ana Duro said that the talks, which broke off two days ago, would go on tomorrow at 8 p.m. if both sides kept to the terms. "
	d := &doc.Doc{Text: strings.Repeat(text, 50), Anchor: date(2031, 5, 21)}
	words := len(strings.Fields(d.Text))
	b.ReportAllocs()
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		a.Run(d)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
