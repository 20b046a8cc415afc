package timefmt

import (
	"testing"
	"time"
)

// Facts of CPython 3.14.6 on Linux.
func TestFormat(t *testing.T) {
	g := Time{Year: 2001, Month: 9, Day: 9, Hour: 1, Minute: 46, Second: 40, Weekday: 6, YearDay: 252, Zone: "GMT", HasOffset: true}
	jan := Time{Year: 2021, Month: 1, Day: 1, Hour: 3, Weekday: 4, YearDay: 1, IsDST: -1}
	early := Time{Year: -5, Month: 1, Day: 1, YearDay: 1}
	for _, c := range []struct {
		t            Time
		format, want string
	}{
		{g, "%a %A %b %B %c %C %d %D %e %F %g %G %h %H %I %j %k %l %m %M %n %p %P %r %R %s %S %t %T %u %U %V %w %W %x %X %y %Y %z %Z %%",
			"Sun Sunday Sep September Sun Sep  9 01:46:40 2001 20 09 09/09/01  9 2001-09-09 01 2001 Sep 01 01 252  1  1 09 46 \n AM am 01:46:40 AM 01:46 1000000000 40 \t 01:46:40 7 36 36 0 36 09/09/01 01:46:40 01 2001 +0000 GMT %"},
		{g, "%-d|%_d|%03d|%^a|%#Z|%Ey|%Od|%Q|%5Y|%10a|%-H|%", "9| 9|009|SUN|gmt|01|09|%Q|02001|       Sun|1|%"},
		{jan, "%10Y|%-m|%_H|%_5S", "0000002021|1| 3|    0"},
		{jan, "%U %W %V %G %u %w", "00 00 53 2020 5 5"},
		{jan, "%L %f %N %v %i %q[%Z%z]", "%L %f %N %v %i %q[]"},
		{early, "%Y %C %y %G %F", "-5 -1 95 -5 -5-01-01"},
		{early, "é%d日本\x00%m", "é01日本\x0001"},
	} {
		if got := Format(&c.t, c.format, time.UTC); got != c.want {
			t.Errorf("%q:\n%q, want\n%q", c.format, got, c.want)
		}
	}
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		data, format string
		want         [9]int
	}{
		{"2020-01-02", "%Y-%m-%d", [9]int{2020, 1, 2, 0, 0, 0, 3, 2, -1}},
		{"thu JAN 1 00:00:00 1970", "%c", [9]int{1970, 1, 1, 0, 0, 0, 3, 1, -1}},
		{"69", "%y", [9]int{1969, 1, 1, 0, 0, 0, 2, 1, -1}},
		{"68", "%y", [9]int{2068, 1, 1, 0, 0, 0, 6, 1, -1}},
		{"12 am", "%I %p", [9]int{1900, 1, 1, 0, 0, 0, 0, 1, -1}},
		{"1 pm", "%I %p", [9]int{1900, 1, 1, 13, 0, 0, 0, 1, -1}},
		{"2020 100", "%Y %j", [9]int{2020, 4, 9, 0, 0, 0, 3, 100, -1}},
		{"2020 10 1", "%Y %U %w", [9]int{2020, 3, 9, 0, 0, 0, 0, 69, -1}},
		{"2021 53 6", "%Y %U %w", [9]int{2022, 1, 8, 0, 0, 0, 5, 373, -1}},
		{"2021 0 1", "%Y %W %w", [9]int{2020, 12, 28, 0, 0, 0, 0, 363, -1}},
		{"2020 10 1", "%G %V %u", [9]int{2020, 3, 2, 0, 0, 0, 0, 62, -1}},
		{"2020 53 1", "%G %V %u", [9]int{2020, 12, 28, 0, 0, 0, 0, 363, -1}},
		{"gmt", "%Z", [9]int{1900, 1, 1, 0, 0, 0, 0, 1, 0}},
		{"Feb 29", "%b %d", [9]int{1900, 2, 29, 0, 0, 0, 0, 60, -1}},
		{"2020\t01   02", "%Y %m %d", [9]int{2020, 1, 2, 0, 0, 0, 3, 2, -1}},
		{"1112", "%d%m", [9]int{1900, 12, 11, 0, 0, 0, 1, 345, -1}},
		{"111", "%d%m", [9]int{1900, 1, 11, 0, 0, 0, 3, 11, -1}},
		{"2021 366", "%Y %j", [9]int{2022, 1, 1, 0, 0, 0, 5, 366, -1}},
		{"0", "%w", [9]int{1900, 1, 1, 0, 0, 0, 6, 1, -1}},
		{"5", "%u", [9]int{1900, 1, 1, 0, 0, 0, 4, 1, -1}},
		{"02:00:00 PM", "%r", [9]int{1900, 1, 1, 14, 0, 0, 0, 1, -1}},
		{" 5x%", "%ex%%", [9]int{1900, 1, 5, 0, 0, 0, 4, 5, -1}},
		{"Monday", "%A", [9]int{1900, 1, 1, 0, 0, 0, 0, 1, -1}},
		{"3", "%-d", [9]int{1900, 1, 3, 0, 0, 0, 2, 3, -1}},
	} {
		p, err := Parse(c.data, c.format, Zones{Names: [2]string{"UTC", "UTC"}})
		got := [9]int{p.Year, p.Month, p.Day, p.Hour, p.Minute, p.Second, p.Weekday, p.YearDay, p.IsDST}
		if err != nil || got != c.want {
			t.Errorf("%q %q: %v %v, want %v", c.data, c.format, got, err, c.want)
		}
	}
	for _, c := range []struct {
		data          string
		offset, micro int
	}{{"+0530", 19800, 0}, {"+05:30", 19800, 0}, {"-05:30:15.123", -19815, -123000}, {"Z", 0, 0}} {
		p, err := Parse(c.data, "%z", Zones{})
		if err != nil || p.Offset != c.offset || p.OffsetMicro != c.micro {
			t.Errorf("%s: %d %d %v", c.data, p.Offset, p.OffsetMicro, err)
		}
	}
}

func TestParseErrors(t *testing.T) {
	mismatch := ErrMismatch.Error()
	for _, c := range []struct{ data, format, want string }{
		{"2020-01-02x", "%Y-%m-%d", "unconverted data remains: x"},
		{"2020-13-02", "%Y-%m-%d", mismatch},
		{"2020-02-30", "%Y-%m-%d", "day 30 must be in range 1..29 for month 2 in year 2020"},
		{"x", "%Q", "'Q' is a bad directive in format '%Q'"},
		{"x", "%:z", "':' is a bad directive in format '%:z'"},
		{"20", "%Ey", "'Ey' is a bad directive in format '%Ey'"},
		{"x", "%", "stray % in format '%'"},
		{"3", "%y", mismatch},
		{"2020", "%Y ", mismatch},
		{"13 pm", "%I %p", mismatch},
		{"axb", "a.b", mismatch},
		{"12:30:62", "%H:%M:%S", "unconverted data remains: 2"},
		{"1234567", "%f", "unconverted data remains: 7"},
		{"2020 10", "%G %V", "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive ('%A', '%a', '%w', or '%u')."},
		{"2021 53 1", "%G %V %u", "Invalid week: 53"},
		{"+05:3015", "%z", "Inconsistent use of : in +05:3015"},
	} {
		if _, err := Parse(c.data, c.format, Zones{}); err == nil || err.Error() != c.want {
			t.Errorf("%q %q: %v, want %s", c.data, c.format, err, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("2020-01-02 +05:30", "%Y-%m-%d %z")
	f.Fuzz(func(t *testing.T, data, format string) {
		p, err := Parse(data, format, Zones{Names: [2]string{"CET", "CEST"}, Daylight: true})
		if err == nil {
			Format(&p, format, time.UTC)
		}
	})
}
