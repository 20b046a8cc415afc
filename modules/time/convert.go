package time

import (
	"errors"
	"math"
	"strconv"
	"time"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/timefmt"
)

var structTime py.Type

func structTimeSpec() py.TypeSpec {
	return py.StructSeqSpec(py.StructSpec{
		Name: "time.struct_time",
		Doc:  "The time value as returned by gmtime(), localtime(), and strptime(), and\n accepted by asctime(), mktime() and strftime().  May be considered as a\n sequence of 9 integers.\n\n Note that several fields' values are not the same as those defined by\n the C language standard for struct tm.  For example, the value of the\n field tm_year is the actual year, not year - 1900.  See individual\n fields' descriptions for details.",
		Fields: py.StructFields(
			"tm_year", "year, for example, 1993",
			"tm_mon", "month of year, range [1, 12]",
			"tm_mday", "day of month, range [1, 31]",
			"tm_hour", "hours, range [0, 23]",
			"tm_min", "minutes, range [0, 59]",
			"tm_sec", "seconds, range [0, 61])",
			"tm_wday", "day of week, range [0, 6], Monday is 0",
			"tm_yday", "day of year, range [1, 366]",
			"tm_isdst", "1 if summer time is in effect, 0 if not, and -1 if unknown",
			"tm_zone", "abbreviation of timezone name",
			"tm_gmtoff", "offset from UTC in seconds"),
		InSequence: 9,
	})
}

// newStructTime makes a struct_time; zone and offset are None if unknown.
func newStructTime(b *timefmt.Time, zone, offset py.Value) py.Value {
	n := func(i int) py.Value { return py.Int(int64(i)) }
	return py.NewStructSeq(&structTime, n(b.Year), n(b.Month), n(b.Day), n(b.Hour), n(b.Minute), n(b.Second),
		n(b.Weekday), n(b.YearDay), n(b.IsDST), zone, offset)
}

// broken breaks g down.
func broken(g time.Time) *timefmt.Time {
	b := &timefmt.Time{
		Year: g.Year(), Month: int(g.Month()), Day: g.Day(), Hour: g.Hour(), Minute: g.Minute(), Second: g.Second(),
		Weekday: (int(g.Weekday()) + 6) % 7, YearDay: g.YearDay(), HasOffset: true,
	}
	b.Zone, b.Offset = g.Zone()
	if g.IsDST() {
		b.IsDST = 1
	}
	return b
}

// location is the local time zone, which stays what it was when the module was
// imported or tzset last called, as in C.
func location(t *py.Thread) *time.Location {
	if loc, ok := t.Interp.State[stateKey{}].(*time.Location); ok {
		return loc
	}
	loc := t.Interp.Host.Clock.Location()
	t.Interp.State[stateKey{}] = loc
	return loc
}

// zone is a time zone's names and offsets in winter and summer.
type zone struct {
	std, dst       string
	stdOff, dstOff int
}

// zoneOf looks at January and July of this year.
func zoneOf(t *py.Thread, loc *time.Location) zone {
	ns, err := t.Interp.Host.Clock.Wall()
	if err != nil {
		ns = 0
	}
	year := time.Unix(0, ns).In(loc).Year()
	var z zone
	z.std, z.stdOff = time.Date(year, 1, 1, 0, 0, 0, 0, loc).Zone()
	z.dst, z.dstOff = time.Date(year, 7, 1, 0, 0, 0, 0, loc).Zone()
	if z.stdOff > z.dstOff { // the southern hemisphere
		z.std, z.stdOff, z.dst, z.dstOff = z.dst, z.dstOff, z.std, z.stdOff
	}
	return z
}

// setZone looks the local time zone up and fills timezone, altzone, daylight and
// tzname.
func setZone(t *py.Thread, m *py.Module) {
	loc := t.Interp.Host.Clock.Location()
	t.Interp.State[stateKey{}] = loc
	z := zoneOf(t, loc)
	daylight := int64(0)
	if z.stdOff != z.dstOff {
		daylight = 1
	}
	m.Dict.SetName("timezone", py.Int(int64(-z.stdOff)))
	m.Dict.SetName("altzone", py.Int(int64(-z.dstOff)))
	m.Dict.SetName("daylight", py.Int(daylight))
	m.Dict.SetName("tzname", py.NewTuple(py.NewStr(z.std), py.NewStr(z.dst)))
}

func tzset(m *py.Module) py.GoFunc {
	return func(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
		setZone(t, m)
		return py.None, nil
	}
}

// instant reads the argument of gmtime: seconds since 1970, None meaning now.
func instant(t *py.Thread, v py.Value, loc *time.Location) (*timefmt.Time, error) {
	var sec int64
	if v.IsNone() {
		ns, err := t.Interp.Host.Clock.Wall()
		if err != nil {
			return nil, err
		}
		sec = int64(math.Floor(float64(ns) / 1e9))
		return broken(time.Unix(sec, 0).In(loc)), nil
	}
	outside := py.Errorf(py.OverflowError, "timestamp out of range for platform time_t")
	if f, ok := py.AsFloat(v); ok {
		if f != f {
			return nil, py.Errorf(py.ValueError, "Invalid value NaN (not a number)")
		}
		if f = math.Floor(f); f < math.MinInt64 || f >= math.MaxInt64 {
			return nil, outside
		}
		sec = int64(f)
	} else {
		i, err := index(t, v)
		if err != nil {
			return nil, err
		}
		if !i.IsInt64() {
			return nil, outside
		}
		sec = i.Int64()
	}
	// The years of C's struct tm.
	if sec < -67768040609740800 || sec > 67768036191676799 {
		return nil, overflow(t)
	}
	return broken(time.Unix(sec, 0).In(loc)), nil
}

// overflow is EOVERFLOW.
func overflow(t *py.Thread) error {
	p := t.Interp.Host.System.Platform()
	n, ok := p.Errno["EOVERFLOW"]
	if !ok {
		n = int(host.EINVAL)
	}
	return &host.Error{Errno: host.Errno(n), Text: p.Strerror(n)}
}

func gmtime(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	b, err := instant(t, a[0], time.UTC)
	if err != nil {
		return py.Value{}, err
	}
	if t.Interp.Host.System.Platform().OS == "linux" {
		b.Zone = "GMT" // what glibc calls it
	}
	return newStructTime(b, py.NewStr(b.Zone), py.Int(0)), nil
}

func localtime(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	b, err := instant(t, a[0], location(t))
	if err != nil {
		return py.Value{}, err
	}
	return newStructTime(b, py.NewStr(b.Zone), py.Int(int64(b.Offset))), nil
}

// fromTuple reads a time tuple as C's functions take it.
func fromTuple(t *py.Thread, v py.Value, fname string) (*timefmt.Time, error) {
	tup, ok := py.AsTuple(v)
	if !ok {
		return nil, py.Errorf(py.TypeError, "Tuple or struct_time argument required")
	}
	if len(tup.Items) != 9 {
		return nil, py.Errorf(py.TypeError, "%s(): illegal time tuple argument", fname)
	}
	b := &timefmt.Time{}
	for i, p := range [...]*int{&b.Year, &b.Month, &b.Day, &b.Hour, &b.Minute, &b.Second, &b.Weekday, &b.YearDay, &b.IsDST} {
		n, err := py.ToIndex(t, tup.Items[i], py.OverflowError)
		switch {
		case err != nil:
			return nil, err
		case n > math.MaxInt32:
			return nil, py.Errorf(py.OverflowError, "signed integer is greater than maximum")
		case n < math.MinInt32:
			return nil, py.Errorf(py.OverflowError, "signed integer is less than minimum")
		}
		*p = n
	}
	if b.Year < math.MinInt32+1900 {
		return nil, py.Errorf(py.OverflowError, "year out of range")
	}
	if py.TypeOf(v) == &structTime {
		zone, err := py.GetAttr(t, v, "tm_zone")
		if err != nil {
			return nil, err
		}
		if s, ok := py.AsStr(zone); ok {
			b.Zone = s.String()
		}
		off, err := py.GetAttr(t, v, "tm_gmtoff")
		if err != nil {
			return nil, err
		}
		if n, ok := py.AsInt64(off); ok {
			b.Offset, b.HasOffset = int(n), true
		}
	}
	return b, nil
}

// check reports fields out of range, and gives zeroes where C's functions want at
// least 1.
func check(b *timefmt.Time) error {
	if b.Month == 0 {
		b.Month = 1
	}
	if b.Day == 0 {
		b.Day = 1
	}
	if b.YearDay == 0 {
		b.YearDay = 1
	}
	if b.Weekday == -1 {
		b.Weekday = 6
	}
	what := ""
	switch {
	case b.Month < 1 || b.Month > 12:
		what = "month"
	case b.Day < 1 || b.Day > 31:
		what = "day of month"
	case b.Hour < 0 || b.Hour > 23:
		what = "hour"
	case b.Minute < 0 || b.Minute > 59:
		what = "minute"
	case b.Second < 0 || b.Second > 61:
		what = "seconds"
	case b.Weekday < -1:
		what = "day of week"
	case b.YearDay < 1 || b.YearDay > 366:
		what = "day of year"
	default:
		b.Weekday %= 7
		return nil
	}
	return py.Errorf(py.ValueError, "%s out of range", what)
}

func mktime(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	b, err := fromTuple(t, a[0], "mktime")
	if err != nil {
		return py.Value{}, err
	}
	return py.Float(float64(timefmt.Unix(b, location(t)))), nil
}

func text(b *timefmt.Time) py.Value {
	s := timefmt.Format(b, "%a %b %d %H:%M:%S ", time.UTC)
	if b.Day < 10 {
		s = s[:8] + " " + s[9:]
	}
	return py.NewStr(s + strconv.Itoa(b.Year))
}

// given reads an optional time tuple, whose default is the local time now.
func given(t *py.Thread, v py.Value, fname string) (*timefmt.Time, error) {
	if v.IsUnbound() {
		return instant(t, py.None, location(t))
	}
	b, err := fromTuple(t, v, fname)
	if err == nil {
		err = check(b)
	}
	return b, err
}

func asctime(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	b, err := given(t, a[0], "asctime")
	if err != nil {
		return py.Value{}, err
	}
	return text(b), nil
}

func ctime(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	b, err := instant(t, a[0], location(t))
	if err != nil {
		return py.Value{}, err
	}
	return text(b), nil
}

func strftime(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	format, ok := py.AsStr(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "strftime() argument 1 must be str, not %s", py.ArgName(a[0]))
	}
	b, err := given(t, a[1], "strftime")
	if err != nil {
		return py.Value{}, err
	}
	b.IsDST = max(-1, min(1, b.IsDST))
	loc := location(t)
	if !b.HasOffset && b.IsDST >= 0 {
		// A plain tuple says only whether it is daylight saving time.
		g := time.Unix(timefmt.Unix(b, loc), 0).In(loc)
		b.Zone, b.Offset = g.Zone()
		b.HasOffset = true
	}
	return py.NewStr(timefmt.Format(b, format.String(), loc)), nil
}

func strptime(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	var s [2]string
	for i := range s {
		v, ok := py.AsStr(a[i])
		if !ok {
			return py.Value{}, py.Errorf(py.TypeError, "strptime() argument %d must be str, not %s", i, typeRepr(a[i]))
		}
		s[i] = v.String()
	}
	z := zoneOf(t, location(t))
	p, err := timefmt.Parse(s[0], s[1], timefmt.Zones{Names: [2]string{z.std, z.dst}, Daylight: z.stdOff != z.dstOff})
	if errors.Is(err, timefmt.ErrMismatch) {
		data, err := py.ReprString(t, a[0])
		if err != nil {
			return py.Value{}, err
		}
		format, err := py.ReprString(t, a[1])
		if err != nil {
			return py.Value{}, err
		}
		return py.Value{}, py.Errorf(py.ValueError, "time data %s does not match format %s", data, format)
	}
	if err != nil {
		return py.Value{}, py.Errorf(py.ValueError, "%s", err.Error())
	}
	zone, offset := py.None, py.None
	if p.Zone != "" {
		zone = py.NewStr(p.Zone)
	}
	if p.HasOffset {
		offset = py.Int(int64(p.Offset))
	}
	return newStructTime(&p, zone, offset), nil
}

func typeRepr(v py.Value) string { return "<class '" + py.TypeOf(v).FullName() + "'>" }
