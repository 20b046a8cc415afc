package pickling

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// Decoder reads pickles. A second Decode of the same Decoder refers to the objects
// of the first by its memo.
type Decoder struct {
	// Error is the type of its errors: pickle.UnpicklingError.
	Error *py.Type
	// FindClass returns a global; nil imports it. PersistentLoad returns the object
	// of a persistent id; nil refuses them. Buffers is an iterator of the
	// out-of-band buffers, or unbound.
	FindClass      func(t *py.Thread, module, name string) (py.Value, error)
	PersistentLoad func(t *py.Thread, id py.Value) (py.Value, error)
	Buffers        py.Value
	// Strings of Python 2 are decoded by Encoding with Errors; "bytes" leaves them.
	Encoding, Errors string
	// FixImports maps the names of Python 2's modules.
	FixImports bool

	src   Source
	proto int
	stack []py.Value
	marks []int
	memo  map[int]py.Value
	table []py.Value // the memo for small numbers
	steps int
}

// Source is where a pickle comes from.
type Source interface {
	// Take returns the next n bytes, valid until the next call; fewer, without an
	// error, if there are no more.
	Take(t *py.Thread, n int) ([]byte, error)
	// Line returns the next line with its end.
	Line(t *py.Thread) ([]byte, error)
}

// Bytes is a Source of data in memory.
type Bytes struct{ Data []byte }

// Take returns the next n bytes.
func (b *Bytes) Take(_ *py.Thread, n int) ([]byte, error) {
	n = min(n, len(b.Data))
	p := b.Data[:n]
	b.Data = b.Data[n:]
	return p, nil
}

// Line returns the next line.
func (b *Bytes) Line(t *py.Thread) ([]byte, error) {
	n := bytes.IndexByte(b.Data, '\n') + 1
	if n == 0 {
		n = len(b.Data)
	}
	return b.Take(t, n)
}

// Loads returns the object of a pickle by the default rules.
func Loads(t *py.Thread, data []byte, errType *py.Type) (py.Value, error) {
	d := Decoder{Error: errType, FixImports: true}
	return d.Decode(t, &Bytes{data})
}

func (d *Decoder) errorf(format string, args ...any) error {
	return py.Errorf(d.Error, format, args...)
}

// Decode reads one pickle and returns its object.
func (d *Decoder) Decode(t *py.Thread, src Source) (py.Value, error) {
	d.src, d.stack, d.marks, d.proto = src, d.stack[:0], nil, 0
	defer func() { d.src, d.stack = nil, nil }()
	for {
		b, err := src.Take(t, 1)
		if err != nil {
			return py.Value{}, err
		}
		if len(b) == 0 {
			return py.Value{}, py.Errorf(py.EOFError, "Ran out of input")
		}
		if d.steps++; d.steps&0xfff == 0 {
			if err := t.Poll(); err != nil {
				return py.Value{}, err
			}
		}
		if b[0] == opStop {
			return d.pop()
		}
		if err := d.step(t, b[0]); err != nil {
			return py.Value{}, err
		}
	}
}

// need returns exactly n bytes.
func (d *Decoder) need(t *py.Thread, n int) ([]byte, error) {
	b, err := d.src.Take(t, n)
	if err == nil && len(b) < n {
		err = d.errorf("pickle data was truncated")
	}
	return b, err
}

// line returns a line without its end.
func (d *Decoder) line(t *py.Thread) (string, error) {
	b, err := d.src.Line(t)
	if err != nil {
		return "", err
	}
	if len(b) == 0 {
		return "", py.Errorf(py.EOFError, "Ran out of input")
	}
	if b[len(b)-1] != '\n' {
		return "", d.errorf("pickle data was truncated")
	}
	return string(b[:len(b)-1]), nil
}

// size reads a length of width bytes.
func (d *Decoder) size(t *py.Thread, width int, what string) (int, error) {
	b, err := d.need(t, width)
	if err != nil {
		return 0, err
	}
	var n uint64
	for i, c := range b {
		n |= uint64(c) << (8 * i)
	}
	if n > math.MaxInt64/2 {
		return 0, py.Errorf(py.OverflowError, "%s exceeds system's maximum size of %d bytes", what, int64(math.MaxInt64))
	}
	return int(n), nil
}

// data reads a length and as many bytes. Large data is asked for in pieces, so
// that a false length costs no memory.
func (d *Decoder) data(t *py.Thread, width int, what string) ([]byte, error) {
	n, err := d.size(t, width, what)
	if err != nil {
		return nil, err
	}
	const piece = 1 << 20
	if n <= piece {
		return d.need(t, n)
	}
	var out []byte
	for len(out) < n {
		b, err := d.need(t, min(piece, n-len(out)))
		if err != nil {
			return nil, err
		}
		out = append(out, b...)
	}
	return out, nil
}

func (d *Decoder) push(v py.Value) { d.stack = append(d.stack, v) }

// base is how much of the stack belongs to outer marks.
func (d *Decoder) base() int {
	if n := len(d.marks); n > 0 {
		return d.marks[n-1]
	}
	return 0
}

func (d *Decoder) underflow() error {
	if len(d.marks) > 0 {
		return d.errorf("unexpected MARK found")
	}
	return d.errorf("unpickling stack underflow")
}

func (d *Decoder) pop() (py.Value, error) {
	n := len(d.stack)
	if n <= d.base() {
		return py.Value{}, d.underflow()
	}
	v := d.stack[n-1]
	d.stack = d.stack[:n-1]
	return v, nil
}

func (d *Decoder) top() (py.Value, error) {
	n := len(d.stack)
	if n <= d.base() {
		return py.Value{}, d.underflow()
	}
	return d.stack[n-1], nil
}

// popMark takes the objects above the last mark; the slice is valid until the next
// push.
func (d *Decoder) popMark() ([]py.Value, error) {
	n := len(d.marks)
	if n == 0 {
		return nil, d.errorf("could not find MARK")
	}
	at := d.marks[n-1]
	d.marks = d.marks[:n-1]
	items := d.stack[at:]
	d.stack = d.stack[:at]
	return items, nil
}

func (d *Decoder) put(i int, v py.Value) {
	if i == len(d.table) {
		d.table = append(d.table, v)
		return
	}
	if i < len(d.table) {
		d.table[i] = v
		return
	}
	if d.memo == nil {
		d.memo = make(map[int]py.Value)
	}
	d.memo[i] = v
}

func (d *Decoder) getMemo(i int) error {
	if i >= 0 && i < len(d.table) {
		d.push(d.table[i])
		return nil
	}
	v, ok := d.memo[i]
	if !ok {
		return d.errorf("Memo value not found at index %d", i)
	}
	d.push(v)
	return nil
}

// Memo returns the objects read so far by their numbers.
func (d *Decoder) Memo() map[int]py.Value {
	m := make(map[int]py.Value, len(d.table)+len(d.memo))
	for k, v := range d.memo {
		m[k] = v
	}
	for i, v := range d.table {
		m[i] = v
	}
	return m
}

// SetMemo replaces the memo.
func (d *Decoder) SetMemo(m map[int]py.Value) { d.table, d.memo = nil, m }

// step executes one opcode.
func (d *Decoder) step(t *py.Thread, op byte) error {
	switch op {
	case opProto:
		b, err := d.need(t, 1)
		if err != nil {
			return err
		}
		if d.proto = int(b[0]); d.proto > HighestProtocol {
			return py.Errorf(py.ValueError, "unsupported pickle protocol: %d", d.proto)
		}
	case opFrame:
		n, err := d.size(t, 8, "FRAME length")
		if err != nil {
			return err
		}
		if b, ok := d.src.(*Bytes); ok && n > len(b.Data) {
			return d.errorf("pickle data was truncated")
		}
	case opMark:
		d.marks = append(d.marks, len(d.stack))
	case opPop:
		if n := len(d.marks); n > 0 && d.marks[n-1] == len(d.stack) {
			d.marks = d.marks[:n-1]
			return nil
		}
		_, err := d.pop()
		return err
	case opPopMark:
		_, err := d.popMark()
		return err
	case opDup:
		v, err := d.top()
		if err != nil {
			return err
		}
		d.push(v)
	case opNone:
		d.push(py.None)
	case opNewTrue:
		d.push(py.True)
	case opNewFalse:
		d.push(py.False)
	case opBinInt, opBinInt1, opBinInt2, opLong1, opLong4, opInt, opLong, opFloat, opBinFloat:
		return d.number(t, op)
	case opShortBinUnicode, opBinUnicode, opBinUnicode8, opUnicode, opShortBinBytes, opBinBytes, opBinBytes8,
		opByteArray8, opString, opBinString, opShortBinString:
		return d.text(t, op)
	case opNextBuffer, opReadOnlyBuffer:
		return d.buffer(t, op)
	case opPut, opBinPut, opLongBinPut, opMemoize, opGet, opBinGet, opLongBinGet:
		return d.memory(t, op)
	case opEmptyTuple:
		d.push(py.NewTuple())
	case opTuple1, opTuple2, opTuple3:
		n := int(op-opTuple1) + 1
		if len(d.stack)-d.base() < n {
			return d.underflow()
		}
		at := len(d.stack) - n
		items := append([]py.Value(nil), d.stack[at:]...)
		d.stack = append(d.stack[:at], py.NewTuple(items...))
	case opTuple, opList, opDict, opFrozenSet:
		return d.collect(t, op)
	case opEmptyList:
		d.push(py.NewList())
	case opEmptyDict:
		d.push(py.Ref(py.NewDict()))
	case opEmptySet:
		d.push(py.Ref(py.NewSet()))
	case opAppend, opAppends, opSetItem, opSetItems, opAddItems:
		return d.fill(t, op)
	case opGlobal, opStackGlobal, opInst, opObj, opNewObj, opNewObjEx, opReduce, opBuild, opExt1, opExt2, opExt4, opPersID, opBinPersID:
		return d.construct(t, op)
	default:
		if op >= 32 && op < 127 && op != '\'' && op != '\\' {
			return d.errorf("invalid load key, '%c'.", op)
		}
		return d.errorf(`invalid load key, '\x%02x'.`, op)
	}
	return nil
}

func (d *Decoder) number(t *py.Thread, op byte) error {
	switch op {
	case opBinInt1, opBinInt2, opBinInt:
		b, err := d.need(t, map[byte]int{opBinInt1: 1, opBinInt2: 2, opBinInt: 4}[op])
		if err != nil {
			return err
		}
		switch len(b) {
		case 1:
			d.push(py.Int(int64(b[0])))
		case 2:
			d.push(py.Int(int64(binary.LittleEndian.Uint16(b))))
		default:
			d.push(py.Int(int64(int32(binary.LittleEndian.Uint32(b)))))
		}
	case opBinFloat:
		b, err := d.need(t, 8)
		if err != nil {
			return err
		}
		d.push(py.Float(math.Float64frombits(binary.BigEndian.Uint64(b))))
	case opLong1:
		b, err := d.data(t, 1, "LONG1")
		if err != nil {
			return err
		}
		d.push(fromTwosComplement(b))
	case opLong4:
		b, err := d.need(t, 4)
		if err != nil {
			return err
		}
		n := int32(binary.LittleEndian.Uint32(b))
		if n < 0 {
			return d.errorf("LONG pickle has negative byte count")
		}
		var data []byte
		for len(data) < int(n) {
			b, err := d.need(t, min(1<<20, int(n)-len(data)))
			if err != nil {
				return err
			}
			data = append(data, b...)
		}
		d.push(fromTwosComplement(data))
	case opInt, opLong:
		s, err := d.line(t)
		if err != nil {
			return err
		}
		if op == opInt && (s == "00" || s == "01") {
			d.push(py.Bool(s == "01"))
			return nil
		}
		v, err := t.Result(py.CallSlot(t, py.IntType.Value(), []py.Value{py.NewStr(strings.TrimSuffix(s, "L")), py.Int(int64(map[byte]int{opInt: 0, opLong: 10}[op]))}, nil))
		if err != nil {
			return err
		}
		d.push(v)
	case opFloat:
		s, err := d.line(t)
		if err != nil {
			return err
		}
		f, perr := strconv.ParseFloat(s, 64)
		if perr != nil && !math.IsInf(f, 0) {
			return py.Errorf(py.ValueError, "could not convert string to float")
		}
		d.push(py.Float(f))
	}
	return nil
}

func fromTwosComplement(b []byte) py.Value {
	if len(b) <= 8 {
		var x uint64
		for i, c := range b {
			x |= uint64(c) << (8 * i)
		}
		if n := len(b); n > 0 && n < 8 && b[n-1]&0x80 != 0 {
			x |= ^uint64(0) << (8 * n)
		}
		return py.Int(int64(x))
	}
	rev := reverse(append([]byte(nil), b...))
	x := new(big.Int).SetBytes(rev)
	if rev[0]&0x80 != 0 {
		x.Sub(x, new(big.Int).Lsh(big.NewInt(1), uint(8*len(rev))))
	}
	return py.NewBig(x)
}

func (d *Decoder) text(t *py.Thread, op byte) error {
	switch op {
	case opShortBinUnicode, opBinUnicode, opBinUnicode8:
		b, err := d.data(t, map[byte]int{opShortBinUnicode: 1, opBinUnicode: 4, opBinUnicode8: 8}[op], "BINUNICODE8")
		if err != nil {
			return err
		}
		v, err := decodeText(t, b, "utf-8", "surrogatepass")
		if err != nil {
			return err
		}
		d.push(v)
	case opUnicode:
		s, err := d.line(t)
		if err != nil {
			return err
		}
		v, err := decodeText(t, []byte(s), "raw-unicode-escape", "strict")
		if err != nil {
			return err
		}
		d.push(v)
	case opShortBinBytes, opBinBytes, opBinBytes8:
		b, err := d.data(t, map[byte]int{opShortBinBytes: 1, opBinBytes: 4, opBinBytes8: 8}[op], "BINBYTES8")
		if err != nil {
			return err
		}
		d.push(py.NewBytes(append([]byte(nil), b...)))
	case opByteArray8:
		b, err := d.data(t, 8, "BYTEARRAY8")
		if err != nil {
			return err
		}
		v, err := t.Result(py.CallSlot(t, py.ByteArrayType.Value(), []py.Value{py.NewBytes(append([]byte(nil), b...))}, nil))
		if err != nil {
			return err
		}
		d.push(v)
	case opString:
		s, err := d.line(t)
		if err != nil {
			return err
		}
		if len(s) < 2 || s[0] != s[len(s)-1] || s[0] != '\'' && s[0] != '"' {
			return d.errorf("the STRING opcode argument must be quoted")
		}
		decode, err := importAttr(t, "_codecs", "escape_decode")
		if err != nil {
			return err
		}
		r, err := py.Call(t, decode, py.NewBytes([]byte(s[1:len(s)-1])))
		if err != nil {
			return err
		}
		if tup, ok := py.AsTuple(r); ok && len(tup.Items) > 0 {
			b, _ := py.AsBytes(tup.Items[0])
			return d.oldString(t, b)
		}
		return d.errorf("the STRING opcode argument cannot be decoded")
	case opBinString, opShortBinString:
		width := 1
		if op == opBinString {
			width = 4
		}
		b, err := d.data(t, width, "BINSTRING")
		if err != nil {
			return err
		}
		return d.oldString(t, b)
	}
	return nil
}

// oldString pushes a string of Python 2.
func (d *Decoder) oldString(t *py.Thread, b []byte) error {
	enc, errs := d.Encoding, d.Errors
	if enc == "" {
		enc = "ASCII"
	}
	if errs == "" {
		errs = "strict"
	}
	if enc == "bytes" {
		d.push(py.NewBytes(append([]byte(nil), b...)))
		return nil
	}
	v, err := decodeText(t, b, enc, errs)
	if err == nil {
		d.push(v)
	}
	return err
}

// decodeText decodes b, at once if it is ASCII.
func decodeText(t *py.Thread, b []byte, encoding, errors string) (py.Value, error) {
	ascii := true
	for _, c := range b {
		if c >= 0x80 || c == '\\' && encoding != "utf-8" {
			ascii = false
			break
		}
	}
	if ascii {
		return py.NewStr(string(b)), nil
	}
	return t.DecodeBytes(b, encoding, errors)
}

// memory executes the opcodes of the memo.
func (d *Decoder) memory(t *py.Thread, op byte) error {
	i := len(d.table) + len(d.memo)
	switch op {
	case opPut, opGet:
		s, err := d.line(t)
		if err != nil {
			return err
		}
		n, perr := strconv.Atoi(s)
		if perr != nil {
			return py.Errorf(py.ValueError, "invalid literal for int() with base 10: '%s'", s)
		}
		if n < 0 {
			return py.Errorf(py.ValueError, "negative PUT argument")
		}
		i = n
	case opBinPut, opBinGet:
		b, err := d.need(t, 1)
		if err != nil {
			return err
		}
		i = int(b[0])
	case opLongBinPut, opLongBinGet:
		b, err := d.need(t, 4)
		if err != nil {
			return err
		}
		i = int(binary.LittleEndian.Uint32(b))
	}
	switch op {
	case opGet, opBinGet, opLongBinGet:
		return d.getMemo(i)
	}
	v, err := d.top()
	if err != nil {
		return err
	}
	d.put(i, v)
	return nil
}
