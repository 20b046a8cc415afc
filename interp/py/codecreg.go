package py

import (
	"slices"
	"strings"
)

// The registry of codecs and error handlers of an interpreter.
// https://docs.python.org/3.14/library/codecs.html#codecs.register

// codecRegistry belongs to one interpreter and is guarded by its GIL.
type codecRegistry struct {
	search   []Value
	cache    map[string]Value // by normalized name
	handlers map[string]Value
	loaded   bool // encodings has been imported, or is not there
}

// CodecFunctions are the members of what a search function of codecs returns.
const (
	CodecEncode = iota
	CodecDecode
	CodecStreamReader
	CodecStreamWriter
	codecMembers
)

// codecs returns the registry, once module encodings has added its search function.
func (t *Thread) codecs() (*codecRegistry, error) {
	r := &t.Interp.codecs
	if r.loaded {
		return r, nil
	}
	r.loaded = true
	if t.Interp.Natives == nil || t.Interp.Natives("encodings") == nil {
		return r, nil
	}
	if _, err := t.Result(t.Interp.Engine.Import(t, "encodings", NewDict(), None, 0)); err != nil {
		r.loaded = false
		return nil, err
	}
	return r, nil
}

// RegisterCodecSearch adds a search function of codecs. Needs the GIL.
func (t *Thread) RegisterCodecSearch(f Value) error {
	r, err := t.codecs()
	if err == nil {
		r.search = append(r.search, f)
	}
	return err
}

// UnregisterCodecSearch removes a search function, and forgets what was found.
func (t *Thread) UnregisterCodecSearch(f Value) {
	r := &t.Interp.codecs
	if i := slices.Index(r.search, f); i >= 0 {
		r.search = slices.Delete(slices.Clone(r.search), i, i+1)
		clear(r.cache)
	}
}

// normalizeEncoding is the form of an encoding's name that search functions get.
func normalizeEncoding(name string) string {
	var b strings.Builder
	gap := false
	for _, c := range strings.ToLower(name) {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.':
			if gap && b.Len() > 0 {
				b.WriteByte('_')
			}
			gap = false
			b.WriteRune(c)
		default:
			gap = true
		}
	}
	return b.String()
}

// LookupCodec returns the codec of an encoding: a tuple of the functions to encode,
// to decode, and to make readers and writers of streams. Needs the GIL.
func (t *Thread) LookupCodec(name string) (*Tuple, error) {
	if strings.IndexByte(name, 0) >= 0 {
		return nil, Errorf(ValueError, "embedded null character")
	}
	r, err := t.codecs()
	if err != nil {
		return nil, err
	}
	key := normalizeEncoding(name)
	if v, ok := r.cache[key]; ok {
		return Cast[Tuple](v), nil
	}
	for _, f := range r.search {
		v, err := Call(t, f, NewStr(key))
		if err != nil {
			return nil, err
		}
		if v == None {
			continue
		}
		tup, ok := AsTuple(v)
		if !ok || len(tup.Items) != codecMembers {
			return nil, Errorf(TypeError, "codec search functions must return 4-tuples")
		}
		if r.cache == nil {
			r.cache = map[string]Value{}
		}
		r.cache[key] = v
		return tup, nil
	}
	return nil, Errorf(LookupError, "unknown encoding: %s", name)
}

// RegisterErrorHandler makes an error handling of codecs known.
func (t *Thread) RegisterErrorHandler(name string, f Value) {
	t.Interp.codecs.allHandlers()[name] = f
}

// UnregisterErrorHandler takes an error handling back and reports whether there was
// one; the standard ones cannot be.
func (t *Thread) UnregisterErrorHandler(name string) (bool, error) {
	switch name {
	case "strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace", "surrogatepass", "surrogateescape":
		return false, Errorf(ValueError, "cannot un-register built-in error handler '%s'", name)
	}
	h := t.Interp.codecs.allHandlers()
	_, ok := h[name]
	delete(h, name)
	return ok, nil
}

// LookupErrorHandler returns the function of an error handling.
func (t *Thread) LookupErrorHandler(name string) (Value, error) {
	if name == "" {
		name = "strict"
	}
	v, ok := t.Interp.codecs.allHandlers()[name]
	if !ok {
		return Value{}, Errorf(LookupError, "unknown error handler name '%s'", name)
	}
	return v, nil
}

func (r *codecRegistry) allHandlers() map[string]Value {
	if r.handlers == nil {
		r.handlers = errorHandlers()
	}
	return r.handlers
}

// CallCodec calls the function to encode (verb "encod") or decode ("decod") of an
// encoding in the registry and returns what it makes of v. If it fails, the
// exception gets a note. errors "" leaves the argument out.
func (t *Thread) CallCodec(verb string, v Value, encoding, errors string) (Value, error) {
	tup, err := t.LookupCodec(encoding)
	if err != nil {
		return Value{}, err
	}
	return t.callCodec(tup, verb, v, encoding, errors)
}

func (t *Thread) callCodec(tup *Tuple, verb string, v Value, encoding, errors string) (Value, error) {
	f := tup.Items[CodecEncode]
	if verb == "decod" {
		f = tup.Items[CodecDecode]
	}
	args := []Value{v}
	if errors != "" {
		args = append(args, NewStr(errors))
	}
	r, err := Call(t, f, args...)
	if err != nil {
		return Value{}, t.noteCodec(verb, encoding, err)
	}
	pair, ok := AsTuple(r)
	if !ok || len(pair.Items) != 2 {
		return Value{}, Errorf(TypeError, "%ser must return a tuple (object, integer)", verb)
	}
	return pair.Items[0], nil
}

// textCodec converts between str and bytes by an encoding in the registry.
func (t *Thread) textCodec(verb string, v Value, encoding, errors string) (Value, error) {
	tup, err := t.LookupCodec(encoding)
	if err != nil {
		return Value{}, err
	}
	if tup.typ != &tupleType {
		is, err := GetAttr(t, Ref(tup), "_is_text_encoding")
		if err != nil && !Matches(err, AttributeError) {
			return Value{}, err
		}
		if err == nil {
			if text, err := IsTrue(t, is); err != nil {
				return Value{}, err
			} else if !text {
				return Value{}, Errorf(LookupError, "'%s' is not a text encoding; use codecs.%se() to handle arbitrary codecs", encoding, verb)
			}
		}
	}
	r, err := t.callCodec(tup, verb, v, encoding, errors)
	if err != nil {
		return Value{}, err
	}
	want, ok := "bytes", false
	if verb == "decod" {
		want = "str"
		_, ok = AsStr(r)
	} else if _, ok = AsBytes(r); !ok {
		if TypeOf(r).IsSubtype(&byteArrayType) {
			msg := "encoder " + encoding + " returned bytearray instead of bytes; use codecs.encode() to encode to arbitrary types"
			if err := t.Interp.Warn(t, "RuntimeWarning", msg, "", 0); err != nil {
				return Value{}, err
			}
			return NewBytes(append([]byte(nil), rawBytes(r)...)), nil
		}
	}
	if !ok {
		return Value{}, Errorf(TypeError, "'%s' %ser returned '%s' instead of '%s'; use codecs.%se() to %se to arbitrary types", encoding, verb, TypeOf(r).FullName(), want, verb, verb)
	}
	return r, nil
}
