package pickling

import (
	"encoding/binary"
	"math"
	"math/big"

	"github.com/gopyrun/gopyrun/interp/py"
)

// Encoder writes pickles. The zero value with a protocol is ready; a second Encode
// refers to the objects of the first by its memo.
type Encoder struct {
	Proto int
	// Fast switches the memo off.
	Fast bool
	// Errors are of this type: pickle.PicklingError.
	Error *py.Type
	// Reduce may reduce an object in place of its own methods; ok false leaves it to
	// them. Dispatch is a dispatch table, unbound for copyreg's. PersistentID names
	// objects that are kept outside of the pickle; None is no name. BufferCallback
	// takes a PickleBuffer out of band. Each may be nil or unbound.
	Reduce         func(t *py.Thread, v py.Value) (r py.Value, ok bool, err error)
	Dispatch       py.Value
	PersistentID   func(t *py.Thread, v py.Value) (py.Value, error)
	BufferCallback func(t *py.Thread, v py.Value) (inBand bool, err error)

	buf    []byte
	frame  int // start of the open frame's header in buf, -1 for none
	memo   map[py.Value]int
	tables struct{ copyreg, codecs py.Value }
	steps  int
}

// frameTarget is the size from which a frame is closed, and from which text and
// bytes stand outside of frames.
const frameTarget = 64 << 10

// Dumps returns the pickle of v by the default rules.
func Dumps(t *py.Thread, v py.Value, errType *py.Type) ([]byte, error) {
	e := Encoder{Proto: DefaultProtocol, Error: errType}
	return e.Encode(t, v)
}

// Encode returns a pickle of v. The slice is the caller's.
func (e *Encoder) Encode(t *py.Thread, v py.Value) ([]byte, error) {
	e.buf, e.frame = nil, -1
	if e.memo == nil {
		e.memo = make(map[py.Value]int)
	}
	e.buf = append(e.buf, opProto, byte(e.Proto))
	if err := e.save(t, v); err != nil {
		return nil, err
	}
	e.op(opStop)
	e.closeFrame()
	out := e.buf
	e.buf = nil
	return out, nil
}

// ClearMemo forgets the objects written so far.
func (e *Encoder) ClearMemo() { e.memo = nil }

// Memo returns the objects written so far with their numbers.
func (e *Encoder) Memo() map[py.Value]int { return e.memo }

// SetMemo replaces the memo.
func (e *Encoder) SetMemo(m map[py.Value]int) { e.memo = m }

// op writes an opcode, in a frame.
func (e *Encoder) op(b ...byte) {
	e.open()
	e.buf = append(e.buf, b...)
}

func (e *Encoder) open() {
	if e.frame < 0 && e.Proto >= 4 {
		e.frame = len(e.buf)
		e.buf = append(e.buf, opFrame, 0, 0, 0, 0, 0, 0, 0, 0)
	}
}

// closeFrame fills in the open frame's length; one of less than 4 bytes is not
// worth its header.
func (e *Encoder) closeFrame() {
	if e.frame < 0 {
		return
	}
	size := len(e.buf) - e.frame - 9
	if size < 4 {
		e.buf = append(e.buf[:e.frame], e.buf[e.frame+9:]...)
	} else {
		binary.LittleEndian.PutUint64(e.buf[e.frame+1:], uint64(size))
	}
	e.frame = -1
}

// payload writes an opcode with its length and data; large data goes outside of
// frames.
func (e *Encoder) payload(head []byte, data string) {
	if len(data) >= frameTarget && e.Proto >= 4 {
		e.closeFrame()
		e.buf = append(append(e.buf, head...), data...)
		return
	}
	e.open()
	e.buf = append(append(e.buf, head...), data...)
}

func (e *Encoder) memoize(v py.Value) {
	if e.Fast {
		return
	}
	n := len(e.memo)
	e.memo[v] = n
	switch {
	case e.Proto >= 4:
		e.op(opMemoize)
	case n < 256:
		e.op(opBinPut, byte(n))
	default:
		e.op(binary.LittleEndian.AppendUint32([]byte{opLongBinPut}, uint32(n))...)
	}
}

func (e *Encoder) get(n int) {
	if n < 256 {
		e.op(opBinGet, byte(n))
		return
	}
	e.op(binary.LittleEndian.AppendUint32([]byte{opLongBinGet}, uint32(n))...)
}

func (e *Encoder) errorf(format string, args ...any) error {
	return py.Errorf(e.Error, format, args...)
}

// note adds to a pickling error what was being written.
func note(t *py.Thread, err error, text string) error {
	if ex := py.ToException(err); ex != nil {
		t.AddNote(ex, "when serializing "+text)
		return ex
	}
	return err
}

// save writes one object.
func (e *Encoder) save(t *py.Thread, v py.Value) error {
	if !t.Enter(" while pickling an object") {
		return t.Take()
	}
	defer t.Leave()
	if e.steps++; e.steps&0xfff == 0 {
		if err := t.Poll(); err != nil {
			return err
		}
	}
	if e.PersistentID != nil {
		id, err := e.PersistentID(t, v)
		if err != nil {
			return err
		}
		if !id.IsNone() {
			if err := e.save(t, id); err != nil {
				return err
			}
			e.op(opBinPersID)
			return nil
		}
	}
	switch {
	case v.IsNone():
		e.op(opNone)
		return nil
	case v.IsBool():
		if v == py.True {
			e.op(opNewTrue)
		} else {
			e.op(opNewFalse)
		}
		return nil
	case v.IsInt():
		e.saveInt(v.Int64())
		e.endOfObject()
		return nil
	case v.IsFloat():
		e.op(binary.BigEndian.AppendUint64([]byte{opBinFloat}, math.Float64bits(v.Float64()))...)
		return nil
	}
	if n, ok := e.memo[v]; ok {
		e.get(n)
		return nil
	}
	err := e.saveObject(t, v)
	e.endOfObject()
	return err
}

// endOfObject closes a frame that has become large.
func (e *Encoder) endOfObject() {
	if e.frame >= 0 && len(e.buf)-e.frame-9 >= frameTarget {
		e.closeFrame()
	}
}

func (e *Encoder) saveObject(t *py.Thread, v py.Value) error {
	typ := py.TypeOf(v)
	switch typ {
	case py.IntType:
		b, _ := py.AsBig(v)
		e.saveBig(b)
		return nil
	case py.StrType:
		e.saveStr(v)
		return nil
	case py.BytesType:
		return e.saveBytes(t, v)
	}
	if e.Reduce != nil {
		r, ok, err := e.Reduce(t, v)
		if err != nil {
			return err
		}
		if ok {
			return e.saveReduced(t, v, r)
		}
	}
	switch typ {
	case py.TupleType:
		return e.saveTuple(t, v)
	case py.ListType:
		return e.saveList(t, v)
	case py.DictType:
		return e.saveDict(t, v)
	case py.SetType:
		return e.saveSet(t, v)
	case py.FrozenSetType:
		return e.saveFrozenSet(t, v)
	case py.ByteArrayType:
		if e.Proto >= 5 {
			return e.saveByteArray(t, v)
		}
	case py.FunctionType, py.TypeType:
		if typ == py.TypeType {
			if ok, err := e.saveSingletonType(t, v); ok || err != nil {
				return err
			}
		}
		return e.saveGlobal(t, v, "")
	}
	return e.saveByProtocol(t, v)
}

func (e *Encoder) saveInt(i int64) {
	switch {
	case i >= 0 && i <= 0xff:
		e.op(opBinInt1, byte(i))
	case i >= 0 && i <= 0xffff:
		e.op(opBinInt2, byte(i), byte(i>>8))
	case i >= math.MinInt32 && i <= math.MaxInt32:
		e.op(opBinInt, byte(i), byte(i>>8), byte(i>>16), byte(i>>24))
	default:
		var b [10]byte
		n := 0
		for x := i; ; x >>= 8 {
			b[2+n] = byte(x)
			n++
			if rest := x >> 8; (rest == 0 && x&0x80 == 0) || (rest == -1 && x&0x80 != 0) {
				break
			}
		}
		b[0], b[1] = opLong1, byte(n)
		e.op(b[:2+n]...)
	}
}

// saveBig writes an int as little-endian two's complement.
func (e *Encoder) saveBig(b *big.Int) {
	data := twosComplement(b)
	if len(data) < 256 {
		e.op(append([]byte{opLong1, byte(len(data))}, data...)...)
		return
	}
	e.op(binary.LittleEndian.AppendUint32([]byte{opLong4}, uint32(len(data)))...)
	e.op(data...)
}

func twosComplement(b *big.Int) []byte {
	if b.Sign() == 0 {
		return nil
	}
	n := b.BitLen()/8 + 1
	if b.Sign() < 0 {
		x := new(big.Int).Add(b, new(big.Int).Lsh(big.NewInt(1), uint(n*8)))
		data := reverse(x.FillBytes(make([]byte, n)))
		// The shortest form: -128 is one byte.
		if n > 1 && data[n-1] == 0xff && data[n-2]&0x80 != 0 {
			data = data[:n-1]
		}
		return data
	}
	return reverse(b.FillBytes(make([]byte, n)))
}

func reverse(b []byte) []byte {
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return b
}

// saveStr writes text; lone surrogates are encoded as CPython's surrogatepass does,
// which is how a str holds them.
func (e *Encoder) saveStr(v py.Value) {
	s := py.Cast[py.Str](v).String()
	n := uint64(len(s))
	switch {
	case n < 256 && e.Proto >= 4:
		e.payload([]byte{opShortBinUnicode, byte(n)}, s)
	case n <= math.MaxUint32:
		e.payload(binary.LittleEndian.AppendUint32([]byte{opBinUnicode}, uint32(n)), s)
	default:
		e.payload(binary.LittleEndian.AppendUint64([]byte{opBinUnicode8}, n), s)
	}
	e.memoize(v)
}

func (e *Encoder) saveBytes(t *py.Thread, v py.Value) error {
	data, _ := py.AsBytes(v)
	if e.Proto < 3 {
		return e.saveOldBytes(t, v, data)
	}
	n := uint64(len(data))
	switch {
	case n < 256:
		e.payload([]byte{opShortBinBytes, byte(n)}, string(data))
	case n <= math.MaxUint32:
		e.payload(binary.LittleEndian.AppendUint32([]byte{opBinBytes}, uint32(n)), string(data))
	default:
		e.payload(binary.LittleEndian.AppendUint64([]byte{opBinBytes8}, n), string(data))
	}
	e.memoize(v)
	return nil
}

// saveOldBytes writes bytes for protocols that do not know them: as a call that
// encodes text as Latin-1.
func (e *Encoder) saveOldBytes(t *py.Thread, v py.Value, data []byte) error {
	if len(data) == 0 {
		return e.saveReduced(t, v, py.NewTuple(py.BytesType.Value(), py.NewTuple()))
	}
	text := make([]rune, len(data))
	for i, c := range data {
		text[i] = rune(c)
	}
	encode, err := importAttr(t, "_codecs", "encode")
	if err != nil {
		return err
	}
	return e.saveReduced(t, v, py.NewTuple(encode, py.NewTuple(py.NewStr(string(text)), py.NewStr("latin1"))))
}

func (e *Encoder) saveByteArray(t *py.Thread, v py.Value) error {
	b, err := t.Result(py.CallSlot(t, py.BytesType.Value(), []py.Value{v}, nil))
	if err != nil {
		return err
	}
	data, _ := py.AsBytes(b)
	e.payload(binary.LittleEndian.AppendUint64([]byte{opByteArray8}, uint64(len(data))), string(data))
	e.memoize(v)
	return nil
}

func (e *Encoder) saveTuple(t *py.Thread, v py.Value) error {
	items := py.Cast[py.Tuple](v).Items
	n := len(items)
	if n == 0 {
		e.op(opEmptyTuple)
		return nil
	}
	if n > 3 {
		e.op(opMark)
	}
	for i, x := range items {
		if err := e.save(t, x); err != nil {
			return note(t, err, "tuple item "+itoa(i))
		}
	}
	// A tuple that contains itself has been written meanwhile.
	if k, ok := e.memo[v]; ok {
		if n > 3 {
			e.op(opPopMark)
		} else {
			for range n {
				e.op(opPop)
			}
		}
		e.get(k)
		return nil
	}
	switch n {
	case 1, 2, 3:
		e.op(byte(opTuple1 + n - 1))
	default:
		e.op(opTuple)
	}
	e.memoize(v)
	return nil
}

// batchSize is how many items one APPENDS or SETITEMS adds.
const batchSize = 1000

func (e *Encoder) saveList(t *py.Thread, v py.Value) error {
	e.op(opEmptyList)
	e.memoize(v)
	l := py.Cast[py.List](v)
	for i := 0; i < len(l.Items); {
		n := min(len(l.Items)-i, batchSize)
		// One item alone, but not the last of several batches, needs no mark.
		if n == 1 && len(l.Items) == 1 {
			if err := e.save(t, l.Items[0]); err != nil {
				return note(t, err, "list item 0")
			}
			e.op(opAppend)
			return nil
		}
		e.op(opMark)
		for end := i + n; i < end && i < len(l.Items); i++ {
			if err := e.save(t, l.Items[i]); err != nil {
				return note(t, err, "list item "+itoa(i))
			}
		}
		e.op(opAppends)
	}
	return nil
}

func (e *Encoder) saveDict(t *py.Thread, v py.Value) error {
	e.op(opEmptyDict)
	e.memoize(v)
	d := py.Cast[py.Dict](v)
	one, n, size := d.Len() == 1, 0, d.Len()
	for k, x, p, ok := d.Next(0); ok; k, x, p, ok = d.Next(p) {
		if d.Len() != size {
			return py.Errorf(py.RuntimeError, "dictionary changed size during iteration")
		}
		if n == 0 && !one {
			e.op(opMark)
		}
		if err := e.save(t, k); err != nil {
			return note(t, err, "dict key "+reprOf(t, k))
		}
		if err := e.save(t, x); err != nil {
			return note(t, err, "dict item "+reprOf(t, k))
		}
		if n++; n == batchSize {
			e.op(opSetItems)
			n = 0
		}
	}
	switch {
	case one:
		e.op(opSetItem)
	case n > 0:
		e.op(opSetItems)
	}
	return nil
}

func (e *Encoder) saveSet(t *py.Thread, v py.Value) error {
	s := py.Cast[py.Set](v)
	if e.Proto < 4 {
		return e.saveOldSet(t, v)
	}
	e.op(opEmptySet)
	e.memoize(v)
	n, size := 0, s.Len()
	for k, p, ok := s.Next(0); ok; k, p, ok = s.Next(p) {
		if s.Len() != size {
			return py.Errorf(py.RuntimeError, "set changed size during iteration")
		}
		if n == 0 {
			e.op(opMark)
		}
		if err := e.save(t, k); err != nil {
			return note(t, err, "set element")
		}
		if n++; n == batchSize {
			e.op(opAddItems)
			n = 0
		}
	}
	if n > 0 {
		e.op(opAddItems)
	}
	return nil
}

// saveOldSet writes a set or frozenset for protocols that do not know them.
func (e *Encoder) saveOldSet(t *py.Thread, v py.Value) error {
	items, err := py.Items(t, v)
	if err != nil {
		return err
	}
	return e.saveReduced(t, v, py.NewTuple(py.TypeOf(v).Value(), py.NewTuple(py.NewList(items...))))
}

func (e *Encoder) saveFrozenSet(t *py.Thread, v py.Value) error {
	if e.Proto < 4 {
		return e.saveOldSet(t, v)
	}
	e.op(opMark)
	s := py.Cast[py.Set](v)
	for k, p, ok := s.Next(0); ok; k, p, ok = s.Next(p) {
		if err := e.save(t, k); err != nil {
			return note(t, err, "frozenset element")
		}
	}
	if n, ok := e.memo[v]; ok {
		e.op(opPopMark)
		e.get(n)
		return nil
	}
	e.op(opFrozenSet)
	e.memoize(v)
	return nil
}

// saveSingletonType writes the types of None, Ellipsis and NotImplemented, which
// have no global name.
func (e *Encoder) saveSingletonType(t *py.Thread, v py.Value) (bool, error) {
	for _, x := range []py.Value{py.None, py.NotImplemented, py.Ellipsis} {
		if py.TypeOf(x).Value() == v {
			return true, e.saveReduced(t, v, py.NewTuple(py.TypeType.Value(), py.NewTuple(x)))
		}
	}
	return false, nil
}
