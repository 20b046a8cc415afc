package py

import "testing"

func TestStructSeq(t *testing.T) {
	th := newTestThread()
	var typ Type
	DefineType(&typ, func() TypeSpec {
		return StructSeqSpec(StructSpec{Name: "m.pair", Fields: StructFields("a", "first", "", "", "c", "third"), InSequence: 2})
	})
	v, err := Call(th, Ref(&typ), NewTuple(Int(1), Int(5)))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ attr, want string }{{"a", "1"}, {"c", "5"}} {
		x, err := GetAttr(th, v, c.attr)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := ReprString(th, x); got != c.want {
			t.Errorf("%s: %s", c.attr, got)
		}
	}
	if n, _ := Len(th, v); n != 2 {
		t.Errorf("len %d", n)
	}
	if got, _ := ReprString(th, v); got != "m.pair(a=1, c=5)" {
		t.Error(got)
	}
	if eq, _ := Equal(th, v, NewTuple(Int(1), Int(5))); !eq {
		t.Error("not equal to the tuple")
	}
	for n, want := range map[int]string{
		1: "TypeError: m.pair() takes an at least 2-sequence (1-sequence given)",
		4: "TypeError: m.pair() takes an at most 3-sequence (4-sequence given)",
	} {
		_, err := Call(th, Ref(&typ), NewTuple([]Value{None, None, None, None}[:n]...))
		if err == nil || err.Error() != want {
			t.Errorf("%d: %v", n, err)
		}
	}
}

func TestNamespace(t *testing.T) {
	th := newTestThread()
	a, err := CallKw(th, Ref(SimpleNamespaceType), nil, []string{"x", "y"}, []Value{Int(1), None})
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := ReprString(th, a); got != "namespace(x=1, y=None)" {
		t.Error(got)
	}
	b := NewNamespace()
	SetAttr(th, b, "x", Int(1))
	SetAttr(th, b, "y", None)
	if eq, err := Equal(th, a, b); !eq || err != nil {
		t.Errorf("equal: %v %v", eq, err)
	}
}

func TestFSCodec(t *testing.T) {
	s := "a\xffb\xc3\xa9"
	d := DecodeFS(s)
	if d != "a\xed\xb3\xbfb\xc3\xa9" {
		t.Errorf("decoded %q", d)
	}
	if e, err := EncodeFS(MakeStr(d)); e != s || err != nil {
		t.Errorf("encoded %q %v", e, err)
	}
	if _, err := EncodeFS(MakeStr("\xed\xa0\x80")); !Matches(err, UnicodeEncodeError) {
		t.Errorf("surrogate: %v", err)
	}
}
