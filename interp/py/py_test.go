package py

import (
	"testing"

	"github.com/gopyrun/gopyrun/interp/gil"
	"github.com/gopyrun/gopyrun/interp/host"
)

func newTestThread() *Thread {
	in := NewInterp(&host.Host{}, &gil.GIL{})
	t := in.NewThread()
	in.Main = t
	return t
}

func TestDict(t *testing.T) {
	th := newTestThread()
	d := NewDict()
	for i := 0; i < 1000; i++ {
		if !d.Set(th, Int(int64(i)), Int(int64(i*i))) {
			t.Fatal("set failed")
		}
	}
	for i := 0; i < 1000; i += 2 {
		if _, ok := d.Delete(th, Int(int64(i))); !ok {
			t.Fatal("delete failed")
		}
	}
	if d.Len() != 500 {
		t.Fatalf("len %d", d.Len())
	}
	n := int64(1)
	for k, v, p, ok := d.Next(0); ok; k, v, p, ok = d.Next(p) {
		if k != Int(n) || v != Int(n*n) {
			t.Fatalf("entry %v at %d", k.Int64(), n)
		}
		n += 2
	}
	d.SetName("x", True)
	if d.GetName("x") != True || d.GetName("y").ref != nil {
		t.Fatal("names")
	}
}

func TestClassMRO(t *testing.T) {
	th := newTestThread()
	mk := func(name string, bases ...*Type) *Type {
		c, err := NewClass(th, TypeType, name, bases, NewDict(), nil)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	a := mk("A")
	b, c := mk("B", a), mk("C", a)
	d := mk("D", b, c)
	got := ""
	for _, m := range d.MRO() {
		got += m.Name() + " "
	}
	if got != "D B C A object " {
		t.Fatal(got)
	}
	if _, err := NewClass(th, TypeType, "E", []*Type{a, b}, NewDict(), nil); !Matches(err, TypeError) {
		t.Fatalf("want TypeError, got %v", err)
	}
	o := NewObject(d)
	name := th.Interp.InternString("x")
	if !GenericSetAttr(th, o, name, Int(7)) || GenericGetAttr(th, o, name) != Int(7) {
		t.Fatal("attribute")
	}
}
