package sre

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode"
)

var testChars = &Chars{
	Lower: unicode.ToLower, IsAlnum: func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }, IsSpace: unicode.IsSpace, IsDigit: unicode.IsDigit, IsAlpha: unicode.IsLetter,
	IsIdentifier: func(s string) bool { return s != "" && (unicode.IsLetter(rune(s[0])) || s[0] == '_') },
	Repr:         func(s string) string { return "'" + s + "'" },
}

func compileTest(text string, flags Flags) (*Pattern, error) {
	return Compile(text, false, flags, testChars, func(string) (rune, bool) { return 0, false })
}

// TestMatch: what groups capture, as CPython has it.
func TestMatch(t *testing.T) {
	for _, test := range []struct {
		pattern, subject string
		flags            Flags
		want             string // places of the groups, "" for no match
	}{
		{"a|ab", "ab", 0, "[0 1]"},
		{"(a*)*", "aa", 0, "[0 2 2 2]"},
		{"(a*)*", "b", 0, "[0 0 0 0]"},
		{"(a|b)*?c", "abac", 0, "[0 4 2 3]"},
		{"(?:(a)|b)*", "ab", 0, "[0 2 0 1]"},
		{"(a){2,3}?b", "aaab", 0, "[0 4 2 3]"},
		{"(?=(a+))a*b\\1", "aaabaaa", 0, "[0 7 0 3]"},
		{"(?<!a)b", "abb", 0, "[2 3]"},
		{"(?<=é)b", "ébb", 0, "[2 3]"},
		{"(?>a|ab)c", "abc", 0, ""},
		{"a++a", "aaa", 0, ""},
		{"(?:ab|a)++b", "abab", 0, ""},
		{"(?:(x)|y)(?(1)a|b)", "yb", 0, "[0 2 -1 -1]"},
		{"(x)?(?(1)a|b)", "xa", 0, "[0 2 0 1]"},
		{"^b$", "a\nb\nc", MultiLine, "[2 3]"},
		{"a.c", "a\nc", 0, ""},
		{"a.c", "a\nc", DotAll, "[0 3]"},
		{"[^a-c]+", "abcdéf", 0, "[3 7]"},
		{"ſ", "S", IgnoreCase, "[0 1]"},
		{"(?i:A)b", "ab", 0, "[0 2]"},
		{"(?i:A)b", "aB", 0, ""},
		{`\bé\w`, "x éa", 0, "[2 5]"},
		{"(a+|b){0,50}c", strings.Repeat("ab", 20) + "c", 0, "[0 41 39 40]"},
		{"(ab?){60,70}", strings.Repeat("ab", 65), 0, "[0 130 128 130]"},
	} {
		p, err := compileTest(test.pattern, test.flags)
		if err != nil {
			t.Errorf("%q: %v", test.pattern, err)
			continue
		}
		var m Matcher
		ok, err := m.Run(p, test.subject, 0, len(test.subject), Search, false)
		got := ""
		if ok {
			got = fmt.Sprint(m.Groups)
		}
		if err != nil || got != test.want {
			t.Errorf("%q on %q: %s, %v, want %s", test.pattern, test.subject, got, err, test.want)
		}
	}
}

// TestLinear: patterns that take exponential time elsewhere.
func TestLinear(t *testing.T) {
	subject := strings.Repeat("a", 5000)
	for _, pattern := range []string{"(a+)+b", "(a|aa)+b", "(a|a?)+b", "(?:a*)*b", "((a{0,5}){0,5})*b", "(.*)*=", "(a+?)+?b"} {
		p, err := compileTest(pattern, 0)
		if err != nil {
			t.Fatal(err)
		}
		m := Matcher{}
		start := time.Now()
		ok, err := m.Run(p, subject, 0, len(subject), Search, false)
		if ok || err != nil {
			t.Errorf("%q: %v, %v", pattern, ok, err)
		}
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%q took %v", pattern, d)
		}
	}
}

// TestNested: counted groups in counted groups do not multiply.
func TestNested(t *testing.T) {
	for _, count := range []string{"{2}", "{2,3}?", "{1,9}+", "{3,}"} {
		pattern := "a"
		for range 200 {
			pattern = "(?:" + pattern + "b)" + count
		}
		p, err := compileTest(pattern, 0)
		if err != nil {
			t.Fatal(err)
		}
		if len(p.prog) > 10000 {
			t.Errorf("%s: %d instructions", count, len(p.prog))
		}
	}
}

// TestPoll: a long match can be ended.
func TestPoll(t *testing.T) {
	p, err := compileTest(`(a+)+(?=b)\1`, 0)
	if err != nil {
		t.Fatal(err)
	}
	stop := errors.New("stop")
	m := Matcher{Poll: func() error { return stop }}
	subject := strings.Repeat("a", 60)
	if _, err := m.Run(p, subject, 0, len(subject), Search, false); err != stop {
		t.Errorf("%v, want the poll's error", err)
	}
}

func TestErrors(t *testing.T) {
	for _, test := range []struct {
		pattern string
		want    error
	}{
		{"(", &Error{"missing ), unterminated subpattern", 0}},
		{"[a", &Error{"unterminated character set", 0}},
		{"a**", &Error{"multiple repeat", 2}},
		{"x*?+", &Error{"multiple repeat", 3}},
		{"(?P<a>)(?P<a>)", &Error{"redefinition of group name 'a' as group 2; was group 1", 11}},
		{"(?<=a*)b", &Error{"look-behind requires fixed-width pattern", -1}},
		{`(a\1)`, &Error{"cannot refer to an open group", 2}},
		{`\400`, &Error{`octal escape value \400 outside of range 0-0o377`, 0}},
		{"(?-i)", &Error{"missing :", 4}},
		{"(?a-u:x)", &Error{"bad inline flags: cannot turn off flags 'a', 'u' and 'L'", 5}},
		{"a{1,99999999999}", OverflowError{}},
		{strings.Repeat("(", 5000), DepthError{}},
	} {
		_, err := compileTest(test.pattern, 0)
		if !reflect.DeepEqual(err, test.want) {
			t.Errorf("%.20q: %#v, want %#v", test.pattern, err, test.want)
		}
	}
}

func TestTemplate(t *testing.T) {
	p, err := compileTest("(a)(?P<n>b)", 0)
	if err != nil {
		t.Fatal(err)
	}
	got, err := p.Template(`x\1\g<n>\n\101\0y`)
	want := []Piece{{"x", -1}, {"", 1}, {"", 2}, {"\nA\x00y", -1}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	for text, want := range map[string]string{`\3`: "invalid group reference 3", `\q`: `bad escape \q`, `\g<z>`: "unknown group name 'z'", `\g<1`: "missing >, unterminated name"} {
		if _, err := p.Template(text); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

// FuzzMatch: no pattern and subject make the engine panic, and a match lies within
// the subject.
func FuzzMatch(f *testing.F) {
	for _, s := range []string{"(a|b)*?c{2,}", `(?P<n>\w+)(?=x)(?<!y)\1`, "(?i:[^a-zß]+)|$", "(?>a++b?){3,9}(?(1)a|b)", `(?x) a # c`} {
		f.Add(s, "aabbcc xyß\n", 0)
	}
	f.Fuzz(func(t *testing.T, pattern, subject string, flags int) {
		for _, bytes := range []bool{false, true} {
			p, err := Compile(strings.ToValidUTF8(pattern, ""), bytes, Flags(flags)&(IgnoreCase|MultiLine|DotAll|Verbose), testChars, func(string) (rune, bool) { return 'x', true })
			if err != nil {
				continue
			}
			polls := 0
			m := Matcher{Poll: func() error {
				if polls++; polls > 50 {
					return errors.New("enough")
				}
				return nil
			}}
			s := strings.ToValidUTF8(subject, "")
			ok, err := m.Run(p, s, 0, len(s), Search, false)
			if ok && err == nil && (m.Groups[0] < 0 || m.Groups[1] > len(s) || m.Groups[0] > m.Groups[1]) {
				t.Errorf("%q on %q: %v", pattern, s, m.Groups)
			}
		}
	})
}
