package gpython

import "github.com/go-python/gpython/py"

// buildClass makes the classes of exceptions, of which gpython's own makes exceptions.
func (c *Context) buildClass(original py.Object) func(py.Object, args) (py.Object, error) {
	return func(_ py.Object, a args) (py.Object, error) {
		isError := false
		for _, base := range a.pos[min(2, len(a.pos)):] {
			t, ok := base.(*py.Type)
			isError = isError || ok && t.Mro != nil && t.IsSubtype(py.BaseException)
		}
		if !isError {
			return py.Call(original, a.pos, a.named)
		}
		body, ok := a.pos[0].(*py.Function)
		name, ok2 := a.pos[1].(py.String)
		if !ok || !ok2 {
			return nil, py.ExceptionNewf(py.TypeError, "__build_class__: func must be a function")
		}
		dict := py.NewStringDict()
		cell, err := c.RunCode(body.Code, body.Globals, dict, body.Closure)
		if err != nil {
			return nil, err
		}
		bases := a.pos[2:].Copy()
		class := &py.Type{
			ObjectType: py.TypeType, Name: string(name), Qualname: string(name),
			Base: bases[0].(*py.Type), Bases: bases, Dict: dict,
			Flags: py.TPFLAGS_DEFAULT | py.TPFLAGS_HEAPTYPE | py.TPFLAGS_BASETYPE | py.TPFLAGS_BASE_EXC_SUBCLASS,
			New: func(t *py.Type, pos py.Tuple, _ py.StringDict) (py.Object, error) {
				return py.ExceptionNew(t, pos, nil)
			},
			Init: func(self py.Object, pos py.Tuple, named py.StringDict) error {
				init := self.Type().Lookup("__init__")
				if init == nil {
					return nil
				}
				_, err := py.Call(init, append(py.Tuple{self}, pos...), named)
				return err
			},
		}
		if q, ok := dict["__qualname__"].(py.String); ok {
			class.Qualname = string(q)
		}
		if err := class.Ready(); err != nil {
			return nil, err
		}
		if cell, ok := cell.(*py.Cell); ok {
			cell.Set(class)
		}
		return class, nil
	}
}

// super is the result of super().
type super struct {
	class *py.Type
	self  py.Object
	start *py.Type // whose MRO is searched
}

var superType = newType("super", nil)

func (s *super) Type() *py.Type { return superType }

func newSuper(class *py.Type, self py.Object) (py.Object, error) {
	start := self.Type()
	if t, ok := self.(*py.Type); ok && t.Mro != nil && t.IsSubtype(class) {
		start = t
	} else if !start.IsSubtype(class) {
		return nil, py.ExceptionNewf(py.TypeError, "super(type, obj): obj must be an instance or subtype of type")
	}
	return &super{class, self, start}, nil
}

// superOf is super() without arguments: the class is in the cell __class__ that the
// compiler makes for a function that mentions super.
func superOf(f *py.Frame) (py.Object, error) {
	if f.Code.Argcount == 0 {
		return nil, py.ExceptionNewf(py.RuntimeError, "super(): no arguments")
	}
	self := f.LocalVars[0]
	for i, arg := range f.Code.Cell2arg {
		if arg == 0 { // an inner function uses the argument
			self = f.CellAndFreeVars[i].(*py.Cell).Get()
		}
	}
	if self == nil {
		return nil, py.ExceptionNewf(py.RuntimeError, "super(): arg[0] deleted")
	}
	for i, name := range f.Code.Freevars {
		if name != "__class__" {
			continue
		}
		cell, _ := f.CellAndFreeVars[len(f.Code.Cellvars)+i].(*py.Cell)
		if cell == nil || cell.Get() == nil {
			return nil, py.ExceptionNewf(py.RuntimeError, "super(): empty __class__ cell")
		}
		class, ok := cell.Get().(*py.Type)
		if !ok {
			return nil, py.ExceptionNewf(py.RuntimeError, "super(): __class__ is not a type (%s)", cell.Get().Type().Name)
		}
		return newSuper(class, self)
	}
	return nil, py.ExceptionNewf(py.RuntimeError, "super(): __class__ cell not found")
}

// M__getattribute__ finds an attribute in the classes after s.class.
func (s *super) M__getattribute__(name string) (py.Object, error) {
	after := false
	for _, base := range s.start.Mro {
		base := base.(*py.Type)
		if !after {
			after = base == s.class
			continue
		}
		v, ok := base.Dict[name]
		if !ok {
			continue
		}
		if d, ok := v.(py.I__get__); ok {
			if s.self == py.Object(s.start) {
				return d.M__get__(py.None, s.start)
			}
			return d.M__get__(s.self, s.start)
		}
		return v, nil
	}
	if name == "__init__" { // of object, or of an exception
		return py.NewMethod(name, func(_ py.Object, pos py.Tuple, named py.StringDict) (py.Object, error) {
			if e, ok := s.self.(*py.Exception); ok {
				e.Args = pos.Copy()
			} else if len(pos)+len(named) > 0 {
				return nil, py.ExceptionNewf(py.TypeError, "object.__init__() takes exactly one argument (the instance to initialize)")
			}
			return py.None, nil
		}, 0, "")
	}
	return nil, py.ExceptionNewf(py.AttributeError, "'super' object has no attribute '%s'", name)
}
