package random

import (
	"crypto/sha512"
	"encoding/binary"
	"math"
	"math/big"
	"math/bits"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/mt19937"
)

// seed implements Random.seed.
// https://docs.python.org/3.14/library/random.html#random.seed
func seed(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	r := py.Cast[Random](self)
	v := a[0]
	version, _ := py.AsInt64(a[1])
	text, isText := []byte(nil), false
	if s, ok := py.AsStr(v); ok {
		text, isText = []byte(s.String()), true
		if version == 1 {
			v, isText = py.NewBig(hashV1([]rune(s.String()))), false
		}
	} else if b, ok := py.AsBytes(v); ok {
		text, isText = b, true
		if version == 1 {
			runes := make([]rune, len(b))
			for i, c := range b {
				runes[i] = rune(c)
			}
			v, isText = py.NewBig(hashV1(runes)), false
		}
	} else if b, ok := py.As[py.ByteArray](v, py.ByteArrayType); ok && version == 2 {
		text, isText = b.B, true
	}
	if isText && version == 2 {
		sum := sha512.Sum512(text)
		v = py.NewBig(new(big.Int).SetBytes(append(append([]byte(nil), text...), sum[:]...)))
	}
	switch _, isFloat := py.AsFloat(v); {
	case v.IsNone():
		r.seedEntropy(t)
	case py.IsAnyInt(v):
		b, _ := py.AsBig(v)
		r.seedBig(b)
	case isFloat || isText:
		h, ok := py.Hash(t, v)
		if !ok {
			return py.Value{}, t.Take()
		}
		r.seedBig(new(big.Int).SetUint64(uint64(py.HashResult(h))))
	default:
		return py.Value{}, py.Errorf(py.TypeError, "The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.")
	}
	r.gaussNext = py.None
	return py.None, nil
}

// hashV1 is the string hash of seeding version 1.
func hashV1(text []rune) *big.Int {
	x := uint64(0)
	if len(text) > 0 {
		x = uint64(text[0]) << 7
	}
	for _, c := range text {
		x = 1000003*x ^ uint64(c)
	}
	return new(big.Int).SetUint64(x ^ uint64(len(text)))
}

// seedBig seeds from the magnitude of an int.
func (r *Random) seedBig(b *big.Int) {
	n := max((b.BitLen()+31)/32, 1)
	bytes := new(big.Int).Abs(b).FillBytes(make([]byte, 4*n))
	key := make([]uint32, n)
	for i := range key {
		key[i] = binary.BigEndian.Uint32(bytes[len(bytes)-4*(i+1):])
	}
	r.mt.SeedKey(key)
	r.seeded = true
}

// seedEntropy seeds from the host's entropy or, where the host refuses it, from
// its clock; without either the sequence is always the same.
func (r *Random) seedEntropy(t *py.Thread) {
	var b [4 * mt19937.N]byte
	h := t.Interp.Host
	if h.Random == nil || h.Random.Entropy(b[:]) != nil {
		if h.Clock != nil {
			wall, err1 := h.Clock.Wall()
			mono, err2 := h.Clock.Monotonic()
			if err1 == nil || err2 == nil {
				binary.LittleEndian.PutUint64(b[:], uint64(wall))
				binary.LittleEndian.PutUint64(b[8:], uint64(mono))
			}
		}
	}
	var key [mt19937.N]uint32
	for i := range key {
		key[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	r.mt.SeedKey(key[:])
	r.seeded = true
}

// source returns the generator of an instance; one whose class did not call
// Random.__init__ is seeded now.
func (r *Random) source(t *py.Thread) *mt19937.Source {
	if !r.seeded {
		r.seedEntropy(t)
	}
	return &r.mt
}

func random(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	return py.Float(py.Cast[Random](self).source(t).Float64()), nil
}

// getrandbits implements Random.getrandbits.
func getrandbits(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	k, err := bitCount(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	mt := py.Cast[Random](self).source(t)
	if k <= 63 {
		return py.Int(int64(mt.Bits(uint(k)))), nil
	}
	return py.NewBig(randomBits(mt, k)), nil
}

// bitCount checks the argument of getrandbits.
func bitCount(t *py.Thread, v py.Value) (uint64, error) {
	n, err := py.Index(t, v)
	if err != nil {
		return 0, err
	}
	b, _ := py.AsBig(n)
	switch {
	case b.Sign() < 0:
		return 0, py.Errorf(py.ValueError, "Cannot convert negative int")
	case !b.IsUint64():
		return 0, py.Errorf(py.OverflowError, "Python int too large for C uint64_t")
	case b.Uint64() > py.MaxIntBits:
		return 0, py.NewException(py.MemoryError)
	}
	return b.Uint64(), nil
}

// randomBits draws k bits, the lowest 32 first.
func randomBits(mt *mt19937.Source, k uint64) *big.Int {
	n := (k + 31) / 32
	b := make([]byte, 4*n)
	for i := uint64(0); i < n; i++ {
		r := mt.Uint32()
		if k < 32 {
			r >>= 32 - k
		}
		k -= min(k, 32)
		binary.BigEndian.PutUint32(b[len(b)-4*int(i+1):], r)
	}
	return new(big.Int).SetBytes(b)
}

func getstate(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	r := py.Cast[Random](self)
	mt := r.source(t)
	words := make([]py.Value, mt19937.N+1)
	for i, w := range mt.State {
		words[i] = py.Int(int64(w))
	}
	words[mt19937.N] = py.Int(int64(mt.Index))
	return py.NewTuple(py.Int(stateVersion), py.NewTuple(words...), r.gaussNext), nil
}

// setstate implements Random.setstate.
func setstate(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	v, err := py.GetItem(t, a[0], py.Int(0))
	if err != nil {
		return py.Value{}, err
	}
	version, _ := py.AsInt64(v)
	if version != 2 && version != 3 {
		s, err := py.ToGoString(t, v)
		if err != nil {
			return py.Value{}, err
		}
		return py.Value{}, py.Errorf(py.ValueError, "state with version %s passed to Random.setstate() of version %d", s, stateVersion)
	}
	items, err := py.Items(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if len(items) < 3 {
		return py.Value{}, py.Errorf(py.ValueError, "not enough values to unpack (expected 3, got %d)", len(items))
	}
	if len(items) > 3 {
		return py.Value{}, py.Errorf(py.ValueError, "too many values to unpack (expected 3, got %d)", len(items))
	}
	state, ok := py.AsTuple(items[1])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "state vector must be a tuple")
	}
	if len(state.Items) != mt19937.N+1 {
		return py.Value{}, py.Errorf(py.ValueError, "state vector is the wrong size")
	}
	var mt mt19937.Source
	for i, w := range state.Items {
		x, ok := py.AsInt64(w)
		if !ok && !py.IsAnyInt(w) {
			return py.Value{}, py.Errorf(py.TypeError, "an integer is required")
		}
		if i == mt19937.N {
			if !ok || x < 0 || x > mt19937.N {
				return py.Value{}, py.Errorf(py.ValueError, "invalid state")
			}
			mt.Index = int(x)
			break
		}
		mt.State[i] = uint32(x)
	}
	r := py.Cast[Random](self)
	r.mt, r.seeded, r.gaussNext = mt, true, items[2]
	return py.None, nil
}

// drawer draws random numbers for the methods: straight from the generator, or
// through the methods that the instance's class overrides.
type drawer struct {
	t    *py.Thread
	self py.Value
	mt   *mt19937.Source // nil if the class overrides random or getrandbits
	// byRandom: integers are made by random(), as getrandbits is not overridden.
	byRandom bool
}

func newDrawer(t *py.Thread, self py.Value) drawer {
	d := drawer{t: t, self: self}
	typ := py.TypeOf(self)
	if typ != &randomType {
		overridden := func(name string) bool {
			s := py.InternStatic(name)
			return t.LookupType(typ, s) != t.LookupType(&randomType, s)
		}
		bits := overridden("getrandbits")
		if bits || overridden("random") {
			d.byRandom = !bits
			return d
		}
	}
	d.mt = py.Cast[Random](self).source(t)
	return d
}

// random is self.random().
func (d *drawer) random() (float64, error) {
	if d.mt != nil {
		return d.mt.Float64(), nil
	}
	v, err := py.CallMethod(d.t, d.self, "random")
	if err != nil {
		return 0, err
	}
	return py.ToFloat(d.t, v)
}

// below returns a random number in [0, n), n > 0.
func (d *drawer) below(n int64) (int64, error) {
	if d.mt != nil {
		return int64(d.mt.Below(uint64(n))), nil
	}
	if d.byRandom {
		const size = 1 << 53
		if n >= size {
			f, err := d.random()
			return int64(math.Floor(f * float64(n))), err
		}
		limit := float64(size-size%n) / size
		for {
			f, err := d.random()
			if err != nil {
				return 0, err
			}
			if f < limit {
				return int64(math.Floor(f*size)) % n, nil
			}
			if err := d.t.Poll(); err != nil {
				return 0, err
			}
		}
	}
	k := py.Int(int64(bits.Len64(uint64(n))))
	for {
		v, err := py.CallMethod(d.t, d.self, "getrandbits", k)
		if err != nil {
			return 0, err
		}
		if i, ok := py.AsInt64(v); ok && i < n {
			return i, nil
		}
		if err := d.t.Poll(); err != nil {
			return 0, err
		}
	}
}

// belowValue is below for an int of any size.
func (d *drawer) belowValue(n py.Value) (py.Value, error) {
	if i, ok := py.AsInt64(n); ok {
		r, err := d.below(i)
		return py.Int(r), err
	}
	b, _ := py.AsBig(n)
	if d.byRandom {
		f, err := d.random()
		if err != nil {
			return py.Value{}, err
		}
		x, err := py.Operate(d.t, py.OpMul, py.Float(f), n)
		if err != nil {
			return py.Value{}, err
		}
		return py.FloatToInt(math.Floor(x.Float64()))
	}
	k := uint64(b.BitLen())
	for {
		if d.mt != nil {
			if r := randomBits(d.mt, k); r.Cmp(b) < 0 {
				return py.NewBig(r), nil
			}
			continue
		}
		v, err := py.CallMethod(d.t, d.self, "getrandbits", py.Int(int64(k)))
		if err != nil {
			return py.Value{}, err
		}
		if r, ok := py.AsBig(v); ok && r.Cmp(b) < 0 {
			return v, nil
		}
		if err := d.t.Poll(); err != nil {
			return py.Value{}, err
		}
	}
}
