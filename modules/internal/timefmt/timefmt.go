// Package timefmt is strftime and strptime in the C locale, as modules time and
// datetime need them. It knows nothing of Python objects.
//
// Files: format.go (strftime), parse.go (strptime), match.go (the matcher below
// it).
package timefmt

// Time is broken-down time with the ranges of Python's struct_time: Month, Day and
// YearDay begin at 1, Weekday 0 is Monday.
type Time struct {
	Year                     int
	Month, Day               int
	Hour, Minute, Second     int
	Weekday, YearDay         int
	IsDST                    int
	Zone                     string // "": unknown
	Offset                   int    // seconds east of UTC
	HasOffset                bool   // Offset is known
	Microsecond, OffsetMicro int    // strptime only: %f and the fraction of %z
}

var (
	weekdays = [...]string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	months   = [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
)

// IsLeap reports whether year has 366 days.
func IsLeap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

// DaysIn is the number of days of a month (1 to 12).
func DaysIn(year, month int) int {
	switch month {
	case 2:
		if IsLeap(year) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// Ordinal is the number of a day; that of 1 January 1 is 1.
func Ordinal(year, month, day int) int {
	y := year - 1
	n := y*365 + floorDiv(y, 4) - floorDiv(y, 100) + floorDiv(y, 400)
	for m := 1; m < month; m++ {
		n += DaysIn(year, m)
	}
	return n + day
}

// FromOrdinal is the inverse of Ordinal.
func FromOrdinal(n int) (year, month, day int) {
	year = floorDiv(n*400, 146097) + 1
	for Ordinal(year, 1, 1) > n {
		year--
	}
	for Ordinal(year+1, 1, 1) <= n {
		year++
	}
	day = n - Ordinal(year, 1, 1) + 1
	for month = 1; day > DaysIn(year, month); month++ {
		day -= DaysIn(year, month)
	}
	return year, month, day
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func mod(a, b int) int { return ((a % b) + b) % b }
