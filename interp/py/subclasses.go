package py

import "weak"

// weakTypes is a list of classes that does not keep them alive.
type weakTypes []weak.Pointer[Type]

// live returns the classes that are still there.
func (w weakTypes) live() []*Type {
	if len(w) == 0 {
		return nil
	}
	out := make([]*Type, 0, len(w))
	for _, p := range w {
		if c := p.Value(); c != nil {
			out = append(out, c)
		}
	}
	return out
}

func (w *weakTypes) add(c *Type) {
	if len(*w) == cap(*w) {
		w.drop(nil)
	}
	*w = append(*w, weak.Make(c))
}

// drop removes c and the classes that are gone.
func (w *weakTypes) drop(c *Type) {
	kept := (*w)[:0]
	for _, p := range *w {
		if s := p.Value(); s != nil && s != c {
			kept = append(kept, p)
		}
	}
	*w = kept
}

// Subclasses returns the direct subclasses made by this interpreter.
func (c *Type) Subclasses(t *Thread) []*Type {
	if l := c.subclassList(t); l != nil {
		return l.live()
	}
	return nil
}

// subclassList returns where c's subclasses are listed; nil for a built-in type
// that has none.
func (c *Type) subclassList(t *Thread) *weakTypes {
	if c.flags&heapType != 0 {
		return &c.subclasses
	}
	return t.Interp.subclasses[c]
}

func (c *Type) addSubclass(t *Thread, s *Type) {
	l := c.subclassList(t)
	if l == nil {
		l = new(weakTypes)
		t.Interp.subclasses[c] = l
	}
	l.add(s)
}

func (c *Type) removeSubclass(t *Thread, s *Type) {
	if l := c.subclassList(t); l != nil {
		l.drop(s)
	}
}
