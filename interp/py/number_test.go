package py

import (
	"math"
	"math/big"
	"testing"
)

// mustInt reads an int literal of any size.
func mustInt(t *testing.T, s string) Value {
	t.Helper()
	v, ok := ParseInt(s, 0)
	if !ok {
		t.Fatalf("bad literal %q", s)
	}
	return v
}

// show is repr(v), or the exception.
func show(th *Thread, v Value) string {
	r, err := th.Result(v)
	if err != nil {
		return err.Error()
	}
	if tup, ok := AsTuple(r); ok && len(tup.Items) == 2 {
		return "(" + show(th, tup.Items[0]) + ", " + show(th, tup.Items[1]) + ")"
	}
	s, err := ReprString(th, r)
	if err != nil {
		return err.Error()
	}
	return s
}

// number reads an int or float for a test.
func number(t *testing.T, s string) Value {
	if v, ok := ParseInt(s, 0); ok {
		return v
	}
	switch s {
	case "True":
		return True
	case "False":
		return False
	}
	f, ok := ParseFloat(s)
	if !ok {
		t.Fatalf("bad number %q", s)
	}
	return Float(f)
}

func TestNumberOperators(t *testing.T) {
	th := newTestThread()
	for _, c := range []struct {
		a    string
		op   BinaryOp
		b    string
		want string
	}{
		{"9223372036854775807", OpAdd, "1", "9223372036854775808"},
		{"-9223372036854775808", OpSub, "1", "-9223372036854775809"},
		{"-9223372036854775808", OpFloorDiv, "-1", "9223372036854775808"},
		{"-9223372036854775808", OpMod, "-1", "0"},
		{"9223372036854775808", OpSub, "1", "9223372036854775807"},
		{"4294967296", OpMul, "4294967296", "18446744073709551616"},
		{"-4294967296", OpMul, "2147483648", "-9223372036854775808"},
		{"-7", OpFloorDiv, "2", "-4"},
		{"-7", OpMod, "2", "1"},
		{"7", OpMod, "-2", "-1"},
		{"-7", OpDivmod, "2", "(-4, 1)"},
		{"-100000000000000000000", OpDivmod, "7", "(-14285714285714285715, 5)"},
		{"1", OpTrueDiv, "3", "0.3333333333333333"},
		{"9007199254740993", OpTrueDiv, "1", "9007199254740992.0"},
		{"9007199254740995", OpTrueDiv, "1", "9007199254740996.0"},
		{"1", OpTrueDiv, "0", "ZeroDivisionError: division by zero"},
		{"1", OpMod, "0", "ZeroDivisionError: division by zero"},
		{"100000000000000000000", OpDivmod, "0", "ZeroDivisionError: division by zero"},
		{"2", OpPow, "200", "1606938044258990275541962092341162602522202993782792835301376"},
		{"3", OpPow, "40", "12157665459056928801"},
		{"-3", OpPow, "41", "-36472996377170786403"},
		{"2", OpPow, "-1", "0.5"},
		{"0", OpPow, "-1", "ZeroDivisionError: zero to a negative power"},
		{"1", OpLShift, "-1", "ValueError: negative shift count"},
		{"1", OpLShift, "1000000000000", "MemoryError"},
		{"1", OpLShift, "18446744073709551616", "OverflowError: too many digits in integer"},
		{"0", OpLShift, "18446744073709551616", "0"},
		{"-1", OpRShift, "18446744073709551616", "-1"},
		{"-5", OpRShift, "1", "-3"},
		{"1", OpLShift, "63", "9223372036854775808"},
		{"7", OpPow, "10000000000000", "MemoryError"},
		{"True", OpAdd, "1", "2"},
		{"True", OpAnd, "False", "False"},
		{"True", OpOr, "2", "3"},
		{"-1", OpAnd, "18446744073709551615", "18446744073709551615"},
		{"1.5", OpAdd, "True", "2.5"},
		{"7", OpFloorDiv, "-2.0", "-4.0"},
		{"-7.5", OpMod, "2", "0.5"},
		{"7.5", OpMod, "-2", "-0.5"},
		{"1e300", OpMod, "7", "1.0"},
		{"-9", OpMod, "inf", "inf"},
		{"7", OpDivmod, "-inf", "(-1.0, -inf)"},
		{"-0.0", OpMod, "5", "0.0"},
		{"1.0", OpDivmod, "0.1", "(9.0, 0.09999999999999995)"},
		{"2.0", OpPow, "10000", "OverflowError: 2 arguments"},
		{"0.0", OpPow, "-1", "ZeroDivisionError: zero to a negative power"},
		{"1.0", OpTrueDiv, "0", "ZeroDivisionError: division by zero"},
		{"1e16", OpAdd, "0", "1e+16"},
		{"1e15", OpAdd, "0.5", "1000000000000000.5"},
		{"1e-5", OpAdd, "0", "1e-05"},
		{"0.0001", OpAdd, "0", "0.0001"},
		{"1e308", OpMul, "10", "inf"},
		{"inf", OpSub, "inf", "nan"},
		{"1.5", OpLShift, "1", "TypeError: unsupported operand type(s) for <<: 'float' and 'int'"},
	} {
		got := show(th, BinaryOperation(th, c.op, number(t, c.a), number(t, c.b)))
		if got != c.want {
			t.Errorf("%s %s %s = %s, want %s", c.a, opSymbols[c.op], c.b, got, c.want)
		}
	}
}

func TestIntTrueDivBig(t *testing.T) {
	th := newTestThread()
	one := big.NewInt(1)
	for _, c := range []struct {
		n, d *big.Int
		want float64
	}{
		{one, new(big.Int).Lsh(one, 1074), math.SmallestNonzeroFloat64},
		{one, new(big.Int).Lsh(one, 1075), 0},
		{big.NewInt(3), new(big.Int).Lsh(one, 1076), math.SmallestNonzeroFloat64},
		{new(big.Int).Lsh(one, 2000), new(big.Int).Lsh(one, 1000), math.Ldexp(1, 1000)},
		{new(big.Int).Sub(new(big.Int).Lsh(one, 1024), one), big.NewInt(2), math.Ldexp(1, 1023)},
	} {
		if got := bigTrueDiv(th, c.n, c.d); got != Float(c.want) {
			t.Errorf("%v / %v = %s, want %v", c.n, c.d, show(th, got), c.want)
		}
	}
	if got := show(th, bigTrueDiv(th, new(big.Int).Lsh(one, 1024), one)); got != "OverflowError: integer division result too large for a float" {
		t.Error(got)
	}
}

func TestNumberCompareHash(t *testing.T) {
	th := newTestThread()
	for _, c := range []struct {
		a  string
		op CompareOp
		b  string
	}{
		{"9007199254740993", GT, "9007199254740992.0"},
		{"9223372036854775807", LT, "9223372036854775808.0"},
		{"9223372036854775808", EQ, "9223372036854775808.0"},
		{"1", EQ, "True"},
		{"1.0", EQ, "True"},
		{"inf", GT, "1000000000000000000000000000000000000000000000000000000000"},
		{"nan", NE, "1"},
		{"nan", NE, "nan"},
		{"-1.5", LT, "-1"},
		{"9007199254740993.0", LT, "9007199254740993"},
	} {
		if r := Compare(th, number(t, c.a), number(t, c.b), c.op); r != True {
			t.Errorf("%s %s %s is %s", c.a, compareSymbols[c.op], c.b, show(th, r))
		}
	}
	for _, s := range []string{"0", "1", "-1", "9223372036854775808", "-9223372036854775808", "100000000000000000000"} {
		i, _ := Hash(th, number(t, s))
		f, _ := Hash(th, number(t, s+".0"))
		if i != f {
			t.Errorf("hash(%s): int %d, float %d", s, i, f)
		}
	}
}

func TestParseNumbers(t *testing.T) {
	th := newTestThread()
	for _, c := range []struct {
		text string
		base int
		want string
	}{
		{" 12 \n", 10, "12"}, {"-0x1F", 16, "-31"}, {"0b_101", 0, "5"}, {"00", 0, "0"}, {"1_000", 10, "1000"},
		{"z", 36, "35"}, {"١٢", 10, "12"},
		{"010", 0, "ValueError: invalid literal for int() with base 0: '010'"},
		{"1__0", 10, "ValueError: invalid literal for int() with base 10: '1__0'"},
		{"_1", 10, "ValueError: invalid literal for int() with base 10: '_1'"},
		{"", 10, "ValueError: invalid literal for int() with base 10: ''"},
		{"9223372036854775808", 10, "9223372036854775808"},
	} {
		v, err := parseInt(th, c.text, c.base, NewStr(c.text))
		if err != nil {
			v = th.Fail(err)
		}
		// str's repr comes with its owner; compare what does not need it.
		if got := show(th, v); got != c.want && err == nil {
			t.Errorf("int(%q, %d) = %s, want %s", c.text, c.base, got, c.want)
		}
	}
	long := make([]byte, 20001)
	for i := range long {
		long[i] = byte('1' + i%9)
	}
	v, _ := intOfDigits(string(long), 10, false)
	if b, _ := AsBig(v); b.String() != string(long) {
		t.Error("long decimal text does not round-trip")
	}
}

func FuzzParseNumber(f *testing.F) {
	th := newTestThread()
	for _, s := range []string{"0x_1f", "1_000", "-0b1", "١٢", "1e5", "(1+2j)", "nan", "0x.8p-3", "1e99999999999"} {
		f.Add(s, 10)
	}
	f.Fuzz(func(t *testing.T, s string, base int) {
		if base != 0 && base < 2 || base > 36 {
			return
		}
		text := asciiNumber(s)
		if v, ok := ParseInt(text, base); ok {
			if _, err := ReprString(th, v); err != nil && !Matches(err, ValueError) {
				t.Errorf("int(%q, %d): %v", s, base, err)
			}
		}
		ParseFloat(text)
		ParseComplex(text)
		if _, err := parseHexFloat(trimNumber(s)); err != nil && !Matches(err, ValueError) && !Matches(err, OverflowError) {
			t.Errorf("fromhex(%q): %v", s, err)
		}
	})
}
