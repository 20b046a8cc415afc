package sre

// width is how many characters something matches, at least and at most (maxRepeat:
// without bound).
type width struct {
	lo, hi int
	open   bool // a group that is being read
}

func addWidth(a, b int) int { return min(a+b, maxRepeat) }

func timesWidth(a, n int) int {
	if a == 0 || n == 0 {
		return 0
	}
	if a >= maxRepeat/n {
		return maxRepeat
	}
	return a * n
}

// widthOf computes the width of a sequence; groups has those of groups by number.
func widthOf(s seq, groups []width) width {
	var w width
	for _, n := range s {
		var x width
		switch n.kind {
		case literal, notLiteral, anyChar, class:
			x = width{lo: 1, hi: 1}
		case group, atomic:
			x = widthOf(n.subs[0], groups)
		case branch:
			x = widthOf(n.subs[0], groups)
			for _, sub := range n.subs[1:] {
				y := widthOf(sub, groups)
				x.lo, x.hi = min(x.lo, y.lo), max(x.hi, y.hi)
			}
		case condition:
			x = widthOf(n.subs[0], groups)
			y := widthOf(n.subs[1], groups)
			x.lo, x.hi = min(x.lo, y.lo), max(x.hi, y.hi)
		case repeat:
			y := widthOf(n.subs[0], groups)
			x.lo, x.hi = timesWidth(y.lo, n.min), timesWidth(y.hi, n.max)
		case reference:
			x = groups[n.number]
		}
		w.lo, w.hi = addWidth(w.lo, x.lo), addWidth(w.hi, x.hi)
	}
	return w
}
