// Command places makes taxonomy/places.txt out of two public gazetteers:
// countries with their names, capitals and demonyms, and cities.
//
//	go run ./train/places -countries countries.json.gz -cities world-cities.csv.gz > taxonomy/places.txt
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"slices"
	"strings"
)

const header = `# Countries and cities; made by train/places, do not edit by hand.
# Countries: world-countries by mledoze and contributors, Open Database Licence (ODbL) 1.0.
# Cities over 15,000 people: GeoNames, Creative Commons Attribution 4.0 (CC BY 4.0).
# country <tab> usual name <tab> other names <tab> capitals <tab> demonyms; several are parted by "; "
# cities <tab> usual name of the country <tab> names
`

type country struct {
	Name struct {
		Common, Official string
	}
	Capital      []string
	AltSpellings []string
	Independent  *bool
	Demonyms     map[string]struct{ F, M string }
}

func main() {
	log.SetFlags(0)
	countries := flag.String("countries", "", "countries.json.gz")
	cities := flag.String("cities", "", "world-cities.csv.gz")
	flag.Parse()
	out := bufio.NewWriter(os.Stdout)
	fmt.Fprint(out, header)
	if err := writeCountries(out, *countries); err != nil {
		log.Fatal(err)
	}
	if err := writeCities(out, *cities); err != nil {
		log.Fatal(err)
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
}

func open(path string) (io.Reader, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return gzip.NewReader(f)
}

func writeCountries(out io.Writer, path string) error {
	r, err := open(path)
	if err != nil {
		return err
	}
	var cs []country
	if err := json.NewDecoder(r).Decode(&cs); err != nil {
		return err
	}
	slices.SortFunc(cs, func(a, b country) int { return strings.Compare(a.Name.Common, b.Name.Common) })
	for _, c := range cs {
		if len(c.Capital) == 0 {
			continue
		}
		fmt.Fprintf(out, "country\t%s\t%s\t%s\t%s\n", c.Name.Common, strings.Join(otherNames(c), "; "),
			strings.Join(c.Capital, "; "), strings.Join(demonyms(c), "; "))
	}
	return nil
}

// otherNames leaves out codes of two letters, lists and names not in Latin letters.
func otherNames(c country) []string {
	var out []string
	for _, a := range append([]string{c.Name.Official}, c.AltSpellings...) {
		if len(a) <= 2 || a == c.Name.Common || strings.ContainsAny(a, ",()") || !latin(a) || slices.Contains(out, a) {
			continue
		}
		out = append(out, a)
	}
	return out
}

// demonyms leaves out those of dependencies, which are mostly another country's.
func demonyms(c country) []string {
	d := c.Demonyms["eng"]
	if c.Independent != nil && !*c.Independent && (d.M == "French" || d.M == "Dutch" || d.M == "Indian" || d.M == "Norwegian") {
		return nil
	}
	var out []string
	for _, x := range strings.Split(d.M+", "+d.F, ", ") {
		if x != "" && x != c.Name.Common && !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// renamed holds the countries that the two gazetteers call by different names.
var renamed = map[string]string{
	"Korea, Republic of": "South Korea", "Korea, Democratic People's Republic of": "North Korea",
	"Congo, The Democratic Republic of the": "DR Congo", "Cabo Verde": "Cape Verde", "Macao": "Macau",
	"No country found for alpha-2 code: XK": "Kosovo", "Holy See (Vatican City State)": "Vatican City",
	"Bonaire, Sint Eustatius and Saba": "Caribbean Netherlands", "Virgin Islands, British": "British Virgin Islands",
	"Virgin Islands, U.S.": "United States Virgin Islands",
}

// usual turns "Moldova, Republic of" into "Moldova".
func usual(name string) string {
	if u, ok := renamed[name]; ok {
		return u
	}
	name, _, _ = strings.Cut(name, ", ")
	name, _, _ = strings.Cut(name, " (")
	return name
}

func latin(s string) bool {
	for _, r := range s {
		if r > 0x24F && (r < 0x1E00 || r > 0x1EFF) {
			return false
		}
	}
	return true
}

func writeCities(out io.Writer, path string) error {
	r, err := open(path)
	if err != nil {
		return err
	}
	rows, err := csv.NewReader(r).ReadAll()
	if err != nil {
		return err
	}
	by := map[string][]string{}
	for _, row := range rows[1:] {
		if name := row[0]; len(name) > 2 && latin(name) && !strings.ContainsAny(name, ";()") {
			c := usual(row[1])
			by[c] = append(by[c], name)
		}
	}
	var names []string
	for c := range by {
		names = append(names, c)
	}
	slices.Sort(names)
	for _, c := range names {
		slices.Sort(by[c])
		fmt.Fprintf(out, "cities\t%s\t%s\n", c, strings.Join(slices.Compact(by[c]), "; "))
	}
	return nil
}
