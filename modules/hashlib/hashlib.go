// Package hashlib is the module hashlib over Go's hash functions: MD5, SHA-1,
// SHA-2, SHA-3 and SHAKE.
//
// Only the index of modules imports it.
package hashlib

import (
	"crypto/md5"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	_ "embed"
	"encoding/hex"
	"hash"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed hashlib.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/hashlib.html
func Module() *py.ModuleSpec {
	spec := &py.ModuleSpec{
		Name:   "hashlib",
		Doc:    "hashlib module - A common interface to many hash functions.\n",
		Source: source,
		Methods: []py.Method{
			{Name: "new", Signature: "(name, data=b'', *, usedforsecurity=True, string=None)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				name, ok := py.AsStr(a[0])
				if !ok {
					return py.Value{}, py.Errorf(py.TypeError, "new() argument 'name' must be str, not %s", py.ArgName(a[0]))
				}
				return newHash(t, name.String(), a[1], a[3])
			}, Doc: "new(name, data=b'') - Return a new hashing object using the named algorithm;\noptionally initialized with data (which must be a bytes-like object)."},
			{Name: "pbkdf2_hmac", Signature: "($module, /, hash_name, password, salt, iterations, dklen=None)", Func: deriveKey, Flags: py.Slow, Doc: "Password based key derivation function 2 (PKCS #5 v2.0) with HMAC as pseudorandom function."},
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			py.DefineType(&hashType, hashSpec)
			py.DefineType(&shakeType, shakeSpec)
			return nil
		},
	}
	for _, name := range []string{"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "shake_128", "shake_256"} {
		spec.Methods = append(spec.Methods, py.Method{
			Name: name, Signature: "($module, /, data=b'', *, usedforsecurity=True, string=None)",
			Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) { return newHash(t, name, a[0], a[2]) },
			Doc:  "Returns a " + name + " hash object; optionally initialized with a string",
		})
	}
	return spec
}

// algorithm returns the function that begins a hash, nil if there is none of that
// name. SHAKEs are known to newShake.
func algorithm(name string) func() hash.Hash {
	switch name {
	case "md5":
		return md5.New
	case "sha1":
		return sha1.New
	case "sha224":
		return sha256.New224
	case "sha256":
		return sha256.New
	case "sha384":
		return sha512.New384
	case "sha512":
		return sha512.New
	case "sha512_224":
		return sha512.New512_224
	case "sha512_256":
		return sha512.New512_256
	case "sha3_224":
		return func() hash.Hash { return sha3.New224() }
	case "sha3_256":
		return func() hash.Hash { return sha3.New256() }
	case "sha3_384":
		return func() hash.Hash { return sha3.New384() }
	case "sha3_512":
		return func() hash.Hash { return sha3.New512() }
	}
	return nil
}

func newShake(name string) *sha3.SHAKE {
	switch name {
	case "shake_128":
		return sha3.NewSHAKE128()
	case "shake_256":
		return sha3.NewSHAKE256()
	}
	return nil
}

// object is a hash object: h or, of a SHAKE, shake.
type object struct {
	py.Header
	name  string
	h     hash.Hash
	shake *sha3.SHAKE
}

var hashType, shakeType py.Type

func newHash(t *py.Thread, name string, data, str py.Value) (py.Value, error) {
	name = strings.ReplaceAll(strings.ToLower(name), "-", "_")
	if !str.IsUnbound() && !str.IsNone() {
		data = str
	}
	var o *object
	if f := algorithm(name); f != nil {
		o = py.Make[object](&hashType)
		o.h = f()
	} else if s := newShake(name); s != nil {
		o = py.Make[object](&shakeType)
		o.shake = s
	} else {
		return py.Value{}, py.Errorf(py.ValueError, "unsupported hash type %s", name)
	}
	o.name = name
	if !data.IsUnbound() {
		if err := o.update(t, data); err != nil {
			return py.Value{}, err
		}
	}
	return py.Ref(o), nil
}

func (o *object) update(t *py.Thread, v py.Value) error {
	if _, ok := py.AsStr(v); ok {
		return py.Errorf(py.TypeError, "Strings must be encoded before hashing")
	}
	if !py.IsBuffer(v) {
		return py.Errorf(py.TypeError, "object supporting the buffer API required")
	}
	buf, err := py.GetBuffer(t, v)
	if err != nil {
		return err
	}
	defer buf.Release()
	if o.h != nil {
		_, err = o.h.Write(buf.Bytes)
	} else {
		_, err = o.shake.Write(buf.Bytes)
	}
	return err
}

func (o *object) copy() (*object, error) {
	if o.shake != nil {
		c := py.Make[object](&shakeType)
		c.name, c.shake = o.name, newShake(o.name)
		state, err := o.shake.MarshalBinary()
		if err != nil {
			return nil, err
		}
		return c, c.shake.UnmarshalBinary(state)
	}
	c := py.Make[object](&hashType)
	c.name = o.name
	cl, ok := o.h.(hash.Cloner)
	if !ok {
		return nil, py.Errorf(py.ValueError, "cannot copy a %s", o.name)
	}
	h, err := cl.Clone()
	if err != nil {
		return nil, err
	}
	c.h = h
	return c, nil
}

// digest is the hash of what came so far; length is that of a SHAKE.
func (o *object) digest(t *py.Thread, length py.Value) ([]byte, error) {
	if o.h != nil {
		return o.h.Sum(nil), nil
	}
	n, err := py.ToIndex(t, length, py.OverflowError)
	if err != nil {
		return nil, err
	}
	if n < 0 || n >= 1<<29 {
		return nil, py.Errorf(py.ValueError, "value must be positive")
	}
	c, err := o.copy()
	if err != nil {
		return nil, err
	}
	out := make([]byte, n)
	_, err = c.shake.Read(out)
	return out, err
}

func hashSpec() py.TypeSpec  { return spec("_hashlib.HASH", "($self, /)") }
func shakeSpec() py.TypeSpec { return spec("_hashlib.HASHXOF", "($self, /, length)") }

func spec(name, digestSignature string) py.TypeSpec {
	of := func(v py.Value) *object { return py.Cast[object](v) }
	length := func(a py.Args) py.Value {
		if len(a) > 0 {
			return a[0]
		}
		return py.Value{}
	}
	return py.TypeSpec{
		Name: name, Layout: py.LayoutOf[object](), Flags: py.NoInstances | py.NoSubclass,
		Doc: "A hash is an object used to calculate a checksum of a string of information.",
		Slots: py.Slots{Repr: func(t *py.Thread, v py.Value) py.Value {
			return py.NewStr("<" + of(v).name + " " + py.TypeOf(v).FullName() + " object @ " + py.HexID(v) + ">")
		}},
		Methods: []py.Method{
			{Name: "update", Signature: "($self, obj, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.None, of(self).update(t, a[0])
			}, Doc: "Update this hash object's state with the provided string."},
			{Name: "digest", Signature: digestSignature, Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				b, err := of(self).digest(t, length(a))
				if err != nil {
					return py.Value{}, err
				}
				return py.NewBytes(b), nil
			}, Doc: "Return the digest value as a bytes object."},
			{Name: "hexdigest", Signature: digestSignature, Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				b, err := of(self).digest(t, length(a))
				if err != nil {
					return py.Value{}, err
				}
				return py.NewASCII(hex.EncodeToString(b)), nil
			}, Doc: "Return the digest value as a string of hexadecimal digits."},
			{Name: "copy", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				c, err := of(self).copy()
				if err != nil {
					return py.Value{}, err
				}
				return py.Ref(c), nil
			}, Doc: "Return a copy of the hash object."},
		},
		Getset: []py.Getset{
			{Name: "name", Get: func(t *py.Thread, self py.Value) (py.Value, error) { return py.NewStr(of(self).name), nil }},
			{Name: "digest_size", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				if h := of(self).h; h != nil {
					return py.Int(int64(h.Size())), nil
				}
				return py.Int(0), nil
			}},
			{Name: "block_size", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				if h := of(self).h; h != nil {
					return py.Int(int64(h.BlockSize())), nil
				}
				return py.Int(int64(of(self).shake.BlockSize())), nil
			}},
		},
	}
}

func deriveKey(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	name, ok := py.AsStr(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "pbkdf2_hmac() argument 'hash_name' must be str, not %s", py.ArgName(a[0]))
	}
	f := algorithm(name.String())
	if f == nil {
		return py.Value{}, py.Errorf(py.ValueError, "unsupported hash type %s", name.String())
	}
	password, err := py.ReadBytes(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	salt, err := py.ReadBytes(t, a[2])
	if err != nil {
		return py.Value{}, err
	}
	rounds, err := py.ToIndex(t, a[3], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if rounds < 1 {
		return py.Value{}, py.Errorf(py.ValueError, "iteration value must be greater than 0.")
	}
	size := f().Size()
	if !a[4].IsNone() {
		if size, err = py.ToIndex(t, a[4], py.OverflowError); err != nil {
			return py.Value{}, err
		}
		if size < 1 || size > 1<<31-1 {
			return py.Value{}, py.Errorf(py.ValueError, "key length must be greater than 0.")
		}
	}
	var key []byte
	t.AllowThreads(func() { key, err = pbkdf2.Key(f, string(password), salt, rounds, size) })
	if err != nil {
		return py.Value{}, py.Errorf(py.ValueError, "%s", err)
	}
	return py.NewBytes(key), nil
}
