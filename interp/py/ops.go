package py

// The operations of the language on values, in the hot convention (Binary,
// Compare, Truth …) for the eval loop and in the (Value, error) convention
// (Add, GetAttr …) for everyone else.

var opSymbols = [NumBinaryOps]string{"+", "-", "*", "@", "/", "%", "** or pow()", "<<", ">>", "|", "^", "&", "//", "divmod()"}

// BinaryOperation is a <op> b.
// https://docs.python.org/3.14/reference/datamodel.html#emulating-numeric-types
func BinaryOperation(t *Thread, op BinaryOp, a, b Value) Value {
	r := binaryTry(t, op, a, b)
	if !r.IsNotImplemented() {
		return r
	}
	return binaryFail(t, op, a, b, opSymbols[op])
}

// binaryTry runs the numeric slots; the result may be NotImplemented.
func binaryTry(t *Thread, op BinaryOp, a, b Value) Value {
	at, bt := TypeOf(a), TypeOf(b)
	fa, fb := at.Binary[op], bt.Binary[op]
	if at == bt {
		if fa == nil {
			return NotImplemented
		}
		return fa(t, a, b)
	}
	if at.hasGeneric(op) && bt.hasGeneric(op) {
		return fa(t, a, b) // the generic slot decides between the two classes itself
	}
	if fb != nil && bt.IsSubtype(at) {
		if r := fb(t, a, b); !r.IsNotImplemented() {
			return r
		}
		fb = nil
	}
	if fa != nil {
		if r := fa(t, a, b); !r.IsNotImplemented() {
			return r
		}
	}
	if fb != nil {
		return fb(t, a, b)
	}
	return NotImplemented
}

// binaryFail tries the sequence forms of + and *, then raises TypeError.
func binaryFail(t *Thread, op BinaryOp, a, b Value, symbol string) Value {
	at, bt := TypeOf(a), TypeOf(b)
	switch op {
	case OpAdd:
		if at.Concat != nil {
			return at.Concat(t, a, b)
		}
	case OpMul:
		if at.Repeat != nil {
			return repeat(t, at.Repeat, a, b)
		}
		if bt.Repeat != nil {
			return repeat(t, bt.Repeat, b, a)
		}
	}
	if op == OpRShift {
		if f, ok := As[Builtin](a, &builtinType); ok && f.Method.Name == "print" {
			return t.Raise(TypeError, "unsupported operand type(s) for %s: '%s' and '%s'. Did you mean \"print(<message>, file=<output_stream>)\"?", symbol, at.FullName(), bt.FullName())
		}
	}
	return t.Raise(TypeError, "unsupported operand type(s) for %s: '%s' and '%s'", symbol, at.FullName(), bt.FullName())
}

func repeat(t *Thread, f func(*Thread, Value, Value) Value, seq, n Value) Value {
	if TypeOf(n).Index == nil {
		return t.Raise(TypeError, "can't multiply sequence by non-int of type '%s'", TypeOf(n).FullName())
	}
	return f(t, seq, n)
}

// InplaceOperation is a <op>= b; the result is the new value of a.
func InplaceOperation(t *Thread, op BinaryOp, a, b Value) Value {
	at := TypeOf(a)
	if f := at.Inplace[op]; f != nil {
		if r := f(t, a, b); !r.IsNotImplemented() {
			return r
		}
	}
	if op == OpAdd && at.flags&heapType != 0 && at.InplaceConcat != nil {
		return at.InplaceConcat(t, a, b) // before the __add__ of a subclass of list
	}
	if r := binaryTry(t, op, a, b); !r.IsNotImplemented() {
		return r
	}
	switch op {
	case OpAdd:
		if at.InplaceConcat != nil {
			return at.InplaceConcat(t, a, b)
		}
	case OpMul:
		if at.InplaceRepeat != nil {
			return repeat(t, at.InplaceRepeat, a, b)
		}
	}
	sym := opSymbols[op] + "="
	if op == OpPow {
		sym = "**="
	}
	return binaryFail(t, op, a, b, sym)
}

// PowOperation is pow(a, b, mod); mod may be None.
func PowOperation(t *Thread, a, b, mod Value) Value {
	if mod.IsNone() {
		return BinaryOperation(t, OpPow, a, b)
	}
	for _, typ := range []*Type{TypeOf(a), TypeOf(b), TypeOf(mod)} {
		if typ.Pow != nil {
			if r := typ.Pow(t, a, b, mod); !r.IsNotImplemented() {
				return r
			}
		}
	}
	return t.Raise(TypeError, "unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'", TypeOf(a).FullName(), TypeOf(b).FullName(), TypeOf(mod).FullName())
}

var swapped = [...]CompareOp{GT, GE, EQ, NE, LT, LE}

var compareSymbols = [...]string{"<", "<=", "==", "!=", ">", ">="}

// Compare is a <op> b for the rich comparisons.
func Compare(t *Thread, a, b Value, op CompareOp) Value {
	at, bt := TypeOf(a), TypeOf(b)
	if !t.Enter(" in comparison") {
		return Error
	}
	defer t.Leave()
	tried := false
	if at != bt && bt.Compare != nil && bt.IsSubtype(at) {
		tried = true
		if r := bt.Compare(t, b, a, swapped[op]); !r.IsNotImplemented() {
			return r
		}
	}
	if at.Compare != nil {
		if r := at.Compare(t, a, b, op); !r.IsNotImplemented() {
			return r
		}
	}
	if !tried && bt.Compare != nil {
		if r := bt.Compare(t, b, a, swapped[op]); !r.IsNotImplemented() {
			return r
		}
	}
	switch op {
	case EQ:
		return Bool(a == b)
	case NE:
		return Bool(a != b)
	}
	return t.Raise(TypeError, "'%s' not supported between instances of '%s' and '%s'", compareSymbols[op], at.FullName(), bt.FullName())
}

// equal is a == b as containers see it: identity first.
func equal(t *Thread, a, b Value) (eq, ok bool) {
	if a == b && !a.IsFloat() {
		return true, true
	}
	if a.IsInt() && b.IsInt() {
		return a.bits == b.bits, true
	}
	if a.IsStr() && b.IsStr() {
		return Cast[Str](a).s == Cast[Str](b).s, true
	}
	if a == b { // a float: identical bits are the same object, NaN included
		return true, true
	}
	r := Compare(t, a, b, EQ)
	if r.IsError() {
		return false, false
	}
	return Truth(t, r)
}

// Equal is a == b as containers see it: identical objects are equal.
func Equal(t *Thread, a, b Value) (bool, error) {
	eq, ok := equal(t, a, b)
	if !ok {
		return false, t.Take()
	}
	return eq, nil
}

// Less is a < b.
func Less(t *Thread, a, b Value) (bool, error) {
	r := Compare(t, a, b, LT)
	if r.IsError() {
		return false, t.Take()
	}
	return IsTrue(t, r)
}

// Truth is bool(v).
func Truth(t *Thread, v Value) (truth, ok bool) {
	switch {
	case v.IsBool(), v.IsInt():
		return v.bits != 0, true
	case v.IsNone():
		return false, true
	}
	typ := TypeOf(v)
	if typ.Bool != nil {
		return typ.Bool(t, v)
	}
	if typ.Len != nil {
		n, ok := typ.Len(t, v)
		return n != 0, ok
	}
	return true, true
}

// IsTrue is bool(v) in the error convention.
func IsTrue(t *Thread, v Value) (bool, error) {
	b, ok := Truth(t, v)
	if !ok {
		return false, t.Take()
	}
	return b, nil
}

// Operate is BinaryOperation in the error convention.
func Operate(t *Thread, op BinaryOp, a, b Value) (Value, error) {
	return t.Result(BinaryOperation(t, op, a, b))
}

// GetAttr is getattr(v, name).
func GetAttr(t *Thread, v Value, name string) (Value, error) {
	return t.Result(TypeOf(v).GetAttr(t, v, t.Interp.InternString(name)))
}

// LookupAttr is getattr(v, name) with an unbound result, and no exception made
// where avoidable, if there is no such attribute.
func LookupAttr(t *Thread, v Value, name *Str) (Value, error) {
	typ := TypeOf(v)
	if typ.genericGet && typ.flags&hasGetattr == 0 {
		return t.Result(quiet(t, lookupAttr(t, v, name)))
	}
	switch typ {
	case &moduleType:
		return t.Result(quiet(t, lookupModuleAttr(t, v, name)))
	case &functionType:
		return t.Result(quiet(t, lookupFunctionAttr(t, v, name)))
	case &typeType:
		return t.Result(quiet(t, lookupTypeAttr(t, v, name)))
	}
	return t.Result(quiet(t, typ.GetAttr(t, v, name)))
}

// quiet makes a pending AttributeError an unbound result.
func quiet(t *Thread, r Value) Value {
	if r.IsError() && t.ExcMatches(AttributeError) {
		t.Exc = nil
		return Value{}
	}
	return r
}

// SetAttr is setattr(v, name, val); an unbound val deletes.
func SetAttr(t *Thread, v Value, name string, val Value) error {
	if !TypeOf(v).SetAttr(t, v, t.Interp.InternString(name), val) {
		return t.Take()
	}
	return nil
}

// GetItemOperation is v[key].
func GetItemOperation(t *Thread, v, key Value) Value {
	typ := TypeOf(v)
	if typ.GetItem != nil {
		return typ.GetItem(t, v, key)
	}
	if typ.flags&typeSub != 0 {
		c := Cast[Type](v)
		if c == &typeType {
			return NewGenericAlias(v, key)
		}
		m, err := LookupAttr(t, v, nameClassGetitem)
		if err != nil {
			return t.Fail(err)
		}
		if m.ref != nil && !m.IsNone() {
			return CallSlot(t, m, []Value{key}, nil)
		}
		return t.Raise(TypeError, "type '%s' is not subscriptable", c.Name())
	}
	return t.Raise(TypeError, "'%s' object is not subscriptable", typ.FullName())
}

// SetItemOperation is v[key] = val, or del v[key] for an unbound val.
func SetItemOperation(t *Thread, v, key, val Value) bool {
	typ := TypeOf(v)
	if typ.SetItem != nil {
		return typ.SetItem(t, v, key, val)
	}
	if val.ref == nil {
		// CPython's sequences have a text of their own for a key that is an index.
		not := "does not"
		if (typ.flags&heapType != 0 || typ.Len != nil) && (IsAnyInt(key) || TypeOf(key).Index != nil) {
			not = "doesn't"
		}
		t.Raise(TypeError, "'%s' object %s support item deletion", typ.FullName(), not)
	} else {
		t.Raise(TypeError, "'%s' object does not support item assignment", typ.FullName())
	}
	return false
}

// GetItem is v[key].
func GetItem(t *Thread, v, key Value) (Value, error) { return t.Result(GetItemOperation(t, v, key)) }

// SetItem is v[key] = val.
func SetItem(t *Thread, v, key, val Value) error {
	if !SetItemOperation(t, v, key, val) {
		return t.Take()
	}
	return nil
}

// IterOperation is iter(v).
func IterOperation(t *Thread, v Value) Value {
	typ := TypeOf(v)
	if typ.Iter == nil {
		// Built-in types that are sequences say how to iterate.
		if typ.GetItem != nil && typ.flags&heapType != 0 && typ.flags&dictSub == 0 {
			return NewSequenceIter(v)
		}
		return t.Raise(TypeError, "'%s' object is not iterable", typ.FullName())
	}
	it := typ.Iter(t, v)
	if it.IsError() {
		return it
	}
	if !TypeOf(it).IsIterator() {
		return t.Raise(TypeError, "iter() returned non-iterator of type '%s'", TypeOf(it).FullName())
	}
	return it
}

// Iter is iter(v).
func Iter(t *Thread, v Value) (Value, error) { return t.Result(IterOperation(t, v)) }

// Next advances an iterator; ok is false at its end.
func Next(t *Thread, it Value) (v Value, ok bool, err error) {
	typ := TypeOf(it)
	if !typ.IsIterator() {
		return Value{}, false, Errorf(TypeError, "'%s' object is not an iterator", typ.FullName())
	}
	v = typ.Next(t, it)
	if v.ref == nil {
		return Value{}, false, nil
	}
	if v.IsError() {
		return Value{}, false, t.Take()
	}
	return v, true, nil
}

// Iterate calls f with each item of v until f returns an error, which it returns.
func Iterate(t *Thread, v Value, f func(Value) error) error {
	switch {
	case v.IsList():
		l := Cast[List](v)
		for i := 0; i < len(l.Items); i++ {
			if err := f(l.Items[i]); err != nil {
				return err
			}
		}
		return nil
	case v.IsTuple():
		for _, x := range Cast[Tuple](v).Items {
			if err := f(x); err != nil {
				return err
			}
		}
		return nil
	}
	it, err := Iter(t, v)
	if err != nil {
		return err
	}
	next := TypeOf(it).Next
	for n := 1; ; n++ {
		x := next(t, it)
		if x.ref == nil {
			return nil
		}
		if x.IsError() {
			return t.Take()
		}
		if err := f(x); err != nil {
			return err
		}
		if n&0xfff == 0 {
			if err := t.Poll(); err != nil {
				return err
			}
		}
	}
}

// Items returns the items of an iterable in a slice of its own, as list() does.
func Items(t *Thread, v Value) ([]Value, error) { return appendItems(t, nil, v) }

// iterContains is `item in v` by iteration.
func iterContains(t *Thread, v, item Value) (found, ok bool) {
	typ := TypeOf(v)
	if typ.Iter == nil && typ.GetItem == nil || typ.flags&heapType != 0 && t.LookupType(typ, nameIter).IsNone() {
		t.Raise(TypeError, "argument of type '%s' is not a container or iterable", typ.FullName())
		return false, false
	}
	it := IterOperation(t, v)
	if it.IsError() {
		return false, false
	}
	for {
		x := TypeOf(it).Next(t, it)
		if x.ref == nil {
			return false, true
		}
		if x.IsError() {
			return false, false
		}
		if eq, ok := equal(t, x, item); !ok || eq {
			return eq, ok
		}
	}
}

// ContainsOperation is `item in v`.
func ContainsOperation(t *Thread, v, item Value) (found, ok bool) {
	if f := TypeOf(v).Contains; f != nil {
		return f(t, v, item)
	}
	return iterContains(t, v, item)
}

// Len is len(v).
func Len(t *Thread, v Value) (int, error) {
	f := TypeOf(v).Len
	if f == nil {
		return 0, Errorf(TypeError, "object of type '%s' has no len()", TypeOf(v).FullName())
	}
	n, ok := f(t, v)
	if !ok {
		return 0, t.Take()
	}
	return n, nil
}

// Repr is repr(v).
func Repr(t *Thread, v Value) (Value, error) {
	if !t.Enter(" while getting the repr of an object") {
		return Value{}, t.Take()
	}
	defer t.Leave()
	r := TypeOf(v).Repr(t, v)
	if r.IsError() {
		return Value{}, t.Take()
	}
	if _, ok := AsStr(r); !ok {
		return Value{}, Errorf(TypeError, "__repr__ returned non-string (type %s)", TypeOf(r).FullName())
	}
	return r, nil
}

// ReprString is repr(v) as a Go string.
func ReprString(t *Thread, v Value) (string, error) {
	r, err := Repr(t, v)
	if err != nil {
		return "", err
	}
	return Cast[Str](r).s, nil
}

// ToStr is str(v).
func ToStr(t *Thread, v Value) (Value, error) {
	switch {
	case v.IsStr():
		return v, nil
	case v.IsInt():
		return intRepr(t, v), nil
	case v.IsFloat():
		return floatRepr(t, v), nil
	}
	f := TypeOf(v).Str
	if f == nil {
		return Repr(t, v)
	}
	if !t.Enter(" while getting the str of an object") {
		return Value{}, t.Take()
	}
	defer t.Leave()
	r := f(t, v)
	if r.IsError() {
		return Value{}, t.Take()
	}
	if _, ok := AsStr(r); !ok {
		return Value{}, Errorf(TypeError, "__str__ returned non-string (type %s)", TypeOf(r).FullName())
	}
	return r, nil
}

// ToGoString is str(v) as a Go string.
func ToGoString(t *Thread, v Value) (string, error) {
	r, err := ToStr(t, v)
	if err != nil {
		return "", err
	}
	return Cast[Str](r).s, nil
}

// Poll lets a long-running Go function honour cancellation, signals and GIL
// requests; the error, if any, must be returned at once.
func (t *Thread) Poll() error {
	if t.Breaker.Load() == 0 {
		return nil
	}
	if !t.HandleBreak() {
		return t.Take()
	}
	return nil
}
