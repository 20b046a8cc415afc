package io

import (
	"bytes"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// lineEnd returns the length of the first line in the text, and -1 if its end is
// not there yet; from says where to start looking.
func (x *textIO) lineEnd(from int) int {
	s := x.text[from:]
	switch {
	case !x.nl.universal:
		if i := strings.Index(s, x.nl.read); i >= 0 {
			return from + i + len(x.nl.read)
		}
	case !x.hasCR:
		if i := strings.IndexByte(s, '\n'); i >= 0 {
			return from + i + 1
		}
	default:
		i := strings.IndexAny(s, "\n\r")
		if i < 0 {
			return -1
		}
		if s[i] == '\n' {
			return from + i + 1
		}
		if i+1 == len(s) && !x.eof {
			return -1
		}
		if i+1 < len(s) && s[i+1] == '\n' {
			i++
		}
		return from + i + 1
	}
	return -1
}

// readline reads a line, of at most limit characters if that is not negative.
func (x *textIO) readline(t *py.Thread, limit int) (string, error) {
	var head strings.Builder // the beginning of a long line
	for {
		n := x.lineEnd(0)
		if n < 0 && x.eof {
			n = len(x.text)
		}
		if limit >= 0 {
			search := len(x.text)
			if n >= 0 {
				search = n
			}
			if cut, enough := x.characters(search, limit-countChars(head.String())); enough {
				n = cut
			}
		}
		if n >= 0 {
			line := x.take(n)
			if x.text == "" && x.eof {
				// A terminal can give more after an end of file.
				x.eof = false
			}
			if head.Len() > 0 {
				head.WriteString(line)
				line = head.String()
			}
			return line, nil
		}
		if limit < 0 && len(x.text) >= 1<<16 {
			// Keep what may be a part of the line's end.
			head.WriteString(x.take(len(x.text) - 1))
		}
		if err := x.more(t, x.chunkSize); err != nil {
			if head.Len() > 0 {
				x.plain, x.raw = false, nil // positions are lost
				x.text = head.String() + x.text
			}
			return "", err
		}
	}
}

// countChars counts code points, surrogates included.
func countChars(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i]&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

// characters returns how many of the first n bytes of the text are its first max
// characters, counted after translation of line ends, and whether there are as many.
func (x *textIO) characters(n, max int) (size int, enough bool) {
	if max <= 0 {
		return 0, true
	}
	translate := x.hasCR && x.nl.translate
	count := 0
	for i := 0; i < n; {
		c := x.text[i]
		switch {
		case c < 0x80:
			i++
			if c == '\r' && translate {
				if i == len(x.text) && !x.eof {
					return 0, false
				}
				if i < len(x.text) && x.text[i] == '\n' {
					i++
				}
			}
		case c < 0xE0:
			i += 2
		case c < 0xF0:
			i += 3
		default:
			i += 4
		}
		if count++; count == max {
			return min(i, len(x.text)), true
		}
	}
	return 0, false
}

func textReadline(t *py.Thread, x *textIO, a py.Args) (py.Value, error) {
	limit, err := sizeArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	line, err := x.readline(t, limit)
	if err != nil {
		return py.Value{}, err
	}
	return x.str(line), nil
}

// str makes a str of a line: its characters need not be counted where the text is
// ASCII. A long line that began in text which was not is not shorter than a chunk.
func (x *textIO) str(line string) py.Value {
	if x.ascii && len(line) < 1<<13 {
		return py.NewASCII(line)
	}
	return py.NewStr(line)
}

// textNext is __next__: a line. It makes tell fail until the end, as CPython's.
func textNext(t *py.Thread, v py.Value) py.Value {
	x := py.Cast[textIO](v)
	if err := x.checkOpen(t); err != nil {
		return t.Fail(err)
	}
	x.telling = false
	if py.TypeOf(v) != &textIOType {
		line := nextLine(t, v)
		if line.IsUnbound() {
			x.telling = x.seekable
		}
		return line
	}
	line, err := x.readline(t, -1)
	if err != nil {
		return t.Fail(err)
	}
	if line == "" {
		x.telling = x.seekable
		return py.Value{}
	}
	return x.str(line)
}

func textRead(t *py.Thread, x *textIO, a py.Args) (py.Value, error) {
	n, err := sizeArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if n < 0 {
		if err := x.more(t, -1); err != nil {
			return py.Value{}, err
		}
		x.eof = false
		return py.NewStr(x.take(len(x.text))), nil
	}
	for {
		if size, enough := x.characters(len(x.text), n); enough {
			return py.NewStr(x.take(size)), nil
		}
		if x.eof {
			x.eof = false
			return py.NewStr(x.take(len(x.text))), nil
		}
		want := x.chunkSize
		if missing := n - len(x.text); missing > want {
			want = min(missing, 1<<20)
		}
		if err := x.more(t, want); err != nil {
			return py.Value{}, err
		}
	}
}

// tell returns the position for seek: a number of bytes.
func (x *textIO) tell(t *py.Thread) (int64, error) {
	if !x.seekable {
		return 0, unsupported(t, "underlying stream is not seekable")
	}
	if !x.telling {
		return 0, py.Errorf(py.OSError, "telling position disabled by next() call")
	}
	if err := x.flushText(t); err != nil {
		return 0, err
	}
	unread, ok := x.unread(t)
	if !ok {
		return 0, py.Errorf(py.OSError, "can't reconstruct logical file position")
	}
	var pos int64
	var err error
	if x.buf != nil {
		pos, err = x.buf.tell(t)
	} else {
		var r py.Value
		if r, err = x.call(t, "tell"); err == nil {
			pos, err = position(t, r)
		}
	}
	return pos - int64(unread), err
}

// flushText writes what is pending without giving up what was read ahead.
func (x *textIO) flushText(t *py.Thread) error {
	if len(x.pending) == 0 {
		return nil
	}
	return x.flush(t)
}

// unread is the number of bytes read from the buffer that have not been handed out.
func (x *textIO) unread(t *py.Thread) (int, bool) {
	if x.plain || x.text == "" {
		return len(x.text) + len(x.rest), true
	}
	for _, errors := range []string{"surrogateescape", "surrogatepass"} {
		p, err := x.cs.encode(t, nil, x.text, errors, true)
		if err == nil && bytes.HasSuffix(x.raw, p) {
			return len(p) + len(x.rest), true
		}
	}
	if x.cs.kind == asciiCharset && x.errors == "replace" {
		return countChars(x.text) + len(x.rest), true
	}
	// Decode ever more of the bytes until what remains is the text.
	for i := range x.raw {
		if text, _, _, err := x.cs.decode(t, x.raw[i:], x.errors, false); err == nil && text == x.text {
			return len(x.raw) - i + len(x.rest), true
		}
		if i > 1<<14 {
			break
		}
	}
	return 0, false
}

func textSeek(t *py.Thread, x *textIO, a py.Args) (py.Value, error) {
	whence, err := py.ToIndex(t, a[1], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if !x.seekable {
		return py.Value{}, unsupported(t, "underlying stream is not seekable")
	}
	pos, err := offsetArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	switch whence {
	case 0:
		if pos < 0 {
			return py.Value{}, py.Errorf(py.ValueError, "negative seek position %d", pos)
		}
	case 1:
		if pos != 0 {
			return py.Value{}, unsupported(t, "can't do nonzero cur-relative seeks")
		}
		if pos, err = x.tell(t); err != nil {
			return py.Value{}, err
		}
		whence = 0
	case 2:
		if pos != 0 {
			return py.Value{}, unsupported(t, "can't do nonzero end-relative seeks")
		}
	default:
		return py.Value{}, py.Errorf(py.ValueError, "invalid whence (%d, should be 0, 1 or 2)", whence)
	}
	if err := x.flush(t); err != nil {
		return py.Value{}, err
	}
	r, err := x.call(t, "seek", py.Int(pos), py.Int(int64(whence)))
	if err != nil {
		return py.Value{}, err
	}
	x.dropRead()
	x.telling = x.seekable
	x.begun = r != py.Int(0)
	return r, nil
}
