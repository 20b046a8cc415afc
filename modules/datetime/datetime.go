// Package datetime is the module datetime, in Python over package timefmt.
//
// Files: datetime.go; timedelta.py (what all need, timedelta), date.py, time.py
// (tzinfo, timezone, time), datetime.py, which run one behind the other.
//
// Only the index of modules imports it.
package datetime

import (
	_ "embed"
	"errors"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/timefmt"
)

// The parts of the module, which run as one.
var (
	//go:embed timedelta.py
	timedelta string
	//go:embed date.py
	date string
	//go:embed time.py
	clock string
	//go:embed datetime.py
	datetime string
)

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/datetime.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name:   "datetime",
		Doc:    "Fast implementation of the datetime module.",
		Source: timedelta + date + clock + datetime,
		Methods: []py.Method{
			{Name: "_ordinal", Signature: "(year, month, day, /)", Func: ordinal, Doc: "The number of a day."},
			{Name: "_from_ordinal", Signature: "(n, /)", Func: fromOrdinal, Doc: "(year, month, day) of a day's number."},
			{Name: "_parse", Signature: "(data, format, std, dst, daylight, /)", Func: parse, Doc: "What strptime reads: the fields, microseconds, zone and offset in microseconds."},
		},
	}
}

func ints(a py.Args) (n [3]int, err error) {
	for i, v := range a {
		x, ok := py.AsInt64(v)
		if !ok {
			return n, py.Errorf(py.TypeError, "an integer is required")
		}
		n[i] = int(x)
	}
	return n, nil
}

func ordinal(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	n, err := ints(a)
	if err != nil {
		return py.Value{}, err
	}
	if n[1] < 1 || n[1] > 12 {
		return py.Value{}, py.Errorf(py.ValueError, "month must be in 1..12, not %d", n[1])
	}
	return py.Int(int64(timefmt.Ordinal(n[0], n[1], n[2]))), nil
}

func fromOrdinal(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	n, err := ints(a)
	if err != nil {
		return py.Value{}, err
	}
	y, m, d := timefmt.FromOrdinal(n[0])
	return tuple(y, m, d), nil
}

func tuple(n ...int) py.Value {
	out := make([]py.Value, len(n))
	for i, x := range n {
		out[i] = py.Int(int64(x))
	}
	return py.MakeTuple(out).Value()
}

func parse(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	var s [4]string
	for i := range s {
		x, ok := py.AsStr(a[i])
		if !ok {
			return py.Value{}, py.Errorf(py.TypeError, "strptime() argument %d must be str, not %s", i+1, py.ArgName(a[i]))
		}
		s[i] = x.String()
	}
	p, err := timefmt.Parse(s[0], s[1], timefmt.Zones{Names: [2]string{s[2], s[3]}, Daylight: a[4] == py.True})
	if errors.Is(err, timefmt.ErrMismatch) {
		var r [2]string
		for i := range r {
			if r[i], err = py.ReprString(t, a[i]); err != nil {
				return py.Value{}, err
			}
		}
		return py.Value{}, py.Errorf(py.ValueError, "time data %s does not match format %s", r[0], r[1])
	}
	if err != nil {
		return py.Value{}, py.Errorf(py.ValueError, "%s", err)
	}
	zone, offset := py.None, py.None
	if p.Zone != "" {
		zone = py.NewStr(p.Zone)
	}
	if p.HasOffset {
		offset = py.Int(int64(p.Offset)*1e6 + int64(p.OffsetMicro))
	}
	return py.NewTuple(tuple(p.Year, p.Month, p.Day, p.Hour, p.Minute, p.Second, p.Microsecond), zone, offset), nil
}
