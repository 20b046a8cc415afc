package py

import (
	"strings"
	"unicode/utf8"
)

// DecodeFS is os.fsdecode of the bytes of a path or of the environment: UTF-8,
// with bytes that are not as lone surrogates (surrogateescape).
func DecodeFS(b string) string {
	if utf8.ValidString(b) {
		return b
	}
	var out strings.Builder
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRuneInString(b[i:])
		if r == utf8.RuneError && n == 1 {
			out.Write(appendRune(nil, 0xDC00+rune(b[i])))
		} else {
			out.WriteString(b[i : i+n])
		}
		i += n
	}
	return out.String()
}

// EncodeFS is os.fsencode of a str. It fails, with UnicodeEncodeError, for
// surrogates that DecodeFS does not make.
func EncodeFS(s *Str) (string, error) {
	if utf8.ValidString(s.s) {
		return s.s, nil
	}
	var out strings.Builder
	for i, k := 0, 0; i < len(s.s); k++ {
		r, n := decodeRune(s.s[i:])
		switch {
		case r >= 0xDC80 && r <= 0xDCFF:
			out.WriteByte(byte(r - 0xDC00))
		case r >= 0xD800 && r <= 0xDFFF:
			return "", NewException(UnicodeEncodeError, NewStr("utf-8"), Ref(s), Int(int64(k)), Int(int64(k+1)), NewStr("surrogates not allowed"))
		default:
			out.WriteString(s.s[i : i+n])
		}
		i += n
	}
	return out.String(), nil
}

// FSPath is os.fspath: v itself if it is a str or bytes, or what its __fspath__
// returns.
// https://docs.python.org/3.14/library/os.html#os.fspath
func FSPath(t *Thread, v Value) (Value, error) {
	if TypeOf(v).flags&(strSub|bytesSub) != 0 {
		return v, nil
	}
	p, err := CallSpecial(t, v, "__fspath__")
	if err != nil {
		return Value{}, err
	}
	if p.ref == nil {
		return Value{}, Errorf(TypeError, "expected str, bytes or os.PathLike object, not %s", TypeOf(v).Name())
	}
	if TypeOf(p).flags&(strSub|bytesSub) == 0 {
		return Value{}, Errorf(TypeError, "expected %s.__fspath__() to return str or bytes, not %s", TypeOf(v).Name(), TypeOf(p).Name())
	}
	return p, nil
}

// PathBytes returns the bytes, for a Host, of a path that FSPath returned, and
// whether it was a bytes object: names derived from it are bytes then.
func PathBytes(p Value) (path string, isBytes bool, err error) {
	if s, ok := AsStr(p); ok {
		path, err = EncodeFS(s)
		return path, false, err
	}
	return string(Cast[Bytes](p).B), true, nil
}

// PathValue is the str, or bytes object, for the bytes of a path.
func PathValue(path string, isBytes bool) Value {
	if isBytes {
		return NewBytes([]byte(path))
	}
	return NewStr(DecodeFS(path))
}
