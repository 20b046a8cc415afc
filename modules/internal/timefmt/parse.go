package timefmt

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ErrMismatch is the error of Parse for data that does not match the format; the
// caller words it, as it shows both as Python shows strings.
var ErrMismatch = errors.New("time data does not match format")

// Zones are the names that %Z knows beside utc and gmt.
type Zones struct {
	Names    [2]string // standard time, daylight saving time
	Daylight bool
}

// Parse is time.strptime. Errors other than ErrMismatch are the text of a
// ValueError. Zone is what %Z matched, HasOffset tells that there was a %z.
// https://docs.python.org/3.14/library/time.html#time.strptime
func Parse(data, format string, zones Zones) (Time, error) {
	items, err := compile(format)
	if err != nil {
		return Time{}, err
	}
	m := &matcher{items: items, data: data, failed: map[[2]int]bool{}, found: map[byte]string{}}
	m.zones = []string{"utc", "gmt", zones.Names[0]}
	if zones.Daylight {
		m.zones = append(m.zones, zones.Names[1])
	}
	end := m.match(0, 0)
	if end < 0 {
		return Time{}, ErrMismatch
	}
	if end != len(data) {
		return Time{}, fmt.Errorf("unconverted data remains: %s", data[end:])
	}
	p := parsed{found: m.found, zones: zones}
	return p.time()
}

// compile splits a format into items.
func compile(format string) ([]item, error) {
	var items []item
	seen := map[byte]bool{}
	var add func(string) error
	add = func(f string) error {
		for i := 0; i < len(f); {
			r, n := utf8.DecodeRuneInString(f[i:])
			switch {
			case unicode.IsSpace(r):
				for i < len(f) {
					r, n := utf8.DecodeRuneInString(f[i:])
					if !unicode.IsSpace(r) {
						break
					}
					i += n
				}
				items = append(items, item{directive: ' '})
				continue
			case r != '%':
				items = append(items, item{literal: r})
				i += n
				continue
			}
			i++
			for i < len(f) && strings.IndexByte("-_0^#", f[i]) >= 0 {
				i++
			}
			for i < len(f) && f[i] >= '0' && f[i] <= '9' {
				i++
			}
			rest := f[i:]
			if rest == "" {
				return fmt.Errorf("stray %% in format '%s'", format)
			}
			n = 1
			if (rest[0] == 'O' || rest[0] == 'E') && len(rest) > 1 {
				n = 2
			}
			_, k := utf8.DecodeRuneInString(rest[n-1:])
			n += k - 1
			name := rest[:n]
			i += n
			if whole := shorthand(name); whole != "" {
				if err := add(whole); err != nil {
					return err
				}
				continue
			}
			c := canonical(name)
			switch {
			case c == 0:
				return fmt.Errorf("'%s' is a bad directive in format '%s'", name, format)
			case c == '%':
				items = append(items, item{literal: '%'})
				continue
			case seen[c]:
				return fmt.Errorf("redefinition of group name '%c' in format '%s'", c, format)
			}
			seen[c] = true
			items = append(items, item{directive: c})
		}
		return nil
	}
	err := add(format)
	return items, err
}

// shorthand is the format that a directive stands for.
func shorthand(name string) string {
	switch name {
	case "T", "X":
		return "%H:%M:%S"
	case "R":
		return "%H:%M"
	case "r":
		return "%I:%M:%S %p"
	case "x":
		return "%m/%d/%y"
	case "c":
		return "%a %b %d %H:%M:%S %Y"
	}
	return ""
}

// canonical is the directive that another name stands for, 0 if there is none.
func canonical(name string) byte {
	if len(name) == 2 && name[0] == 'O' && strings.IndexByte("demyHIMSwp", name[1]) >= 0 {
		name = name[1:]
	}
	if len(name) != 1 {
		return 0
	}
	switch c := name[0]; c {
	case 'e':
		return 'd'
	case 'k':
		return 'H'
	case 'l':
		return 'I'
	case 'P':
		return 'p'
	default:
		if strings.IndexByte("dfHIGjmMSUWwuVyYzAaBbpZ%", c) >= 0 {
			return c
		}
	}
	return 0
}

// parsed is what the directives matched.
type parsed struct {
	found map[byte]string
	zones Zones
}

// number is the value of a directive for a number, def without it.
func (p *parsed) number(c byte, def int) int {
	s, ok := p.found[c]
	if !ok {
		return def
	}
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil {
		return def
	}
	return n
}

func (p *parsed) has(c byte) bool { _, ok := p.found[c]; return ok }

// index is the position in a table of a name that a directive matched, or -1.
func (p *parsed) index(c byte, table []string, n int) int {
	if s, ok := p.found[c]; ok {
		for i := range table {
			if strings.EqualFold(name(table, i, n), s) {
				return i
			}
		}
	}
	return -1
}

func (p *parsed) time() (Time, error) {
	t := Time{IsDST: -1, Day: p.number('d', 1), Month: p.number('m', 1),
		Hour: p.number('H', 0), Minute: p.number('M', 0), Second: p.number('S', 0)}
	if i := p.index('B', months[:], 0); i >= 0 {
		t.Month = i + 1
	}
	if i := p.index('b', months[:], 3); i >= 0 {
		t.Month = i + 1
	}
	if p.has('I') {
		t.Hour = p.number('I', 0) % 12
		if strings.EqualFold(p.found['p'], "pm") {
			t.Hour += 12
		}
	}
	if f, ok := p.found['f']; ok {
		t.Microsecond = micros(f)
	}
	if err := p.offset(&t); err != nil {
		return t, err
	}
	p.zone(&t)
	return t, p.date(&t)
}

// micros is the value of the digits of a fraction of a second.
func micros(digits string) int {
	n, err := strconv.Atoi((digits + "000000")[:6])
	if err != nil {
		return 0
	}
	return n
}

// offset fills what %z says.
func (p *parsed) offset(t *Time) error {
	z, ok := p.found['z']
	if !ok {
		return nil
	}
	t.HasOffset = true
	if z == "Z" {
		return nil
	}
	s := z
	if s[3] == ':' {
		s = s[:3] + s[4:]
		if len(s) > 5 {
			if s[5] != ':' {
				return fmt.Errorf("Inconsistent use of : in %s", z)
			}
			s = s[:5] + s[6:]
		}
	} else if len(s) > 5 && s[5] == ':' {
		return fmt.Errorf("invalid literal for int() with base 10: '%s'", s[5:min(7, len(s))])
	}
	two := func(i int) int { return int(s[i]-'0')*10 + int(s[i+1]-'0') }
	t.Offset = two(1)*3600 + two(3)*60
	if len(s) >= 7 {
		t.Offset += two(5)
	}
	if len(s) > 8 {
		t.OffsetMicro = micros(s[8:])
	}
	if s[0] == '-' {
		t.Offset, t.OffsetMicro = -t.Offset, -t.OffsetMicro
	}
	return nil
}

// zone fills what %Z says.
func (p *parsed) zone(t *Time) {
	z, ok := p.found['Z']
	if !ok {
		return
	}
	t.Zone = z
	utc := strings.EqualFold(z, "utc") || strings.EqualFold(z, "gmt")
	switch {
	case utc || strings.EqualFold(z, p.zones.Names[0]):
		if !utc && p.zones.Daylight && p.zones.Names[0] == p.zones.Names[1] {
			return
		}
		t.IsDST = 0
	default:
		t.IsDST = 1
	}
}

// weekday is the day of the week that a directive names, or -1.
func (p *parsed) weekday() int {
	switch {
	case p.has('A'):
		return p.index('A', weekdays[:], 0)
	case p.has('a'):
		return p.index('a', weekdays[:], 3)
	case p.has('w'):
		return (p.number('w', 0) + 6) % 7
	}
	return p.number('u', 0) - 1
}

// date fills year, month, day and the days of week and year from the directives
// that say something about them.
func (p *parsed) date(t *Time) error {
	weekday := p.weekday()
	hasYear := p.has('y') || p.has('Y')
	year := p.number('Y', 1900)
	if p.has('y') {
		if year = p.number('y', 0) + 1900; year < 1969 {
			year += 100
		}
	}
	julian, hasJulian := p.number('j', 0), p.has('j')
	if err := p.checkISO(hasYear, hasJulian, weekday >= 0); err != nil {
		return err
	}
	leapFix := false
	if !hasYear && t.Month == 2 && t.Day == 29 {
		year, leapFix = 1904, true
	}
	t.Year = year
	if !hasJulian && weekday >= 0 {
		switch {
		case p.has('U') || p.has('W'):
			if year < 1 {
				return fmt.Errorf("year must be in 1..9999, not %d", year)
			}
			julian, hasJulian = p.weekOfYear(year, weekday), true
			if julian <= 0 {
				t.Year--
				julian += yearDays(t.Year)
			}
		case p.has('G'):
			if err := p.isoDate(t, weekday); err != nil {
				return err
			}
		}
	}
	if t.Year < 1 {
		return fmt.Errorf("year must be in 1..9999, not %d", t.Year)
	}
	if hasJulian {
		t.Year, t.Month, t.Day = FromOrdinal(julian - 1 + Ordinal(t.Year, 1, 1))
		if t.Year > 9999 {
			return fmt.Errorf("year must be in 1..9999, not %d", t.Year)
		}
	} else {
		if n := DaysIn(t.Year, t.Month); t.Day > n {
			return fmt.Errorf("day %d must be in range 1..%d for month %d in year %d", t.Day, n, t.Month, t.Year)
		}
		julian = Ordinal(t.Year, t.Month, t.Day) - Ordinal(t.Year, 1, 1) + 1
	}
	t.YearDay = julian
	if weekday < 0 {
		weekday = mod(Ordinal(t.Year, t.Month, t.Day)-1, 7)
	}
	t.Weekday = weekday
	if leapFix {
		t.Year = 1900
	}
	return nil
}

// checkISO reports directives of ISO 8601 that lack others or contradict them.
func (p *parsed) checkISO(hasYear, hasJulian, hasWeekday bool) error {
	const weekday = "a weekday directive ('%A', '%a', '%w', or '%u')."
	switch {
	case p.has('G') && hasJulian:
		return errors.New("Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.")
	case p.has('G') && (!p.has('V') || !hasWeekday):
		return errors.New("ISO year directive '%G' must be used with the ISO week directive '%V' and " + weekday)
	case p.has('G') || !p.has('V'):
		return nil
	case !hasYear || !hasWeekday:
		return errors.New("ISO week directive '%V' must be used with the ISO year directive '%G' and " + weekday)
	}
	return errors.New("ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.")
}

// weekOfYear is the day of the year for %U or %W and a day of the week.
func (p *parsed) weekOfYear(year, weekday int) int {
	first := mod(Ordinal(year, 1, 1)-1, 7)
	week := p.number('W', 0)
	if p.has('U') {
		first, weekday, week = (first+1)%7, (weekday+1)%7, p.number('U', 0)
	}
	if week == 0 {
		return 1 + weekday - first
	}
	return 1 + mod(7-first, 7) + 7*(week-1) + weekday
}

// isoDate fills the date of %G, %V and a day of the week.
func (p *parsed) isoDate(t *Time, weekday int) error {
	year, week := p.number('G', 0), p.number('V', 0)
	if year < 1 {
		return fmt.Errorf("Year is out of range: %d", year)
	}
	jan1 := Ordinal(year, 1, 1)
	first := mod(jan1-1, 7)
	weeks := 52
	if first == 3 || first == 2 && IsLeap(year) {
		weeks = 53
	}
	if week < 1 || week > weeks {
		return fmt.Errorf("Invalid week: %d", week)
	}
	monday := jan1 - first
	if first > 3 {
		monday += 7
	}
	t.Year, t.Month, t.Day = FromOrdinal(monday + (week-1)*7 + weekday)
	if t.Year < 1 || t.Year > 9999 {
		return fmt.Errorf("year must be in 1..9999, not %d", t.Year)
	}
	return nil
}
