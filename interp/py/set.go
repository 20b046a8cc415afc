package py

import "sync/atomic"

// Set is a Python set or frozenset: an open-addressing table with CPython's
// probing, growth and iteration order, so that sets of ints print in its order.
type Set struct {
	Header
	table  []setEntry // nil until the first key: then as if of minSetSize
	fill   int        // keys and deleted keys
	used   int        // keys
	finger int        // where pop goes on
	hash   atomic.Uint64
}

// setEntry is free if it is zero, and deleted if its hash is deletedHash: no key
// hashes to that.
type setEntry struct {
	hash uint64
	key  Value
}

const (
	deletedHash  = ^uint64(0)
	minSetSize   = 8
	setProbes    = 9 // entries after the first that are tried in a row
	setPerturb   = 5
	setBigGrowth = 50000 // keys from which a set doubles instead of quadrupling
)

var (
	setType       Type
	frozenSetType Type
	setIterType   Type
)

// The set types.
var (
	SetType       = &setType
	FrozenSetType = &frozenSetType
)

// NewSet returns an empty set.
func NewSet() *Set { return &Set{Header: Header{&setType}} }

// NewFrozenSet returns an empty frozenset, to be filled before Python code sees it.
func NewFrozenSet() *Set { return &Set{Header: Header{&frozenSetType}} }

// AsSet returns v as a *Set if it is a set, a frozenset or of a subclass.
func AsSet(v Value) (*Set, bool) {
	if l := TypeOf(v).layout; l == setType.layout || l == frozenSetType.layout {
		return Cast[Set](v), true
	}
	return nil, false
}

// Len returns the number of keys.
func (s *Set) Len() int { return s.used }

// Value returns s as a Python object.
func (s *Set) Value() Value { return Ref(s) }

func (s *Set) mask() int {
	if s.table == nil {
		return minSetSize - 1
	}
	return len(s.table) - 1
}

// hashElement is hash(key) for use as a set element.
func hashElement(t *Thread, key Value) (uint64, bool) {
	h, ok := Hash(t, key)
	if !ok {
		t.unhashable(key, "cannot use '%s' as a set element (%s)")
		return 0, false
	}
	return uint64(HashResult(h)), true
}

// find returns the position of key, or -1; ok is false if comparing raised. free
// is where the key would go.
func (s *Set) find(t *Thread, key Value, hash uint64) (pos, free int, ok bool) {
restart:
	table := s.table
	if table == nil {
		return -1, int(hash & (minSetSize - 1)), true
	}
	mask := uint64(len(table) - 1)
	for i, perturb := hash&mask, hash; ; {
		end := i
		if i+setProbes <= mask {
			end += setProbes
		}
		for j := i; j <= end; j++ {
			e := &table[j]
			if e.key.ref == nil {
				if e.hash == 0 {
					return -1, int(j), true
				}
				continue
			}
			if e.hash != hash {
				continue
			}
			k := e.key
			if k == key {
				return int(j), 0, true
			}
			if k.IsStr() && key.IsStr() {
				if Cast[Str](k).s == Cast[Str](key).s {
					return int(j), 0, true
				}
				continue
			}
			eq, ok := equal(t, k, key)
			if !ok {
				return 0, 0, false
			}
			if len(s.table) != len(table) || &s.table[0] != &table[0] || e.key != k {
				goto restart
			}
			if eq {
				return int(j), 0, true
			}
		}
		perturb >>= setPerturb
		i = (i*5 + 1 + perturb) & mask
	}
}

// addHash adds key; false if comparing raised.
func (s *Set) addHash(t *Thread, key Value, hash uint64) bool {
	pos, free, ok := s.find(t, key, hash)
	if !ok || pos >= 0 {
		return ok
	}
	if s.table == nil {
		s.table = make([]setEntry, minSetSize)
	}
	s.fill++
	s.used++
	s.table[free] = setEntry{hash, key}
	if s.fill*5 >= s.mask()*3 {
		s.grow()
	}
	return true
}

func (s *Set) grow() {
	if s.used > setBigGrowth {
		s.resize(s.used * 2)
	} else {
		s.resize(s.used * 4)
	}
}

// resize makes the table anew with room for more than n keys.
func (s *Set) resize(n int) {
	size := minSetSize
	for size <= n {
		size <<= 1
	}
	old := s.table
	if size == minSetSize && len(old) <= minSetSize && s.fill == s.used {
		return
	}
	s.table = make([]setEntry, size)
	s.fill = s.used
	for i := range old {
		if e := &old[i]; e.key.ref != nil {
			s.insertClean(e.key, e.hash)
		}
	}
}

// insertClean stores a key known to be absent in a table without deleted keys.
func (s *Set) insertClean(key Value, hash uint64) {
	mask := uint64(len(s.table) - 1)
	for i, perturb := hash&mask, hash; ; {
		end := i
		if i+setProbes <= mask {
			end += setProbes
		}
		for j := i; j <= end; j++ {
			if e := &s.table[j]; e.key.ref == nil {
				*e = setEntry{hash, key}
				return
			}
		}
		perturb >>= setPerturb
		i = (i*5 + 1 + perturb) & mask
	}
}

// discardHash removes key and reports whether it was there.
func (s *Set) discardHash(t *Thread, key Value, hash uint64) (found, ok bool) {
	pos, _, ok := s.find(t, key, hash)
	if !ok || pos < 0 {
		return false, ok
	}
	s.table[pos] = setEntry{hash: deletedHash}
	s.used--
	return true, true
}

func (s *Set) hasHash(t *Thread, key Value, hash uint64) (found, ok bool) {
	pos, _, ok := s.find(t, key, hash)
	return ok && pos >= 0, ok
}

// Add adds key; false if hashing or comparing raised.
func (s *Set) Add(t *Thread, key Value) bool {
	h, ok := hashElement(t, key)
	return ok && s.addHash(t, key, h)
}

// hashLookup hashes a key to look for: a set stands for the equal frozenset.
func hashLookup(t *Thread, key Value) (uint64, bool) {
	h, ok := hashElement(t, key)
	if !ok && TypeOf(key).layout == setType.layout && t.ExcMatches(TypeError) {
		t.Exc = nil
		return frozenSetHash(t, key)
	}
	return h, ok
}

// Contains reports whether key is in s; ok is false if hashing or comparing raised.
func (s *Set) Contains(t *Thread, key Value) (found, ok bool) {
	h, ok := hashLookup(t, key)
	if !ok {
		return false, false
	}
	return s.hasHash(t, key, h)
}

// Discard removes key and reports whether it was there; ok is false if hashing or
// comparing raised.
func (s *Set) Discard(t *Thread, key Value) (found, ok bool) {
	h, ok := hashLookup(t, key)
	if !ok {
		return false, false
	}
	return s.discardHash(t, key, h)
}

// Next returns the key at or after pos and the position to go on from; ok is false
// at the end. A change of the set in between is the caller's to detect.
func (s *Set) Next(pos int) (key Value, next int, ok bool) {
	for ; pos < len(s.table); pos++ {
		if k := s.table[pos].key; k.ref != nil {
			return k, pos + 1, true
		}
	}
	return Value{}, pos, false
}

func (s *Set) clear() { s.table, s.fill, s.used = nil, 0, 0 }

// merge adds the keys of o.
func (s *Set) merge(t *Thread, o *Set) bool {
	if o == s || o.used == 0 {
		return true
	}
	if (s.fill+o.used)*5 >= s.mask()*3 {
		s.resize((s.used + o.used) * 2)
	}
	if s.fill == 0 {
		if s.mask() == o.mask() && o.fill == o.used {
			s.table = append([]setEntry(nil), o.table...)
			s.fill, s.used = o.fill, o.used
			return true
		}
		if s.table == nil {
			s.table = make([]setEntry, minSetSize)
		}
		s.fill, s.used = o.used, o.used
		for i := range o.table {
			if e := &o.table[i]; e.key.ref != nil {
				s.insertClean(e.key, e.hash)
			}
		}
		return true
	}
	for i := 0; i < len(o.table); i++ {
		if e := o.table[i]; e.key.ref != nil && !s.addHash(t, e.key, e.hash) {
			return false
		}
	}
	return true
}

// each calls f with the keys of an iterable, which are to be elements of a set,
// and their hashes; sets know those already.
func each(t *Thread, v Value, f func(key Value, hash uint64) (goOn, ok bool)) bool {
	return eachHashed(t, v, hashElement, f)
}

// hashPlain is hash(key), with hash's own error.
func hashPlain(t *Thread, key Value) (uint64, bool) {
	h, ok := Hash(t, key)
	return uint64(HashResult(h)), ok
}

func eachHashed(t *Thread, v Value, hash func(*Thread, Value) (uint64, bool), f func(key Value, hash uint64) (goOn, ok bool)) bool {
	if o, ok := AsSet(v); ok {
		for i := 0; i < len(o.table); i++ {
			if e := o.table[i]; e.key.ref != nil {
				if goOn, ok := f(e.key, e.hash); !ok || !goOn {
					return ok
				}
			}
		}
		return true
	}
	it := IterOperation(t, v)
	if it.IsError() {
		return false
	}
	next := TypeOf(it).Next
	for n := 1; ; n++ {
		x := next(t, it)
		if x.ref == nil {
			return true
		}
		if x.IsError() {
			return false
		}
		h, ok := hash(t, x)
		if !ok {
			return false
		}
		if goOn, ok := f(x, h); !ok || !goOn {
			return ok
		}
		if n&0xfff == 0 {
			if err := t.Poll(); err != nil {
				t.Fail(err)
				return false
			}
		}
	}
}

// update adds the items of an iterable.
func (s *Set) update(t *Thread, v Value) bool {
	if o, ok := AsSet(v); ok {
		return s.merge(t, o)
	}
	if v.IsDict() {
		if n := Cast[Dict](v).live; (s.fill+n)*5 >= s.mask()*3 {
			s.resize((s.used + n) * 2)
		}
	}
	return each(t, v, func(k Value, h uint64) (bool, bool) { return true, s.addHash(t, k, h) })
}

// likeSet returns a new set or frozenset, as s is, with the items of v (unbound:
// none).
func likeSet(t *Thread, s *Set, v Value) (*Set, bool) {
	typ := &frozenSetType
	if s.typ.layout == setType.layout {
		typ = &setType
	}
	n := &Set{Header: Header{typ}}
	if v.ref != nil && !n.update(t, v) {
		return nil, false
	}
	return n, true
}

func (s *Set) intersection(t *Thread, v Value) (*Set, bool) {
	if Ref(s) == v {
		return likeSet(t, s, v)
	}
	r, _ := likeSet(t, s, Value{})
	a, b := s, v
	if o, ok := AsSet(v); ok && o.used > s.used {
		a, b = o, Ref(s)
	}
	ok := eachHashed(t, b, hashPlain, func(k Value, h uint64) (bool, bool) {
		in, ok := a.hasHash(t, k, h)
		if in {
			ok = r.addHash(t, k, h)
		}
		return true, ok
	})
	return r, ok
}

func (s *Set) difference(t *Thread, v Value) (*Set, bool) {
	size := 0
	o, isSet := AsSet(v)
	d, isDict := (*Dict)(nil), v.IsDict()
	if isSet {
		size = o.used
	} else if isDict {
		d = Cast[Dict](v)
		size = d.live
	}
	if !isSet && !isDict || s.used>>2 > size {
		r, ok := likeSet(t, s, Ref(s))
		return r, ok && r.differenceUpdate(t, v)
	}
	r, _ := likeSet(t, s, Value{})
	ok := each(t, Ref(s), func(k Value, h uint64) (bool, bool) {
		var in, ok bool
		if isSet {
			in, ok = o.hasHash(t, k, h)
		} else {
			in, ok = d.Contains(t, k)
		}
		if ok && !in {
			ok = r.addHash(t, k, h)
		}
		return true, ok
	})
	return r, ok
}

func (s *Set) differenceUpdate(t *Thread, v Value) bool {
	if Ref(s) == v {
		s.clear()
		return true
	}
	if o, ok := AsSet(v); ok && o.used>>3 > s.used {
		i, ok := s.intersection(t, v)
		if !ok {
			return false
		}
		v = Ref(i)
	}
	if !each(t, v, func(k Value, h uint64) (bool, bool) {
		_, ok := s.discardHash(t, k, h)
		return true, ok
	}) {
		return false
	}
	if s.fill-s.used > s.mask()/4 {
		s.grow()
	}
	return true
}

func (s *Set) symmetricUpdate(t *Thread, v Value) bool {
	if Ref(s) == v {
		s.clear()
		return true
	}
	if _, ok := AsSet(v); !ok && !v.IsDict() {
		o, ok := likeSet(t, s, v)
		if !ok {
			return false
		}
		v = Ref(o)
	}
	return each(t, v, func(k Value, h uint64) (bool, bool) {
		found, ok := s.discardHash(t, k, h)
		if ok && !found {
			ok = s.addHash(t, k, h)
		}
		return true, ok
	})
}

// subset reports whether all keys of s are in o.
func (s *Set) subset(t *Thread, o *Set) (yes, ok bool) {
	if s.used > o.used {
		return false, true
	}
	yes = true
	ok = each(t, Ref(s), func(k Value, h uint64) (bool, bool) {
		var ok bool
		yes, ok = o.hasHash(t, k, h)
		return yes, ok
	})
	return yes, ok
}

func (s *Set) swap(o *Set) {
	s.table, o.table = o.table, s.table
	s.fill, o.fill = o.fill, s.fill
	s.used, o.used = o.used, s.used
}

// Pop removes and returns some key; ok is false if there is none.
func (s *Set) Pop() (key Value, ok bool) {
	if s.used == 0 {
		return Value{}, false
	}
	i := s.finger & s.mask()
	for s.table[i].key.ref == nil {
		i = (i + 1) & s.mask()
	}
	key = s.table[i].key
	s.table[i] = setEntry{hash: deletedHash}
	s.used--
	s.finger = i + 1
	return key, true
}

// frozenSetHash is CPython's hash of a frozenset: independent of the order.
func frozenSetHash(t *Thread, v Value) (uint64, bool) {
	s := Cast[Set](v)
	frozen := s.typ == &frozenSetType
	if frozen {
		if h := s.hash.Load(); h != 0 {
			return h, true
		}
	}
	h := uint64(0)
	for i := range s.table {
		h ^= shuffleBits(s.table[i].hash)
	}
	// Take out the effect of free and deleted entries, which come in pairs or not.
	if (s.mask()+1-s.fill)&1 != 0 && s.table != nil {
		h ^= shuffleBits(0)
	}
	if (s.fill-s.used)&1 != 0 {
		h ^= shuffleBits(deletedHash)
	}
	h ^= (uint64(s.used) + 1) * 1927868237
	h ^= h>>11 ^ h>>25
	h = h*69069 + 907133923
	if h == ^uint64(0) {
		h = 590923713
	}
	if frozen {
		s.hash.Store(h)
	}
	return h, true
}

func shuffleBits(h uint64) uint64 { return (h ^ 89869747 ^ h<<16) * 3644798167 }

// SetIter iterates over a set; Set is nil once exhausted.
type SetIter struct {
	Header
	Set  *Set
	Pos  int
	Used int // the set's length at the start; -1 once it was seen to change
	Left int
}

func setIter(t *Thread, v Value) Value {
	s := Cast[Set](v)
	return Ref(&SetIter{Header{&setIterType}, s, 0, s.used, s.used})
}

// IsSetIter reports whether v iterates over a set.
func (v Value) IsSetIter() bool { return (*Header)(v.ref).typ == &setIterType }

func setIterNext(t *Thread, v Value) Value {
	it := Cast[SetIter](v)
	s := it.Set
	if s == nil {
		return Value{}
	}
	if it.Used != s.used {
		it.Used = -1
		return t.Raise(RuntimeError, "Set changed size during iteration")
	}
	k, next, ok := s.Next(it.Pos)
	if !ok {
		it.Set = nil
		return Value{}
	}
	it.Pos = next
	it.Left--
	return k
}

func setIterSpec() TypeSpec {
	return TypeSpec{
		Name: "set_iterator", Layout: LayoutOf[SetIter](), Flags: NoSubclass | NoInstances,
		Slots: Slots{Iter: selfIter, Next: setIterNext},
		Methods: iterMethods(func(t *Thread, self Value) Value {
			it := Cast[SetIter](self)
			if it.Set == nil || it.Used != it.Set.used {
				return Int(0)
			}
			return Int(int64(it.Left))
		}, func(t *Thread, self Value) Value {
			it := *Cast[SetIter](self)
			items, err := Items(t, Ref(&it))
			if err != nil {
				return t.Fail(err)
			}
			return NewPair(builtinIter(t), NewTuple(NewList(items...)))
		}, nil),
	}
}
