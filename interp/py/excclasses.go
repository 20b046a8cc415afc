package py

import (
	"fmt"
	"strings"
)

// The exception classes whose constructor or text is their own.

// Member indices, in the order of excTable.
const (
	osErrno, osStrerror, osFilename, osFilename2, osWritten = 0, 1, 2, 3, 4
	importMsg, importName, importPath, importNameFrom       = 0, 1, 2, 3
	synMsg, synFile, synLine, synOffset, synText            = 0, 1, 2, 3, 4
	synEndLine, synEndOffset, synPrint, synMeta             = 5, 6, 7, 8
	uniEncoding, uniObject, uniStart, uniEnd, uniReason     = 0, 1, 2, 3, 4
)

func excClasses() map[*Type]*excClass {
	firstArg := func(i int) func(e *Exception) {
		return func(e *Exception) {
			if len(e.Args.Items) > 0 {
				e.setMember(i, e.Args.Items[0])
			}
		}
	}
	fromArgs := func(members func(e *Exception)) func(*Thread, *Exception, []Value, []Value) error {
		return func(t *Thread, e *Exception, args, kw []Value) error {
			e.setArgs(args)
			e.Members = nil
			members(e)
			return nil
		}
	}
	systemExit := func(e *Exception) {
		switch items := e.Args.Items; len(items) {
		case 0:
		case 1:
			e.setMember(0, items[0])
		default:
			e.setMember(0, Ref(e.Args))
		}
	}
	importMembers := func(e *Exception) {
		if len(e.Args.Items) == 1 {
			e.setMember(importMsg, e.Args.Items[0])
		}
	}
	// keywords is the __init__ of a class that takes keywords for its members.
	keywords := func(names map[string]int, members func(e *Exception)) func(*Thread, *Exception, []Value, []Value) error {
		return func(t *Thread, e *Exception, args, kw []Value) error {
			e.setArgs(args[:len(args)-len(kw)])
			e.Members = nil
			if members != nil {
				members(e)
			}
			return e.keywordMembers(args, kw, names)
		}
	}
	return map[*Type]*excClass{
		StopIteration: {members: firstArg(0), init: fromArgs(firstArg(0))},
		SystemExit:    {members: systemExit, init: fromArgs(systemExit)},
		KeyError:      {str: keyErrorStr},
		AttributeError: {kwargs: true,
			init: keywords(map[string]int{"name": 0, "obj": 1}, nil)},
		NameError: {kwargs: true, init: keywords(map[string]int{"name": 0}, nil)},
		ImportError: {kwargs: true, members: importMembers, str: importErrorStr,
			init: keywords(map[string]int{"name": importName, "path": importPath, "name_from": importNameFrom}, importMembers)},
		OSError:               {kwargs: true, init: osErrorInit, members: func(e *Exception) { e.parseOSError() }, str: osErrorStr},
		SyntaxError:           {init: syntaxErrorInit, members: firstArg(synMsg), str: syntaxErrorStr},
		UnicodeDecodeError:    {init: unicodeErrorInit, members: unicodeMembers, str: unicodeDecodeStr},
		UnicodeEncodeError:    {init: unicodeErrorInit, members: unicodeMembers, str: unicodeEncodeStr},
		UnicodeTranslateError: {init: unicodeErrorInit, members: unicodeMembers, str: unicodeTranslateStr},
		BaseExceptionGroup:    {init: groupInit, members: groupMembers, str: groupStr},
	}
}

func keyErrorStr(t *Thread, e *Exception) (Value, error) {
	if len(e.Args.Items) == 1 {
		return Repr(t, e.Args.Items[0])
	}
	return excArgsStr(t, e)
}

func importErrorStr(t *Thread, e *Exception) (Value, error) {
	if m := e.member(importMsg); m.ref != nil && m.IsStr() {
		return m, nil
	}
	return excArgsStr(t, e)
}

func importErrorReduce(t *Thread, self Value, a Args) (Value, error) {
	e := Cast[Exception](self)
	return reduceWith(e, Ref(e.Args), excState(e, func(d *Dict) {
		for i, n := range map[int]string{importName: "name", importPath: "path", importNameFrom: "name_from"} {
			if m := e.member(i); m.ref != nil {
				d.SetName(n, m)
			}
		}
	})), nil
}

func attributeErrorStateOf(e *Exception) Value {
	return excState(e, func(d *Dict) {
		if m := e.member(0); m.ref != nil {
			d.SetName("name", m)
		}
		d.SetName("args", Ref(e.Args))
	})
}

func attributeErrorState(t *Thread, self Value, a Args) (Value, error) {
	return attributeErrorStateOf(Cast[Exception](self)), nil
}

func attributeErrorReduce(t *Thread, self Value, a Args) (Value, error) {
	e := Cast[Exception](self)
	return reduceWith(e, Ref(e.Args), attributeErrorStateOf(e)), nil
}

// parseOSError takes errno, strerror and the file names from the arguments; with
// file names only the first two stay in args.
func (e *Exception) parseOSError() {
	items := e.Args.Items
	if len(items) < 2 || len(items) > 5 {
		return
	}
	m := make([]Value, 2, 4)
	m[0], m[1] = items[0], items[1]
	if len(items) > 2 && !items[2].IsNone() {
		m = append(m, items[2])
		if len(items) > 4 && !items[4].IsNone() {
			m = append(m, items[4])
		}
		e.Args = MakeTuple(items[:2:2])
		if TypeOf(Ref(e)).IsSubtype(BlockingIOError) && IntType.IsInstance(items[2]) {
			// The third argument of BlockingIOError is characters_written.
			m = append(m[:2], Value{}, Value{}, items[2])
			e.Args = MakeTuple(items)
		}
	}
	e.Members = m
}

// osErrorUsesInit says that a subclass overrides __init__ only: the arguments are
// then parsed by the __init__ that it calls.
func osErrorUsesInit(t *Thread, typ *Type) bool {
	return typ.flags&heapType != 0 &&
		t.LookupType(typ, nameInit) != t.LookupType(OSError, nameInit) &&
		t.LookupType(typ, nameNew) == t.LookupType(OSError, nameNew)
}

func osErrorNew(t *Thread, typ *Type, args []Value, kw []Value) Value {
	if osErrorUsesInit(t, typ) {
		e := Make[Exception](typ)
		e.Args = MakeTuple(nil)
		return Ref(e)
	}
	if len(kw) > 0 {
		return t.Raise(TypeError, "%s() takes no keyword arguments", typ.FullName())
	}
	if typ == OSError && len(args) >= 2 && len(args) <= 5 && args[0].IsInt() {
		typ = osErrorType(int(args[0].Int64()))
	}
	e := Make[Exception](typ)
	e.Args = MakeTuple(append([]Value(nil), args...))
	e.parseOSError()
	return Ref(e)
}

func osErrorInit(t *Thread, e *Exception, args, kw []Value) error {
	if !osErrorUsesInit(t, e.typ) {
		return nil
	}
	if len(kw) > 0 {
		return Errorf(TypeError, "%s() takes no keyword arguments", e.typ.FullName())
	}
	e.Args = MakeTuple(append([]Value(nil), args...))
	e.parseOSError()
	return nil
}

func osErrorStr(t *Thread, e *Exception) (Value, error) {
	file := e.member(osFilename)
	if file.ref == nil && (e.member(osErrno).ref == nil || e.member(osStrerror).ref == nil) {
		return excArgsStr(t, e)
	}
	no, err := ToGoString(t, e.Member(osErrno))
	if err != nil {
		return Value{}, err
	}
	text, err := ToGoString(t, e.Member(osStrerror))
	if err != nil {
		return Value{}, err
	}
	s := "[Errno " + no + "] " + text
	if file.ref != nil {
		f, err := ReprString(t, file)
		if err != nil {
			return Value{}, err
		}
		s += ": " + f
		if f2 := e.member(osFilename2); f2.ref != nil {
			if f, err = ReprString(t, f2); err != nil {
				return Value{}, err
			}
			s += " -> " + f
		}
	}
	return NewStr(s), nil
}

func osErrorReduce(t *Thread, self Value, a Args) (Value, error) {
	e := Cast[Exception](self)
	args := Ref(e.Args)
	if f := e.member(osFilename); f.ref != nil && len(e.Args.Items) == 2 {
		items := append([]Value(nil), e.Args.Items...)
		items = append(items, f)
		if f2 := e.member(osFilename2); f2.ref != nil {
			items = append(items, None, f2)
		}
		args = NewTuple(items...)
	}
	return reduceWith(e, args, excState(e, nil)), nil
}

func charactersWritten(t *Thread, self Value) (Value, error) {
	if m := Cast[Exception](self).member(osWritten); m.ref != nil {
		return m, nil
	}
	return Value{}, Errorf(AttributeError, "characters_written")
}

func setCharactersWritten(t *Thread, self, val Value) error {
	e := Cast[Exception](self)
	if val.ref == nil {
		if e.member(osWritten).ref == nil {
			return Errorf(AttributeError, "characters_written")
		}
		e.setMember(osWritten, Value{})
		return nil
	}
	i, err := ToIndex(t, val, ValueError)
	if err == nil {
		e.setMember(osWritten, Int(int64(i)))
	}
	return err
}

func syntaxErrorInit(t *Thread, e *Exception, args, kw []Value) error {
	e.setArgs(args)
	e.Members = nil
	if len(args) > 0 {
		e.setMember(synMsg, args[0])
	}
	if len(args) != 2 {
		return nil
	}
	info, err := Items(t, args[1])
	if err != nil {
		return err
	}
	switch n := len(info); {
	case n < 4:
		return Errorf(TypeError, "function takes at least 4 arguments (%d given)", n)
	case n > 7:
		return Errorf(TypeError, "function takes at most 7 arguments (%d given)", n)
	case n == 5:
		return Errorf(TypeError, "end_offset must be provided when end_lineno is provided")
	}
	for i, v := range info {
		if i == 6 {
			e.setMember(synMeta, v)
			break
		}
		e.setMember(synFile+i, v)
	}
	return nil
}

func syntaxErrorStr(t *Thread, e *Exception) (Value, error) {
	msg, err := ToGoString(t, e.Member(synMsg))
	if err != nil {
		return Value{}, err
	}
	var in []string
	if f, ok := AsStr(e.Member(synFile)); ok {
		in = append(in, f.s[strings.LastIndexByte(f.s, '/')+1:])
	}
	if l := e.Member(synLine); l.IsInt() {
		in = append(in, fmt.Sprintf("line %d", l.Int64()))
	}
	if len(in) == 0 {
		return NewStr(msg), nil
	}
	return NewStr(msg + " (" + strings.Join(in, ", ") + ")"), nil
}

// unicodeFirst is the member index of the object: UnicodeTranslateError has no
// encoding.
func (e *Exception) unicodeFirst() int {
	if e.typ.exc == UnicodeTranslateError.exc {
		return uniObject
	}
	return uniEncoding
}

// unicodeMembers copies the arguments of an exception that Go code made.
func unicodeMembers(e *Exception) {
	e.Members = append([]Value(nil), e.Args.Items...)
}

func unicodeErrorInit(t *Thread, e *Exception, args, kw []Value) error {
	e.setArgs(args)
	kinds := []string{"str", "object", "int", "int", "str"}[e.unicodeFirst():]
	if len(args) != len(kinds) {
		return Errorf(TypeError, "function takes exactly %d arguments (%d given)", len(kinds), len(args))
	}
	decode := e.typ.exc == UnicodeDecodeError.exc
	m := append([]Value(nil), args...)
	for i, k := range kinds {
		switch k {
		case "str":
			if _, ok := AsStr(m[i]); !ok {
				return Errorf(TypeError, "argument %d must be str, not %s", i+1, ArgName(m[i]))
			}
		case "int":
			n, err := ToIndex(t, m[i], OverflowError)
			if err != nil {
				return err
			}
			m[i] = Int(int64(n))
		case "object":
			if decode {
				continue
			}
			if _, ok := AsStr(m[i]); !ok {
				return Errorf(TypeError, "argument %d must be str, not %s", i+1, ArgName(m[i]))
			}
		}
	}
	if decode {
		if _, ok := AsBytes(m[uniObject]); !ok {
			b, ok := byteString(m[uniObject])
			if !ok {
				return Errorf(TypeError, "a bytes-like object is required, not '%s'", TypeOf(m[uniObject]).FullName())
			}
			m[uniObject] = NewBytes(append([]byte(nil), b...))
		}
	}
	e.Members = m
	return nil
}

// unicodeRange returns start and end clamped to an object of length n.
func (e *Exception) unicodeRange(n int) (start, end int) {
	i := e.unicodeFirst()
	get := func(k int) int {
		v, _ := AsInt64(e.Member(k - i))
		return int(v)
	}
	start = max(0, min(get(uniStart), max(n-1, 0)))
	end = min(max(get(uniEnd), 1), n)
	return start, end
}

// unicodeText returns str() of the encoding and of the reason.
func (e *Exception) unicodeText(t *Thread) (encoding, reason string, err error) {
	if i := e.unicodeFirst(); i == uniEncoding {
		if encoding, err = ToGoString(t, e.Member(uniEncoding)); err != nil {
			return
		}
		reason, err = ToGoString(t, e.Member(uniReason))
		return
	}
	reason, err = ToGoString(t, e.Member(uniReason-1))
	return
}

func unicodeDecodeStr(t *Thread, e *Exception) (Value, error) {
	b, ok := byteString(e.Member(uniObject))
	if !ok {
		return NewStr(""), nil
	}
	enc, reason, err := e.unicodeText(t)
	if err != nil {
		return Value{}, err
	}
	start, end := e.unicodeRange(len(b))
	if start < len(b) && end == start+1 {
		return NewStr(fmt.Sprintf("'%s' codec can't decode byte 0x%02x in position %d: %s", enc, b[start], start, reason)), nil
	}
	return NewStr(fmt.Sprintf("'%s' codec can't decode bytes in position %d-%d: %s", enc, start, end-1, reason)), nil
}

// badCharacter returns the escape of the i-th character of s.
func badCharacter(s *Str, i int) string {
	r, _ := decodeRune(s.s[s.offset(i):])
	switch {
	case r <= 0xff:
		return fmt.Sprintf("\\x%02x", r)
	case r <= 0xffff:
		return fmt.Sprintf("\\u%04x", r)
	}
	return fmt.Sprintf("\\U%08x", r)
}

func unicodeEncodeStr(t *Thread, e *Exception) (Value, error) {
	s, ok := AsStr(e.Member(uniObject))
	if !ok {
		return NewStr(""), nil
	}
	enc, reason, err := e.unicodeText(t)
	if err != nil {
		return Value{}, err
	}
	start, end := e.unicodeRange(s.n)
	if start < s.n && end == start+1 {
		return NewStr(fmt.Sprintf("'%s' codec can't encode character '%s' in position %d: %s", enc, badCharacter(s, start), start, reason)), nil
	}
	return NewStr(fmt.Sprintf("'%s' codec can't encode characters in position %d-%d: %s", enc, start, end-1, reason)), nil
}

func unicodeTranslateStr(t *Thread, e *Exception) (Value, error) {
	s, ok := AsStr(e.Member(uniObject - 1))
	if !ok {
		return NewStr(""), nil
	}
	_, reason, err := e.unicodeText(t)
	if err != nil {
		return Value{}, err
	}
	start, end := e.unicodeRange(s.n)
	if start < s.n && end == start+1 {
		return NewStr(fmt.Sprintf("can't translate character '%s' in position %d: %s", badCharacter(s, start), start, reason)), nil
	}
	return NewStr(fmt.Sprintf("can't translate characters in position %d-%d: %s", start, end-1, reason)), nil
}
