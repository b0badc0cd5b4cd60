package source

import (
	"os"
	"strings"
	"testing"
)

func TestFurnitureIsToldByItsForm(t *testing.T) {
	list, err := os.ReadFile("../../taxonomy/furniture.txt")
	if err != nil {
		t.Fatal(err)
	}
	f, err := ParseFurniture(list)
	if err != nil {
		t.Fatal(err)
	}
	long := "The ferry company and the union met for the third time on Monday and agreed on nothing but the day of the next meeting, which the mediator called a beginning."
	for _, text := range []string{
		long + " [DOCKERS REJECT OFFER AS MEDIATOR CALLS FOR CALM] The union said so.",
		long + " [MINISTER SAYS ‘NO DEAL’ IS BETTER THAN A BAD DEAL] A spokesman declined to comment. " + long,
		"[Velmark says ready for a truce with its neighbour In Orsk, fear of the winter lurks just around the corner How the harbour was lost Five years after the flood, a town aims for a fresh start]\n" + long,
		long + " [Ana Duro speaks at a rally in Orsk on May 2, 2031. (Tidings/Reyl Photo)] The union said so.",
		long + " The union said that talks had failed. [(Harbour News via Getty Images)] " + long,
		"THE UNION SAID THAT TALKS HAD FAILED ON MONDAY. THE COMPANY SAID NOTHING AT ALL.",
		long + " The UN and the EU said that NATO and the OSCE had met.",
		long + " (It is not known when the photographs that the ministry has were taken, nor by whom, nor what they really show, as one of them said.)",
		"He told The Tidings that In Orsk was a good book.",
	} {
		want := strings.NewReplacer("[", "", "]", "").Replace(text)
		found, _ := f.Find(want)
		got, at := "", 0
		for _, s := range found {
			got += want[at:s.Start] + "[" + want[s.Start:s.End] + "]"
			at = s.End
		}
		if got += want[at:]; got != text {
			t.Errorf("got  %s\nwant %s", got, text)
		}
	}
}
