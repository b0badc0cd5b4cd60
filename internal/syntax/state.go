package syntax

// State is a partial parse of one sentence in the arc-hybrid transition system
// (Kuhlmann, Gómez-Rodríguez and Satta 2011). Words are numbered from 1; 0 is
// the root, at the bottom of the stack. The root takes one dependent only,
// when all else is attached. Not safe for concurrent use.
type State struct {
	N     int     // words
	Next  int     // first word of the buffer; N+1 when it is empty
	Stack []int32 // last is on top
	Head  []int32 // of each word; -1 while unknown
	Rel   []int32 // index of the relation; -1 while unknown

	left, left2, right, right2 []int32 // outermost dependents and those next to them; -1 if none
	lefts, rights              []int32 // how many dependents
}

// Kind is what an action does.
type Kind uint8

// The kinds of actions.
const (
	Shift Kind = iota // move the next word to the stack
	Left              // attach the top of the stack to the next word
	Right             // attach the top of the stack to the one below
)

// Reset makes s the initial state for n words.
func (s *State) Reset(n int) {
	s.N, s.Next = n, 1
	s.Stack = append(s.Stack[:0], 0)
	for _, a := range []*[]int32{&s.Head, &s.Rel, &s.left, &s.left2, &s.right, &s.right2} {
		*a = fill(*a, n+1, -1)
	}
	s.lefts, s.rights = fill(s.lefts, n+1, 0), fill(s.rights, n+1, 0)
}

func fill(a []int32, n int, v int32) []int32 {
	a = a[:0]
	for range n {
		a = append(a, v)
	}
	return a
}

// Done reports whether all words have a head.
func (s *State) Done() bool { return s.Next > s.N && len(s.Stack) == 1 }

// Legal reports whether an action of kind k is possible.
func (s *State) Legal(k Kind) bool {
	n := len(s.Stack)
	switch k {
	case Shift:
		return s.Next <= s.N
	case Left:
		return s.Next <= s.N && n > 1
	}
	return n > 2 || n == 2 && s.Next > s.N
}

// Apply does an action, which must be legal; rel is that of the new arc.
func (s *State) Apply(k Kind, rel int) {
	n := len(s.Stack)
	if k == Shift {
		s.Stack = append(s.Stack, int32(s.Next))
		s.Next++
		return
	}
	top := s.Stack[n-1]
	s.Stack = s.Stack[:n-1]
	head := int32(s.Next)
	if k == Right {
		head = s.Stack[n-2]
	}
	s.Head[top], s.Rel[top] = head, int32(rel)
	if k == Left {
		s.left2[head], s.left[head] = s.left[head], top
		s.lefts[head]++
	} else {
		s.right2[head], s.right[head] = s.right[head], top
		s.rights[head]++
	}
}

// top returns the word k under the top of the stack; -1 if there is none.
func (s *State) top(k int) int32 {
	if k < len(s.Stack) {
		return s.Stack[len(s.Stack)-1-k]
	}
	return -1
}

// ahead returns the word k places into the buffer; -1 if there is none.
func (s *State) ahead(k int) int32 {
	if s.Next+k <= s.N {
		return int32(s.Next + k)
	}
	return -1
}

// of returns a[i], -1 where i is no word.
func of(a []int32, i int32) int32 {
	if i < 0 {
		return -1
	}
	return a[i]
}
