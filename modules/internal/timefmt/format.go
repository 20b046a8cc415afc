package timefmt

import (
	"strconv"
	"strings"
	"time"
)

// Format is C's strftime with the extensions of glibc: flags (_ - 0 ^ #), widths
// and the modifiers E and O. What it does not know it copies. Second since 1970
// (%s) is computed in loc.
func Format(t *Time, format string, loc *time.Location) string {
	b := make([]byte, 0, len(format)*2+16)
	return string(appendFormat(b, t, format, loc))
}

// maxWidth bounds the width of a directive: a longer one is no directive.
const maxWidth = 1 << 16

func appendFormat(b []byte, t *Time, format string, loc *time.Location) []byte {
	for i := 0; i < len(format); {
		if format[i] != '%' {
			n := strings.IndexByte(format[i:], '%')
			if n < 0 {
				return append(b, format[i:]...)
			}
			b = append(b, format[i:i+n]...)
			i += n
			continue
		}
		start := i
		i++
		d := directive{}
		for ; i < len(format); i++ {
			switch c := format[i]; c {
			case '_', '-', '0':
				d.pad = c
				continue
			case '^':
				d.upper = true
				continue
			case '#':
				d.swap = true
				continue
			}
			break
		}
		for ; i < len(format) && format[i] >= '0' && format[i] <= '9' && d.width < maxWidth; i++ {
			d.width = d.width*10 + int(format[i]-'0')
		}
		modifier := byte(0)
		if i < len(format) && (format[i] == 'E' || format[i] == 'O') {
			modifier = format[i]
			i++
		}
		if i >= len(format) || d.width >= maxWidth || !allowed(modifier, format[i]) {
			if i < len(format) && modifier == 0 {
				i++
			}
			b = append(b, format[start:i]...)
			continue
		}
		var ok bool
		if b, ok = d.append(b, t, format[i], loc); !ok {
			b = append(b, format[start:i+1]...)
		}
		i++
	}
	return b
}

// allowed reports whether a modifier can stand before a directive.
func allowed(modifier, c byte) bool {
	switch modifier {
	case 'E':
		return strings.IndexByte("cCxXyY", c) >= 0
	case 'O':
		return strings.IndexByte("deHIklmMSuUVwWyb", c) >= 0
	}
	return true
}

// directive is what stands between the percent sign and the letter.
type directive struct {
	pad         byte // '_', '-', '0', or 0 for the directive's own
	upper, swap bool
	width       int
}

func (d directive) append(b []byte, t *Time, c byte, loc *time.Location) ([]byte, bool) {
	switch c {
	case 'a':
		return d.text(b, name(weekdays[:], t.Weekday, 3), true), true
	case 'A':
		return d.text(b, name(weekdays[:], t.Weekday, 0), true), true
	case 'b', 'h':
		return d.text(b, name(months[:], t.Month-1, 3), true), true
	case 'B':
		return d.text(b, name(months[:], t.Month-1, 0), true), true
	case 'c':
		return d.text(b, Format(t, "%a %b %e %H:%M:%S %Y", loc), false), true
	case 'C':
		return d.number(b, floorDiv(t.Year, 100), 2, '0'), true
	case 'd':
		return d.number(b, t.Day, 2, '0'), true
	case 'D', 'x':
		return d.text(b, Format(t, "%m/%d/%y", loc), false), true
	case 'e':
		return d.number(b, t.Day, 2, '_'), true
	case 'F':
		return d.date(b, t), true
	case 'g':
		y, _ := isoWeek(t)
		return d.number(b, mod(y, 100), 2, '0'), true
	case 'G':
		y, _ := isoWeek(t)
		return d.number(b, y, 1, '0'), true
	case 'H':
		return d.number(b, t.Hour, 2, '0'), true
	case 'I':
		return d.number(b, hour12(t.Hour), 2, '0'), true
	case 'j':
		return d.number(b, t.YearDay, 3, '0'), true
	case 'k':
		return d.number(b, t.Hour, 2, '_'), true
	case 'l':
		return d.number(b, hour12(t.Hour), 2, '_'), true
	case 'm':
		return d.number(b, t.Month, 2, '0'), true
	case 'M':
		return d.number(b, t.Minute, 2, '0'), true
	case 'n':
		return d.text(b, "\n", false), true
	case 'p', 'P':
		s := "AM"
		if t.Hour > 11 {
			s = "PM"
		}
		if c == 'P' || d.swap {
			s = strings.ToLower(s)
			d.swap = false
		}
		return d.text(b, s, false), true
	case 'r':
		return d.text(b, Format(t, "%I:%M:%S %p", loc), false), true
	case 'R':
		return d.text(b, Format(t, "%H:%M", loc), false), true
	case 's':
		return d.number(b, int(Unix(t, loc)), 1, '0'), true
	case 'S':
		return d.number(b, t.Second, 2, '0'), true
	case 't':
		return d.text(b, "\t", false), true
	case 'T', 'X':
		return d.text(b, Format(t, "%H:%M:%S", loc), false), true
	case 'u':
		return d.number(b, t.Weekday+1, 1, '0'), true
	case 'U':
		return d.number(b, (t.YearDay-1+7-(t.Weekday+1)%7)/7, 2, '0'), true
	case 'V':
		_, w := isoWeek(t)
		return d.number(b, w, 2, '0'), true
	case 'w':
		return d.number(b, (t.Weekday+1)%7, 1, '0'), true
	case 'W':
		return d.number(b, (t.YearDay-1+7-t.Weekday)/7, 2, '0'), true
	case 'y':
		return d.number(b, mod(t.Year, 100), 2, '0'), true
	case 'Y':
		return d.number(b, t.Year, 1, '0'), true
	case 'z':
		if !t.HasOffset {
			return b, true
		}
		sign, o := byte('+'), t.Offset/60
		if t.Offset < 0 {
			sign, o = '-', -t.Offset/60
		}
		s := strconv.Itoa(o/60*100 + o%60)
		return d.padded(b, string(sign), s, 4, '0'), true
	case 'Z':
		s := t.Zone
		if d.swap {
			s, d.swap = strings.ToLower(s), false
		}
		return d.text(b, s, false), true
	case '%':
		return d.text(b, "%", false), true
	}
	return b, false
}

// name is an entry of a table, cut to n bytes if n is not 0; what is out of range
// is "?" as in C.
func name(table []string, i, n int) string {
	if i < 0 || i >= len(table) {
		return "?"
	}
	if n > 0 {
		return table[i][:n]
	}
	return table[i]
}

func hour12(h int) int {
	if h %= 12; h == 0 {
		h = 12
	}
	return h
}

// text appends s, in capitals if a flag wants that; names also take '#' as such.
func (d directive) text(b []byte, s string, isName bool) []byte {
	if d.upper || d.swap && isName {
		s = strings.ToUpper(s)
	}
	pad := byte(' ')
	if d.pad == '0' {
		pad = '0'
	}
	if d.pad != '-' {
		for n := len(s); n < d.width; n++ {
			b = append(b, pad)
		}
	}
	return append(b, s...)
}

// number appends n in at least digits digits, padded as pad says unless a flag
// says otherwise.
func (d directive) number(b []byte, n, digits int, pad byte) []byte {
	sign, s := "", strconv.Itoa(n)
	if n < 0 {
		sign, s = "-", s[1:]
	}
	return d.padded(b, sign, s, digits, pad)
}

func (d directive) padded(b []byte, sign, s string, digits int, pad byte) []byte {
	if d.pad != 0 {
		pad = d.pad
	}
	width := max(d.width, digits)
	if sign == "+" || sign == "-" && digits > 2 {
		width = max(d.width, digits+1)
	}
	n := width - len(s) - len(sign)
	switch pad {
	case '-':
		n = 0
	case '_':
		for ; n > 0; n-- {
			b = append(b, ' ')
		}
	}
	b = append(b, sign...)
	for ; n > 0; n-- {
		b = append(b, '0')
	}
	return append(b, s...)
}

// date is %F, whose width is that of the year.
func (d directive) date(b []byte, t *Time) []byte {
	y := directive{pad: d.pad, width: max(0, d.width-6)}
	b = y.number(b, t.Year, 1, '0')
	b = append(b, '-')
	b = directive{}.number(b, t.Month, 2, '0')
	b = append(b, '-')
	return directive{}.number(b, t.Day, 2, '0')
}

// isoWeek is the year and week of ISO 8601, from the day of the year and of the
// week.
func isoWeek(t *Time) (year, week int) {
	// The week belongs to the year of its Thursday.
	thursday := t.YearDay - t.Weekday + 3
	year = t.Year
	switch n := yearDays(year); {
	case thursday < 1:
		year--
		thursday += yearDays(year)
	case thursday > n:
		year++
		thursday -= n
	}
	return year, (thursday-1)/7 + 1
}

func yearDays(year int) int {
	if IsLeap(year) {
		return 366
	}
	return 365
}

// Unix is C's mktime: the seconds since 1970 of a local time. IsDST tells which
// of two times is meant, or shifts the time by what the zone's daylight saving is.
func Unix(t *Time, loc *time.Location) int64 {
	g := time.Date(t.Year, time.Month(t.Month), t.Day, t.Hour, t.Minute, t.Second, 0, loc)
	if t.IsDST < 0 || g.IsDST() == (t.IsDST > 0) {
		return g.Unix()
	}
	_, off := g.Zone()
	// The zone's nearest time with the daylight saving asked for has the offset.
	for days := 1; days <= 366; days++ {
		for _, sign := range [...]int{-1, 1} {
			o := g.AddDate(0, 0, sign*days)
			if o.IsDST() == (t.IsDST > 0) {
				_, other := o.Zone()
				return g.Unix() + int64(off-other)
			}
		}
	}
	if t.IsDST > 0 {
		// A zone without daylight saving: an hour of it is assumed.
		return g.Unix() - 3600
	}
	return g.Unix()
}
