package py

import "slices"

// structureFlags are the flags that the instructions rely on.
const structureFlags = CodeOptimized | CodeNewLocals | CodeVarArgs | CodeVarKeywords | CodeGenerator | CodeCoroutine |
	CodeAsyncGenerator | CodeReturnsNone | CodeSimple

// codeReplace implements code.replace. What the instructions rely on cannot change: a
// code object of ours is not what a program could put together of bytes, so what comes
// of replace() must be safe to run.
// https://docs.python.org/3.14/reference/datamodel.html#codeobject.replace
func codeReplace(t *Thread, self Value, a Args) (Value, error) {
	old := Cast[Code](self)
	old.Load()
	old.LoadLines()
	c := *old
	c.lazy = nil
	changes := Cast[Dict](a[0])
	for k, v, p, ok := changes.Next(0); ok; k, v, p, ok = changes.Next(p) {
		if err := c.change(t, self, Cast[Str](k).s, v); err != nil {
			return Value{}, err
		}
	}
	return Ref(NewCode(&c)), nil
}

// change sets one field of c, a copy of the code object old.
func (c *Code) change(t *Thread, old Value, name string, v Value) error {
	switch name {
	case "co_name", "co_qualname", "co_filename":
		s, ok := AsStr(v)
		if !ok {
			return c.wrongType(name, "str", v)
		}
		switch name {
		case "co_name":
			c.Name = s.s
		case "co_qualname":
			c.Qualname = s.s
		default:
			c.Filename = s.s
		}
		return nil
	case "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_stacksize", "co_flags", "co_firstlineno":
		n, err := ToIndex(t, v, OverflowError)
		if err != nil {
			return err
		}
		return c.changeNumber(t, old, name, n)
	case "co_names", "co_varnames", "co_freevars", "co_cellvars":
		tup, ok := AsTuple(v)
		if !ok {
			return c.wrongType(name, "tuple", v)
		}
		names := make([]string, len(tup.Items))
		for i, x := range tup.Items {
			s, ok := AsStr(x)
			if !ok {
				return Errorf(TypeError, "name tuples must contain only strings, not '%s'", TypeOf(x).FullName())
			}
			names[i] = s.s
		}
		return c.changeNames(name, names)
	case "co_consts":
		tup, ok := AsTuple(v)
		if !ok {
			return c.wrongType(name, "tuple", v)
		}
		return c.changeConsts(t, tup.Items)
	case "co_code", "co_linetable", "co_exceptiontable":
		if _, ok := AsBytes(v); !ok {
			return c.wrongType(name, "bytes", v)
		}
		was, err := GetAttr(t, old, name)
		if err != nil {
			return err
		}
		if r := Compare(t, was, v, EQ); r != True {
			return cannotReplace(name)
		}
		return nil
	}
	return Errorf(TypeError, "replace() got an unexpected keyword argument '%s'", name)
}

func (c *Code) wrongType(name, want string, v Value) error {
	return Errorf(TypeError, "replace() argument '%s' must be %s, not %s", name, want, ArgName(v))
}

func cannotReplace(name string) error {
	return Errorf(ValueError, "code: %s cannot be changed", name)
}

func (c *Code) changeNumber(t *Thread, old Value, name string, n int) error {
	if name != "co_flags" && name != "co_firstlineno" && n < 0 {
		return Errorf(ValueError, "code: %s must not be negative", name[len("co_"):])
	}
	switch name {
	case "co_firstlineno":
		if int(int32(n)) != n {
			return Errorf(OverflowError, "Python int too large to convert to C int")
		}
		c.FirstLine = n
	case "co_flags":
		flags := CodeFlags(n)&^(CodeReturnsNone|CodeSimple) | c.Flags&(CodeReturnsNone|CodeSimple)
		if n < 0 || (flags^c.Flags)&structureFlags != 0 {
			return cannotReplace(name)
		}
		c.Flags = flags
	case "co_posonlyargcount":
		if n > c.ArgCount {
			return Errorf(ValueError, "code: co_posonlyargcount > co_argcount")
		}
		c.PosOnly = n
	case "co_nlocals":
		if n != len(c.varNames()) {
			return Errorf(ValueError, "code: co_nlocals != len(co_varnames)")
		}
	default:
		was, err := GetAttr(t, old, name)
		if err != nil {
			return err
		}
		if w, _ := AsInt64(was); int64(n) == w {
			return nil
		}
		if name != "co_stacksize" && n > len(c.varNames()) {
			return Errorf(ValueError, "code: co_varnames is too small")
		}
		return cannotReplace(name)
	}
	return nil
}

// changeNames gives other names to as many variables.
func (c *Code) changeNames(name string, names []string) error {
	switch name {
	case "co_names":
		if len(names) < len(c.Names) {
			return cannotReplace(name)
		}
		c.Names = names
	case "co_varnames":
		var regs []int
		c.eachVar(func(reg int) { regs = append(regs, reg) })
		if len(names) < c.ArgCount+c.KwOnly {
			return Errorf(ValueError, "code: co_varnames is too small")
		}
		if len(names) != len(regs) {
			return Errorf(ValueError, "code: co_nlocals != len(co_varnames)")
		}
		c.Locals = slices.Clone(c.Locals)
		c.Cells = slices.Clone(c.Cells)
		for i, reg := range regs {
			for j := range c.Cells {
				if c.Cells[j].Param && c.Cells[j].Reg == reg {
					c.Cells[j].Name = names[i]
				}
			}
			c.Locals[reg] = names[i]
		}
	case "co_cellvars":
		if len(names) != len(c.Cells) {
			return cannotReplace(name)
		}
		c.Cells = slices.Clone(c.Cells)
		for i := range names {
			c.Cells[i].Name = names[i]
		}
	case "co_freevars":
		if len(names) != len(c.Free) {
			return cannotReplace(name)
		}
		c.Free = slices.Clone(c.Free)
		for i := range names {
			c.Free[i].Name = names[i]
		}
	}
	return nil
}

// changeConsts sets the docstring and the constants. One that is more to its
// instruction than a value to load must stay what it is; code may give way to code with
// as many free variables.
func (c *Code) changeConsts(t *Thread, items []Value) error {
	if !c.Doc.IsUnbound() {
		if len(items) == 0 {
			return cannotReplace("co_consts")
		}
		c.Doc, items = items[0], items[1:]
	}
	if len(items) < len(c.Consts) {
		return cannotReplace("co_consts")
	}
	ops := t.Interp.Engine.Opcodes()
	for i := range c.Instrs {
		in := &c.Instrs[i]
		if o := ops[in.Op]; !o.Const || o.Name == "LOADK" {
			continue
		}
		was, now := c.Consts[in.D], items[in.D]
		if x, ok := As[Code](was, &codeType); ok {
			if y, ok := As[Code](now, &codeType); ok && len(x.Free) == len(y.Free) {
				continue
			}
		}
		kx, ok := appendConstKey(t, nil, was)
		if !ok {
			return t.Take()
		}
		ky, ok := appendConstKey(t, nil, now)
		if !ok {
			return t.Take()
		}
		if string(kx) != string(ky) {
			return cannotReplace("co_consts")
		}
	}
	c.Consts = slices.Clone(items)
	return nil
}
