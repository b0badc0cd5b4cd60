package syntax

import (
	"parley/internal/doc"
	"parley/internal/nn"
)

// Word is what the models see of a token: hashes of its form and of parts of
// it. Curly quotation marks count as straight ones but in the form itself.
type Word struct {
	form, low, shape uint32
	suffix           [4]uint32 // of 1 to 4 bytes, lower case
	prefix           [3]uint32 // of 1 to 3 bytes, lower case
	first            uint32    // 1 for the first word of the sentence, 2 if it follows an opening mark there, else 0
	loud             uint32    // 1 if the sentence is written in capitals
	joined           uint32    // 1 if it continues a surface word
	like             cut       // which words are used alike
}

// edge stands for what is outside a sentence.
var edge = Word{form: 1, low: 1, shape: 1}

// root stands for the artificial root of a sentence.
var root = Word{form: 2, low: 2, shape: 2}

// Words appends the words of tokens r, one sentence, to buf.
func Words(d *doc.Doc, r doc.Range, c *Clusters, buf []Word) []Word {
	from := len(buf)
	upper, lower := 0, 0
	first := uint32(1)
	for i := r.From; i < r.To; i++ {
		w, letters := look(d.Form(i))
		w.first, w.like = first, c.of(w.low)
		if letters {
			first = 0
		} else if first == 1 {
			first = 2
		}
		if d.Tokens[i].Joined {
			w.joined = 1
		}
		for _, b := range []byte(d.Form(i)) {
			if 'A' <= b && b <= 'Z' {
				upper++
			} else if 'a' <= b && b <= 'z' {
				lower++
			}
		}
		buf = append(buf, w)
	}
	if upper > 8 && upper > 4*lower {
		for i := from; i < len(buf); i++ {
			buf[i].loud = 1
		}
	}
	return buf
}

// longForm bounds the bytes of a form that are hashed.
const longForm = 48

// look hashes a form; letters tells whether it has a letter or digit.
func look(form string) (w Word, letters bool) {
	var buf [longForm]byte
	b := fold(form, buf[:0])
	w.form = nn.Hash(form[:min(len(form), longForm)])
	shape, n := [longForm]byte{}, 0
	for i, c := range b {
		k := c
		switch {
		case 'A' <= c && c <= 'Z':
			b[i] = c + 'a' - 'A'
			k = 'X'
		case 'a' <= c && c <= 'z':
			k = 'x'
		case '0' <= c && c <= '9':
			k = '0'
		case c >= 0x80:
			k = 'u'
		}
		letters = letters || k == 'X' || k == 'x' || k == '0' || k == 'u'
		if n < 2 || shape[n-1] != k || shape[n-2] != k {
			shape[n] = k
			n++
		}
	}
	w.low, w.shape = hash(b), hash(shape[:n])
	for k := range w.suffix {
		w.suffix[k] = hash(b[max(0, len(b)-k-1):])
	}
	for k := range w.prefix {
		w.prefix[k] = hash(b[:min(len(b), k+1)])
	}
	return w, letters
}

// fold appends the bytes of form with curly marks made straight, at most as many as fit.
func fold(form string, b []byte) []byte {
	for i := 0; i < len(form) && len(b) < cap(b); i++ {
		c := form[i]
		if c == 0xE2 && i+2 < len(form) && form[i+1] == 0x80 {
			switch form[i+2] {
			case 0x98, 0x99:
				c, i = '\'', i+2
			case 0x9C, 0x9D, 0x9E:
				c, i = '"', i+2
			}
		}
		b = append(b, c)
	}
	return b
}

// hash is nn.Hash over bytes.
func hash(b []byte) uint32 {
	h := uint32(2166136261)
	for _, c := range b {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// at returns word i of ws, edge outside.
func at(ws []Word, i int) *Word {
	if i < 0 || i >= len(ws) {
		return &edge
	}
	return &ws[i]
}

// TagFeatures appends to buf what the tagger knows of word i when the words
// before it have the tags last and, before that, last2 (hashes of labels).
func TagFeatures(ws []Word, i int, last, last2 uint32, buf []nn.Feature) []nn.Feature {
	w, p, pp, n, nn2 := &ws[i], at(ws, i-1), at(ws, i-2), at(ws, i+1), at(ws, i+2)
	k := uint32(0)
	f := func(v ...uint32) {
		k++
		buf = append(buf, nn.Mix(k, v...))
	}
	f()
	f(w.form)
	f(w.low)
	f(w.suffix[1])
	f(w.suffix[2])
	f(w.suffix[3])
	f(w.suffix[0], w.shape)
	f(w.prefix[0], w.shape)
	f(w.prefix[2])
	f(w.shape, w.first, w.loud)
	f(last)
	f(last, last2)
	f(last, w.low)
	f(last, w.suffix[2])
	f(last, last2, w.low)
	f(p.low)
	f(n.low)
	f(pp.low)
	f(nn2.low)
	f(p.low, w.low)
	f(w.low, n.low)
	f(p.suffix[2])
	f(n.suffix[2])
	f(last, n.suffix[2])
	f(n.shape, w.shape)
	f(p.low, n.low)
	f(p.shape, w.shape, n.shape)
	f(last, w.shape)
	f(n.suffix[2], nn2.suffix[2], last)
	f(w.joined, w.low, p.low)
	f(w.like[2])
	f(w.like[1], w.shape)
	f(n.like[2])
	f(p.like[2])
	f(last, w.like[2])
	f(w.like[1], n.like[1])
	f(p.like[1], w.like[1])
	f(w.like[0], w.suffix[1])
	f(last, w.like[1], n.like[1])
	f(last, n.like[2])
	return buf
}
