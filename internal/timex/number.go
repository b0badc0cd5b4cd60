package timex

// number reads what starts with a digit: a number, a date in figures, a time
// of day, an ordinal, a decade.
func number(text string, i int) item {
	for _, read := range []func(string, int) (item, bool){isoDate, slashDate, clock} {
		if it, ok := read(text, i); ok {
			return it
		}
	}
	end, n, plain := run(text, i)
	it := item{doc: span{i, end}}
	if end < len(text) && isLetter(rune(text[end])) && text[end] < 0x80 {
		suffix(text, &it, n)
		return it
	}
	it.n = n
	if n <= maxNumber {
		it.class = clsNum
	}
	if end+1 < len(text) && text[end] == '.' && isDigit(text[end+1]) { // 2.5
		it.doc.end = end + 2
		it.half = text[end+1] == '5'
		plain = false
		for it.doc.end < len(text) && isDigit(text[it.doc.end]) {
			it.doc.end++
			it.half = false
		}
		if !it.half {
			it.class = 0
		}
	}
	if !plain {
		return it
	}
	switch size := end - i; {
	case size <= 2 && 1 <= n && n <= 31:
		it.class |= clsDay
	case size == 4 && 1000 <= n && n < 3000:
		it.class |= clsYear
	}
	if end-i == 4 && n/100 < 24 && n%100 < 60 {
		it.class |= clsHHMM
		it.y = n/100*60 + n%100
	}
	return it
}

// maxNumber bounds the numbers that durations are made of.
const maxNumber = 99999

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// run reads digits with commas between thousands; plain means without commas.
func run(text string, i int) (end, n int, plain bool) {
	plain = true
	for end = i; end < len(text); end++ {
		if text[end] == ',' && end > i {
			if _, ok := digits(text, end+1, 3); !ok {
				break
			}
			plain = false
			continue
		}
		if !isDigit(text[end]) {
			break
		}
		if n <= maxNumber {
			n = n*10 + int(text[end]-'0')
		}
	}
	return end, n, plain
}

// suffix reads "th" in "12th" and "s" in "1990s"; other letters leave a word
// without a class ("737s" is a plane).
func suffix(text string, it *item, n int) {
	end := it.doc.end
	for end < len(text) && (isLetter(rune(text[end])) && text[end] < 0x80 || isDigit(text[end])) {
		end++
	}
	tail, size := text[it.doc.end:end], it.doc.end-it.doc.start
	it.doc.end = end
	switch tail {
	case "st", "nd", "rd", "th", "ST", "ND", "RD", "TH":
		it.class, it.n = clsOrd, n
		if n > maxNumber {
			it.class = 0
		}
		if 1 <= n && n <= 31 {
			it.class |= clsDay
		}
	case "s":
		if size == 4 && n%10 == 0 && 1000 <= n && n < 3000 {
			it.class, it.n = clsDecade, n
		}
		if size == 2 && n%10 == 0 && n >= 20 && n <= 90 {
			it.class, it.n = clsDecade, 1900+n
		}
	case "am", "pm", "AM", "PM":
		if 1 <= n && n <= 12 {
			it.class, it.n = clsClock, n%12*60
			if tail[0]|0x20 == 'p' {
				it.n += 720
			}
		}
	}
}

// isoDate reads 2025-05-09, with or without a time after a T.
func isoDate(text string, i int) (item, bool) {
	y, ok1 := digits(text, i, 4)
	if !ok1 || i+10 > len(text) || text[i+4] != '-' || text[i+7] != '-' {
		return item{}, false
	}
	m, ok2 := digits(text, i+5, 2)
	d, ok3 := digits(text, i+8, 2)
	if !ok2 || !ok3 {
		return item{}, false
	}
	it := item{doc: span{i, i + 10}, class: clsIso, y: y, m: m, n: d}
	if !isDay(y, m, d) {
		it.class = 0
	}
	return it, true
}

// slashDate reads 21/05/2025, 05/21/2025 and 21.05.2025. With a slash, a date
// that could be read both ways has no class; with points the day comes first.
func slashDate(text string, i int) (item, bool) {
	var parts [3]int
	at, sep := i, byte(0)
	for k := range parts {
		start := at
		for at < len(text) && at-start < 4 && isDigit(text[at]) {
			parts[k] = parts[k]*10 + int(text[at]-'0')
			at++
		}
		if size := at - start; size == 0 || k < 2 && size > 2 || k == 2 && size != 4 {
			return item{}, false
		}
		if k == 2 {
			break
		}
		if at >= len(text) || text[at] != '/' && text[at] != '.' || sep != 0 && text[at] != sep {
			return item{}, false
		}
		sep = text[at]
		at++
	}
	if at < len(text) && isDigit(text[at]) {
		return item{}, false
	}
	it := item{doc: span{i, at}, class: clsSlash, y: parts[2], m: parts[1], n: parts[0]}
	european, american := isDay(it.y, it.m, it.n), isDay(it.y, it.n, it.m)
	switch {
	case european && american && sep == '/' && it.m != it.n, !european && !american:
		it.class = 0
	case !european:
		if sep == '.' {
			it.class = 0
		}
		it.m, it.n = it.n, it.m
	}
	return it, true
}

// clock reads 07:30 and 7:30:15.
func clock(text string, i int) (item, bool) {
	size := 2
	h, ok := digits(text, i, 2)
	if !ok {
		if h, ok = digits(text, i, 1); !ok {
			return item{}, false
		}
		size = 1
	}
	at := i + size
	if at >= len(text) || text[at] != ':' {
		return item{}, false
	}
	m, ok := digits(text, at+1, 2)
	if !ok || h > 24 || m > 59 {
		return item{}, false
	}
	at += 3
	if at < len(text) && text[at] == ':' {
		if s, ok := digits(text, at+1, 2); ok && s < 60 {
			at += 3
		}
	}
	return item{doc: span{i, at}, class: clsClock, n: h*60 + m}, h < 24 || m == 0
}

// join merges number words: "two and a half", "twenty-five", "one hundred".
func (l *lexicon) join(items []item) []item {
	out := items[:0]
	for i := 0; i < len(items); {
		it := items[i]
		next := i + 1
		if it.class&clsNum != 0 && it.id != 0 {
			it, next = l.numeral(items, i)
		} else if it.class&clsNum != 0 && next < len(items) && !items[next].newline {
			if w := &items[next]; w.id != 0 && w.class&clsNum != 0 && w.n >= 1000 { // 3 million
				it.class, it.doc.end = 0, w.doc.end
				next++
			}
		}
		if it.class&clsNum != 0 {
			it, next = l.andHalf(items, it, next)
		}
		out = append(out, it)
		i = next
	}
	return out
}

// numeral reads number words from item i on.
func (l *lexicon) numeral(items []item, i int) (item, int) {
	it, total, part := items[i], 0, 0
	and := l.id("and")
	for next := i; ; {
		n := items[next].n
		switch {
		case n >= 1000:
			total, part = total+max(part, 1)*n, 0
		case n == 100:
			part = max(part, 1) * n
		default:
			part += n
		}
		if total+part > maxNumber {
			it.class, total, part = 0, 0, 0
		}
		it.n, it.doc.end = total+part, items[next].doc.end
		k := next + 1
		if k < len(items) && (items[k].class&clsDash != 0 && isTens(n) || items[k].id == and && n >= 100) {
			k++
		}
		if k >= len(items) || items[k].newline || items[k-1].newline && k > next+1 ||
			items[k].id == 0 || items[k].class&clsNum == 0 || !mayFollow(n, items[k].n) {
			return it, next + 1
		}
		next = k
	}
}

func isTens(n int) bool { return n >= 20 && n < 100 && n%10 == 0 }

// mayFollow reports whether number word m goes on with what n began.
func mayFollow(n, m int) bool {
	switch {
	case m >= 1000:
		return n < m
	case m == 100:
		return n < 20
	case n >= 1000:
		return true
	case n == 100:
		return true
	}
	return isTens(n) && m < 10
}

// andHalf reads "and a half" after a number.
func (l *lexicon) andHalf(items []item, it item, next int) (item, int) {
	want := [...]string{"and", "a", "half"}
	if next+2 >= len(items) {
		return it, next
	}
	for k, w := range want {
		if o := &items[next+k]; o.newline || o.id == 0 || o.id != l.id(w) {
			return it, next
		}
	}
	it.half, it.doc.end = true, items[next+2].doc.end
	it.class &^= clsDay | clsYear | clsHHMM
	return it, next + 3
}

// id returns the number of a word of the lexicon, -1 if it is not in it.
func (l *lexicon) id(w string) int32 {
	if e := l.words[w]; e != nil {
		return e.id
	}
	return -1
}
