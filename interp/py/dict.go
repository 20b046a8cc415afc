package py

import "strings"

// Dict is a Python dict: entries in insertion order, with an index of positions
// once there are more than a few. Deleted entries leave a hole (an unbound key)
// until the next rebuild.
type Dict struct {
	Header
	entries []dictEntry
	index   []int32 // open addressing, power of two; -1 free, -2 deleted; nil while small
	live    int     // entries that are not holes
	fill    int     // index slots that are not free
	first   int     // entries before this position are holes

	// keysVer guards caches of entry positions: it is 0, or a number unique in
	// the process that stays as long as no key is added or removed and no entry
	// moves. Values may change under it.
	keysVer uint64
	// mut counts the changes of the key set, so that a lookup whose comparison
	// ran Python code notices.
	mut uint32
}

type dictEntry struct {
	hash uint64
	key  Value
	val  Value
}

var dictType Type

// DictType is the type dict.
var DictType = &dictType

// smallDict is the number of entries searched without an index.
const smallDict = 8

// NewDict returns an empty dict.
func NewDict() *Dict { return &Dict{Header: Header{&dictType}} }

// NewDictSize returns an empty dict with room for n keys.
func NewDictSize(n int) *Dict {
	d := &Dict{Header: Header{&dictType}}
	if n > 0 {
		d.entries = make([]dictEntry, 0, n)
	}
	if n > smallDict {
		d.index = newDictIndex(n)
	}
	return d
}

// hashKey is hash(key) for use as a dict key.
func hashKey(t *Thread, key Value) (uint64, bool) {
	switch {
	case key.IsStr():
		return Cast[Str](key).Hash(), true
	case key.IsInt():
		return hashInt(key.Int64()), true
	}
	h, ok := Hash(t, key)
	if !ok {
		t.unhashable(key, "cannot use '%s' as a dict key (%s)")
	}
	return h, ok
}

// unhashable rewords a pending TypeError of Hash.
func (t *Thread) unhashable(key Value, format string) {
	if e := t.Exc; e != nil && e.typ == TypeError {
		t.Exc = nil
		msg, err := ToGoString(t, Ref(e))
		if err != nil {
			t.Fail(err)
			return
		}
		t.Raise(TypeError, format, strings.TrimPrefix(TypeOf(key).ReprName(), "__main__."), msg)
	}
}

// AsDict returns v as a *Dict if it is a dict or of a subclass.
func AsDict(v Value) (*Dict, bool) {
	t := TypeOf(v)
	if t == &dictType || t.flags&dictSub != 0 {
		return Cast[Dict](v), true
	}
	return nil, false
}

// Len returns the number of keys.
func (d *Dict) Len() int { return d.live }

// Value returns d as a Python object.
func (d *Dict) Value() Value { return Ref(d) }

func newDictIndex(n int) []int32 {
	size := 16
	for size*2 < n*3 { // at most two thirds full
		size *= 2
	}
	ix := make([]int32, size)
	for i := range ix {
		ix[i] = -1
	}
	return ix
}

// find returns the position of key in entries, or -1; ok is false if comparing
// raised. It restarts if the comparison changed the dict.
func (d *Dict) find(t *Thread, key Value, hash uint64) (pos int, ok bool) {
	if key.IsStr() {
		if p := d.findStr(Cast[Str](key), hash); p >= -1 {
			return p, true
		}
	} else if key.IsInt() {
		if p := d.findInt(key, hash); p >= -1 {
			return p, true
		}
	}
restart:
	mut := d.mut
	if d.index == nil {
		for i := range d.entries {
			e := &d.entries[i]
			if e.hash == hash && e.key.ref != nil {
				if e.key == key {
					return i, true
				}
				eq, ok := equal(t, e.key, key)
				if !ok {
					return -1, false
				}
				if d.mut != mut {
					goto restart
				}
				if eq {
					return i, true
				}
			}
		}
		return -1, true
	}
	mask := uint64(len(d.index) - 1)
	for i, perturb := hash&mask, hash; ; i = (i*5 + perturb + 1) & mask {
		p := d.index[i]
		if p >= 0 {
			if e := &d.entries[p]; e.hash == hash {
				if e.key == key {
					return int(p), true
				}
				eq, ok := equal(t, e.key, key)
				if !ok {
					return -1, false
				}
				if d.mut != mut {
					goto restart
				}
				if eq {
					return int(p), true
				}
			}
		} else if p == -1 {
			return -1, true
		}
		perturb >>= 5
	}
}

// findStr is find for an exact str; -2 means that a key of another type with the
// same hash needs the general search.
func (d *Dict) findStr(key *Str, hash uint64) int {
	ref := Ref(key).ref
	if d.index == nil {
		for i := range d.entries {
			e := &d.entries[i]
			if e.key.ref == ref {
				return i
			}
			if e.hash == hash && e.key.ref != nil {
				if !e.key.IsStr() {
					return -2
				}
				if Cast[Str](e.key).s == key.s {
					return i
				}
			}
		}
		return -1
	}
	mask := uint64(len(d.index) - 1)
	for i, perturb := hash&mask, hash; ; i = (i*5 + perturb + 1) & mask {
		p := d.index[i&mask]
		if p >= 0 {
			e := &d.entries[p]
			if e.key.ref == ref {
				return int(p)
			}
			if e.hash == hash {
				if !e.key.IsStr() {
					return -2
				}
				if Cast[Str](e.key).s == key.s {
					return int(p)
				}
			}
		} else if p == -1 {
			return -1
		}
		perturb >>= 5
	}
}

// findInt is find for a 64-bit int, as findStr.
func (d *Dict) findInt(key Value, hash uint64) int {
	if d.index == nil {
		for i := range d.entries {
			e := &d.entries[i]
			if e.hash == hash && e.key.ref != nil {
				if e.key == key {
					return i
				}
				if !e.key.IsInt() && !e.key.IsStr() {
					return -2
				}
			}
		}
		return -1
	}
	mask := uint64(len(d.index) - 1)
	for i, perturb := hash&mask, hash; ; i = (i*5 + perturb + 1) & mask {
		p := d.index[i&mask]
		if p >= 0 {
			if e := &d.entries[p]; e.hash == hash {
				if e.key == key {
					return int(p)
				}
				if !e.key.IsInt() && !e.key.IsStr() {
					return -2
				}
			}
		} else if p == -1 {
			return -1
		}
		perturb >>= 5
	}
}

// insert appends an entry known to be absent.
func (d *Dict) insert(key, val Value, hash uint64) {
	d.keysVer = 0
	d.mut++
	if len(d.entries) == cap(d.entries) && d.live < len(d.entries)-len(d.entries)/4 {
		d.rebuild(d.live + 1)
	}
	p := len(d.entries)
	d.entries = append(d.entries, dictEntry{hash, key, val})
	d.live++
	if d.index == nil {
		if p >= smallDict {
			d.rebuild(d.live * 2)
		}
		return
	}
	if (d.fill+1)*3 > len(d.index)*2 {
		d.rebuild(d.live * 2)
		return
	}
	d.link(p, hash)
}

// link enters the entry at p in the index.
func (d *Dict) link(p int, hash uint64) {
	mask := uint64(len(d.index) - 1)
	for i, perturb := hash&mask, hash; ; i = (i*5 + perturb + 1) & mask {
		if q := d.index[i&mask]; q < 0 {
			if q == -1 {
				d.fill++
			}
			d.index[i&mask] = int32(p)
			return
		}
		perturb >>= 5
	}
}

// rebuild squeezes holes out and makes the index anew for n keys.
func (d *Dict) rebuild(n int) {
	d.keysVer = 0
	d.mut++
	d.first, d.fill = 0, 0
	if d.live < len(d.entries) {
		j := 0
		for i := range d.entries {
			if d.entries[i].key.ref != nil {
				d.entries[j] = d.entries[i]
				j++
			}
		}
		clear(d.entries[j:])
		d.entries = d.entries[:j]
	}
	if n <= smallDict {
		d.index = nil
		return
	}
	d.index = newDictIndex(n)
	for p := range d.entries {
		d.link(p, d.entries[p].hash)
	}
}

// removeAt makes a hole of the entry at pos.
func (d *Dict) removeAt(pos int) {
	d.keysVer = 0
	d.mut++
	e := &d.entries[pos]
	if d.index != nil {
		mask := uint64(len(d.index) - 1)
		for i, perturb := e.hash&mask, e.hash; ; i = (i*5 + perturb + 1) & mask {
			if d.index[i&mask] == int32(pos) {
				d.index[i&mask] = -2
				break
			}
			perturb >>= 5
		}
	}
	*e = dictEntry{}
	d.live--
	if d.live == 0 {
		d.entries = d.entries[:0]
		d.first, d.fill = 0, 0
		if d.index != nil {
			for i := range d.index {
				d.index[i] = -1
			}
		}
	} else if pos == len(d.entries)-1 {
		for len(d.entries) > 0 && d.entries[len(d.entries)-1].key.ref == nil {
			d.entries = d.entries[:len(d.entries)-1]
		}
	} else if pos == d.first {
		for d.entries[d.first].key.ref == nil {
			d.first++
		}
	}
}

// Get returns the value of key, unbound if there is none; ok is false if hashing
// or comparing raised.
func (d *Dict) Get(t *Thread, key Value) (v Value, ok bool) {
	hash, ok := hashKey(t, key)
	if !ok {
		return Value{}, false
	}
	p, ok := d.find(t, key, hash)
	if !ok || p < 0 {
		return Value{}, ok
	}
	return d.entries[p].val, true
}

// Set stores key: val; false if hashing or comparing raised.
func (d *Dict) Set(t *Thread, key, val Value) bool {
	hash, ok := hashKey(t, key)
	if !ok {
		return false
	}
	return d.setHash(t, key, val, hash)
}

func (d *Dict) setHash(t *Thread, key, val Value, hash uint64) bool {
	p, ok := d.find(t, key, hash)
	if !ok {
		return false
	}
	if p >= 0 {
		d.entries[p].val = val
	} else {
		d.insert(key, val, hash)
	}
	return true
}

// Delete removes key and returns its value, unbound if there was none.
func (d *Dict) Delete(t *Thread, key Value) (v Value, ok bool) {
	hash, ok := hashKey(t, key)
	if !ok {
		return Value{}, false
	}
	p, ok := d.find(t, key, hash)
	if !ok || p < 0 {
		return Value{}, ok
	}
	v = d.entries[p].val
	d.removeAt(p)
	return v, true
}

// Clear removes all keys.
func (d *Dict) Clear() {
	d.keysVer = 0
	d.mut++
	d.entries, d.index, d.live, d.fill, d.first = nil, nil, 0, 0, 0
}

// lookupStr returns the cell of a str key, or nil. Keys that are not exact strs
// are found only if they are strs of a subclass.
func (d *Dict) lookupStr(key *Str) *Value {
	p := d.findStr(key, key.Hash())
	if p == -2 {
		p = -1
		for i := range d.entries {
			if k := d.entries[i].key; k.ref != nil {
				if s, ok := AsStr(k); ok && s.s == key.s {
					p = i
					break
				}
			}
		}
	}
	if p < 0 {
		return nil
	}
	return &d.entries[p].val
}

func (d *Dict) getStr(key *Str) Value {
	if c := d.lookupStr(key); c != nil {
		return *c
	}
	return Value{}
}

// GetStr returns the value of a str key, unbound if there is none. It never runs
// Python code.
func (d *Dict) GetStr(key *Str) Value { return d.getStr(key) }

// SetStr stores a str key. It never runs Python code.
func (d *Dict) SetStr(key *Str, val Value) { d.setStr(key, val) }

// SetName is SetStr with a name known to Go code.
func (d *Dict) SetName(name string, val Value) { d.setStr(InternStatic(name), val) }

// GetName is GetStr with a name known to Go code.
func (d *Dict) GetName(name string) Value { return d.getStr(InternStatic(name)) }

func (d *Dict) setStr(key *Str, val Value) {
	if c := d.lookupStr(key); c != nil {
		*c = val
		return
	}
	d.insert(Ref(key), val, key.Hash())
}

// DeleteStr removes a str key and reports whether it was there.
func (d *Dict) DeleteStr(key *Str) bool { return d.delStr(key) }

func (d *Dict) delStr(key *Str) bool {
	p := d.findStr(key, key.Hash())
	if p < 0 {
		return false
	}
	d.removeAt(p)
	return true
}

// Next returns the entry at or after pos and the position to go on from; ok is
// false at the end. A change of the key set in between is the caller's to detect.
func (d *Dict) Next(pos int) (key, val Value, next int, ok bool) {
	for pos = max(pos, d.first); pos < len(d.entries); pos++ {
		if e := &d.entries[pos]; e.key.ref != nil {
			return e.key, e.val, pos + 1, true
		}
	}
	return Value{}, Value{}, pos, false
}

// Copy returns a shallow copy of exact type dict.
func (d *Dict) Copy() *Dict {
	c := NewDictSize(d.live)
	for i := range d.entries {
		if e := &d.entries[i]; e.key.ref != nil {
			c.entries = append(c.entries, *e)
		}
	}
	c.live = len(c.entries)
	if c.live > smallDict {
		c.rebuild(c.live)
	}
	return c
}

// KeysVersion returns a number that identifies the present key set and entry
// positions of d; see EntryAt. It assigns one if needed.
func (d *Dict) KeysVersion(in *Interp) uint64 {
	if d.keysVer == 0 {
		d.keysVer = nextKeysVersion()
	}
	return d.keysVer
}

// CurrentKeysVersion returns the number without assigning one; 0 matches no cache.
func (d *Dict) CurrentKeysVersion() uint64 { return d.keysVer }

// EntryIndex returns the position of a str key for EntryAt, or -1.
func (d *Dict) EntryIndex(key *Str) int { return d.findStr(key, key.Hash()) }

// EntryAt returns the value cell at a position that was found under the present
// KeysVersion.
func (d *Dict) EntryAt(i uint32) *Value { return &d.entries[i].val }

// First returns the first entry; ok is false if there is none.
func (d *Dict) First() (key, val Value, ok bool) {
	key, val, _, ok = d.Next(0)
	return key, val, ok
}

// MoveToEnd makes key the last entry, or the first one, and reports whether it was
// there; ok is false if hashing or comparing raised. Moving to the front may take
// time proportional to the length.
func (d *Dict) MoveToEnd(t *Thread, key Value, last bool) (found, ok bool) {
	hash, ok := hashKey(t, key)
	if !ok {
		return false, false
	}
	p, ok := d.find(t, key, hash)
	if !ok || p < 0 {
		return false, ok
	}
	e := d.entries[p]
	if last {
		if p != len(d.entries)-1 {
			d.removeAt(p)
			d.insert(e.key, e.val, e.hash)
		}
		return true, true
	}
	if d.first == 0 && p == 0 {
		return true, true
	}
	if d.first > 0 && p == d.first {
		return true, true
	}
	d.removeAt(p)
	if d.first == 0 || d.live == 0 {
		// Make holes in front, as many as there are entries: the next moves find them.
		room := d.live + 8
		entries := make([]dictEntry, room, room+len(d.entries)+8)
		d.entries = append(entries, d.entries...)
		d.first = room
		d.reindex()
	} else if d.index != nil && (d.fill+1)*3 > len(d.index)*2 {
		d.reindex()
	}
	d.first--
	d.entries[d.first] = e
	d.live++
	d.mut++
	d.keysVer = 0
	if d.index != nil {
		d.link(d.first, e.hash)
	}
	return true, true
}

// reindex makes the index anew without moving entries.
func (d *Dict) reindex() {
	d.index, d.fill = newDictIndex(2*d.live+smallDict), 0
	for i := d.first; i < len(d.entries); i++ {
		if d.entries[i].key.ref != nil {
			d.link(i, d.entries[i].hash)
		}
	}
}

// PopFirst removes and returns the first entry; ok is false if there is none.
func (d *Dict) PopFirst() (key, val Value, ok bool) {
	for i := d.first; i < len(d.entries); i++ {
		if e := d.entries[i]; e.key.ref != nil {
			d.removeAt(i)
			return e.key, e.val, true
		}
	}
	return Value{}, Value{}, false
}
