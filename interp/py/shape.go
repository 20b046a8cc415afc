package py

// Shape is the attribute layout of instances of one class: which name is in
// which cell, in insertion order. Shapes form a tree from the class's root
// shape, one edge per added name, so equal histories share a shape and an
// inline cache can guard with one pointer comparison. An instance that outgrows
// shapes (deletion, __dict__ taken, very many attributes) moves to the class's
// dict shape and keeps a real dict.
type Shape struct {
	typ    *Type
	parent *Shape
	name   *Str // added by this shape; nil for the root
	n      int  // cells in use, reserved ones included
	dict   bool // dict mode: cell 0 (after reserved ones) holds the dict

	index map[*Str]int // built when n grows past smallShape
	next  map[*Str]*Shape
	last  *Shape // most recent transition
	mode  *Shape // of a root: the dict-mode shape
}

const (
	smallShape = 8
	// maxShape bounds the cells of an instance that is used like a dict.
	maxShape = 128
)

func newShape(t *Type) *Shape {
	return &Shape{typ: t, n: t.reserved, mode: &Shape{typ: t, n: t.reserved + 1, dict: true}}
}

// Type returns the class that the shape belongs to.
func (s *Shape) Type() *Type { return s.typ }

// Size returns the number of cells in use.
func (s *Shape) Size() int { return s.n }

// find returns the cell of name, or -1.
func (s *Shape) find(name *Str) int {
	if s.n-s.typ.reserved > smallShape {
		if s.index == nil {
			m := make(map[*Str]int, s.n)
			for p := s; p.name != nil; p = p.parent {
				m[p.name] = p.n - 1
			}
			s.index = m
		}
		if i, ok := s.index[name]; ok {
			return i
		}
		return -1
	}
	for p := s; p.name != nil; p = p.parent {
		if p.name == name {
			return p.n - 1
		}
	}
	return -1
}

// add returns the shape that has name appended.
func (s *Shape) add(name *Str) *Shape {
	if l := s.last; l != nil && l.name == name {
		return l
	}
	c := s.next[name]
	if c == nil {
		c = &Shape{typ: s.typ, parent: s, name: name, n: s.n + 1}
		if s.next == nil {
			s.next = make(map[*Str]*Shape)
		}
		s.next[name] = c
		if cells := uint32(c.n); cells > s.typ.cells && cells <= 32 {
			s.typ.cells = cells
		}
	}
	s.last = c
	return c
}

// names returns the attribute names in insertion order.
func (s *Shape) names() []*Str {
	out := make([]*Str, s.n-s.typ.reserved)
	for p := s; p.name != nil; p = p.parent {
		out[p.n-1-s.typ.reserved] = p.name
	}
	return out
}

// dictShape returns the dict-mode shape of the class.
func (t *Type) dictShape() *Shape {
	return t.rootShape.mode
}

// get returns the attribute cell of name, or nil.
func (in *Inst) get(name *Str) *Value {
	s := in.shape
	if s.dict {
		return in.dict().lookupStr(name)
	}
	if i := s.find(name); i >= 0 {
		return in.at(i)
	}
	return nil
}

// dict returns the dict of a dict-mode instance.
func (in *Inst) dict() *Dict { return Cast[Dict](*in.at(in.shape.typ.reserved)) }

// set stores an attribute.
func (in *Inst) set(name *Str, v Value) {
	s := in.shape
	if s.dict {
		in.dict().setStr(name, v)
		return
	}
	if i := s.find(name); i >= 0 {
		*in.at(i) = v
		return
	}
	if s.n >= maxShape || s.typ.flags&heapType == 0 {
		// The shape of a built-in type is shared by interpreters and never grows.
		in.toDict().setStr(name, v)
		return
	}
	c := s.add(name)
	in.grow(c.n)
	*in.at(c.n - 1) = v
	in.shape = c
}

// del removes an attribute and reports whether it was there.
func (in *Inst) del(name *Str) bool {
	if in.get(name) == nil {
		return false
	}
	return in.toDict().delStr(name)
}

// toDict moves the instance to dict mode and returns its dict.
func (in *Inst) toDict() *Dict {
	s := in.shape
	if s.dict {
		return in.dict()
	}
	d := NewDict()
	for i, name := range s.names() {
		d.setStr(name, *in.at(s.typ.reserved + i))
	}
	in.setDict(d)
	return d
}

// setDict replaces the instance's dict.
func (in *Inst) setDict(d *Dict) {
	t := in.shape.typ
	in.grow(t.reserved + 1)
	*in.at(t.reserved) = Ref(d)
	for i := t.reserved + 1; i < int(in.cap); i++ {
		*in.at(i) = Value{}
	}
	in.shape = t.dictShape()
}
