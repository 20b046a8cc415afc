package py

import (
	"math"
	"testing"
)

// formatText is format(v, spec), or the exception.
func formatText(th *Thread, v Value, spec string) string {
	r, err := Format(th, v, spec)
	if err != nil {
		return err.Error()
	}
	return Cast[Str](r).s
}

func TestFormatMiniLanguage(t *testing.T) {
	th := newTestThread()
	inf, nan := Float(math.Inf(1)), Float(math.NaN())
	for _, c := range []struct {
		v    Value
		spec string
		want string
	}{
		{Float(1.5), ",_", "ValueError: Cannot specify both ',' and '_'."},
		{Float(1.5), ",,", "ValueError: Cannot specify ',' with ','."},
		{Float(1.5), ".", "ValueError: Format specifier missing precision"},
		{Float(1.5), ".,f", "1.500,000"},
		{Float(1234.56789), ",._", "1,234.567_89"},
		{Float(1234.56789), ".6_,f", "ValueError: Cannot specify both ',' and '_'."},
		{Float(1.5), "xx", "ValueError: Invalid format specifier 'xx' for object of type 'float'"},
		{Float(1.5), "d", "ValueError: Unknown format code 'd' for object of type 'float'"},
		{Float(1.5), "\x01", `ValueError: Unknown format code '\x1' for object of type 'float'`},
		{Int(1), ".3d", "ValueError: Precision not allowed in integer format specifier"},
		{Int(1), ",x", "ValueError: Cannot specify ',' with 'x'."},
		{True, "s", "ValueError: Unknown format code 's' for object of type 'bool'"},
		{True, "", "True"}, {True, "d", "1"}, {True, "5", "    1"},
		{Int(1), "99999999999999999999", "ValueError: Too many decimal digits in format string"},
		{Float(1.5), ".2147483648f", "ValueError: precision too big"},
		{NewStr("a"), "+", "ValueError: Sign not allowed in string format specifier"},
		{NewStr("a"), "=10", "ValueError: '=' alignment not allowed in string format specifier"},
		{NewStr("a"), "010", "a000000000"}, {NewStr("abc"), ".2", "ab"}, {NewStr("abc"), "x^10", "xxxabcxxxx"},
		{NewStr("é"), "é^5", "ééééé"}, {NewStr("a"), "d", "ValueError: Unknown format code 'd' for object of type 'str'"},
		{Int(65), "05c", "0000A"}, {Int(0x110000), "c", "OverflowError: %c arg not in range(0x110000)"},
		{Int(1), "é^5", "éé1éé"},
		{inf, "010,", "0000000inf"}, {nan, "+", "+nan"}, {Float(math.Inf(-1)), "010", "-000000inf"}, {inf, "F", "INF"},
		{Float(1234567.5), "020,", "00,000,001,234,567.5"},
		{Float(1234567.123456), "025,.5_f", "00,000,001,234,567.123_46"},
		{Int(1234567), "020,", "0,000,000,001,234,567"}, {Int(1234567), "_b", "1_0010_1101_0110_1000_0111"},
		{Int(1234), "08,", "0,001,234"}, {Int(1234), "09,", "0,001,234"}, {Int(1), "0,", "1"},
		{Int(255), "#010x", "0x000000ff"}, {Int(-255), "#010_x", "-0x00_00ff"}, {Int(255), "#X", "0XFF"}, {Int(255), "#o", "0o377"},
		{Float(1), "#", "1.0"}, {Float(1e20), "#", "1.e+20"}, {Float(1e20), "", "1e+20"},
		{Float(100), ".3", "1e+02"}, {Float(1), ".3", "1.0"}, {Float(10), ".3", "10.0"},
		{Float(math.Copysign(0, -1)), "z", "0.0"}, {Float(-0.001), "z.1f", "0.0"}, {Float(-0.001), "z", "-0.001"},
		{Float(0.5), "%", "50.000000%"}, {Float(0.12345), "#.0%", "12.%"}, {Float(1e10), "n", "1e+10"},
		{Int(12), "=+5", "+  12"}, {Int(12), "*=+8,", "+*****12"}, {Int(3), "x=5", "xxxx3"}, {Float(1.5), "<8", "1.5     "},
		{Float(1.5), "e", "1.500000e+00"}, {Float(1.5), "#.0e", "2.e+00"}, {Float(1.5), "#.0f", "2."}, {Float(2.5), ".0f", "2"},
		{Float(123456), "g", "123456"}, {Float(1234567), "g", "1.23457e+06"}, {Float(0.00001), "g", "1e-05"}, {Float(100000), "#g", "100000."},
		{Float(0), "g", "0"}, {Float(0), "#.3g", "0.00"}, {Float(0), ".3", "0.0"}, {Float(5e-324), ".3g", "4.94e-324"},
		{Int(12), ".3f", "12.000"}, {Int(123), "0<6", "123000"}, {Int(123), "<06", "123000"}, {Int(123), ">+8", "    +123"},
		{Float(12345.678), "012,.2f", "0,012,345.68"}, {Float(0.1), ".30f", "0.100000000000000005551115123126"},
		{NewComplex(1 + 2i), ".2f", "1.00+2.00j"}, {NewComplex(1 + 2i), ">20", "              (1+2j)"}, {NewComplex(2i), "10", "        2j"},
		{NewComplex(1i), "05", "ValueError: Zero padding is not allowed in complex format specifier"},
		{NewComplex(1i), "=5", "ValueError: '=' alignment flag is not allowed in complex format specifier"},
		{NewComplex(1 + 2i), ",", "(1+2j)"}, {NewComplex(1 + 2i), "%", "ValueError: Unknown format code '%' for object of type 'complex'"},
		{None, "5", "TypeError: unsupported format string passed to NoneType.__format__"}, {None, "", "None"},
	} {
		if got := formatText(th, c.v, c.spec); got != c.want {
			t.Errorf("format(%s, %q) = %q, want %q", show(th, c.v), c.spec, got, c.want)
		}
	}
}

func TestFormatPercentNumber(t *testing.T) {
	th := newTestThread()
	for _, c := range []struct {
		v           Value
		conv        byte
		flags       percentFlags
		width, prec int
		want        string
	}{
		{Float(1.5), 'd', 0, -1, -1, "1"},
		{NewStr("x"), 'd', 0, -1, -1, "TypeError: %d format: a real number is required, not str"},
		{Float(1.5), 'x', 0, -1, -1, "TypeError: %x format: an integer is required, not float"},
		{Int(3), 'd', percentLeft, 5, -1, "3    "},
		{Int(-3), 'd', percentZero, 5, -1, "-0003"},
		{Int(-3), 'd', 0, 8, 5, "  -00003"},
		{Int(-3), 'd', percentZero, 8, 5, "-0000003"},
		{Int(255), 'x', percentAlt | percentZero, 8, -1, "0x0000ff"},
		{Int(255), 'X', percentAlt, -1, -1, "0XFF"},
		{Int(8), 'o', percentAlt, -1, 3, "0o010"},
		{Int(255), 'x', percentBlank | percentZero, 5, -1, " 00ff"},
		{Float(-1.5), 'f', percentZero, 8, 2, "-0001.50"},
		{Float(1), 'g', percentAlt, -1, -1, "1.00000"},
		{Float(math.Inf(1)), 'f', percentZero, 5, -1, "00inf"},
		{NewStr("x"), 'f', 0, -1, -1, "TypeError: must be real number, not str"},
		{Int(65), 'c', percentSign, 5, -1, "    A"},
		{NewStr("a"), 'c', percentZero, 5, -1, "    a"},
		{NewStr("ab"), 'c', 0, -1, -1, "TypeError: %c requires an int or a unicode character, not a string of length 2"},
		{Int(-1), 'c', 0, -1, -1, "OverflowError: %c arg not in range(0x110000)"},
		{Float(math.Inf(1)), 'd', 0, -1, -1, "OverflowError: cannot convert float infinity to integer"},
		{Int(1), 'f', percentAlt, -1, 0, "1."},
	} {
		got, err := formatPercentNumber(th, c.v, c.conv, c.flags, c.width, c.prec)
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%%%c of %s (flags %d, width %d, prec %d) = %q, want %q", c.conv, show(th, c.v), c.flags, c.width, c.prec, got, c.want)
		}
	}
}

func FuzzFormat(f *testing.F) {
	th := newTestThread()
	for _, s := range []string{"", "é^+#010,.3_f", "z=c", "<<5", "1.1.1", ".,", "\xff<3"} {
		f.Add(s)
	}
	values := []Value{Int(-1234567), Float(-1234.5), NewStr("héllo"), NewComplex(1 - 2i), True}
	f.Fuzz(func(t *testing.T, spec string) {
		if spec, err := ParseFormatSpec(spec, IntType, 'd', '>'); err != nil || spec.Width > 10000 || spec.Prec > 10000 {
			return
		}
		for _, v := range values {
			if _, err := Format(th, v, spec); err != nil && !Matches(err, ValueError) && !Matches(err, OverflowError) {
				t.Errorf("format(%s, %q): %v", show(th, v), spec, err)
			}
		}
	})
}

func BenchmarkFormat(b *testing.B) {
	th := newTestThread()
	for _, c := range []struct {
		v    Value
		spec string
	}{{Float(3.14159), ".2f"}, {Int(42), "05d"}, {Int(1234567), ","}, {NewStr("abc"), ">10"}, {Float(3.14159), ""}} {
		b.Run(c.spec, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				if _, err := Format(th, c.v, c.spec); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
