package syntax

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"testing"
	"time"
)

// FuzzParse parses arbitrary bytes in every mode: no panic, and all positions lie in
// the source.
func FuzzParse(f *testing.F) {
	for _, name := range []string{"testdata/errors.txt", "testdata/trees.txt"} {
		file, err := os.Open(name)
		if err != nil {
			f.Fatal(err)
		}
		for lines := bufio.NewScanner(file); lines.Scan(); {
			var src string
			if json.Unmarshal(lines.Bytes(), &src) == nil {
				f.Add([]byte(src))
			}
		}
		file.Close()
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, mode := range []Mode{ModeExec, ModeEval, ModeSingle} {
			for _, isText := range []bool{false, true} {
				start := time.Now()
				root, err := Parse("<s>", src, mode, &Options{SourceIsUTF8: isText})
				if d := time.Since(start); d > 2*time.Second && len(src) < 100_000 {
					t.Errorf("parsed for %v", d)
				}
				if err != nil {
					checkError(t, src, err.(*Error))
					continue
				}
				lines := bytes.Split(bytes.ReplaceAll(bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n")), []byte("\n"))
				checkSpans(t, reflect.ValueOf(root), lines)
			}
		}
	})
}

func checkError(t *testing.T, src []byte, e *Error) {
	lines := bytes.Count(src, []byte("\n")) + bytes.Count(src, []byte("\r")) + 1
	if e.Line < 0 || e.Line > lines || e.EndLine > lines+1 || e.Msg == "" {
		t.Errorf("%+v: outside of the source", *e)
	}
	if e.Col < -1 || e.Col > 2*len(src)+2 || e.EndCol > 2*len(src)+2 {
		t.Errorf("%+v: outside of the line", *e)
	}
}

// checkSpans checks the ranges of the nodes in v.
func checkSpans(t *testing.T, v reflect.Value, lines [][]byte) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if !v.IsNil() {
			checkSpans(t, v.Elem(), lines)
		}
	case reflect.Slice:
		for i := range v.Len() {
			checkSpans(t, v.Index(i), lines)
		}
	case reflect.Struct:
		if s, ok := v.Interface().(Span); ok {
			if s == (Span{}) {
				return
			}
			if s.Line < 1 || s.EndLine < s.Line || int(s.EndLine) > len(lines) || s.Col < 0 || s.EndCol < 0 ||
				s.EndLine == s.Line && s.EndCol < s.Col || int(s.EndCol) > 2*len(lines[s.EndLine-1])+3 {
				t.Errorf("range %v outside of the source", s)
			}
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				checkSpans(t, v.Field(i), lines)
			}
		}
	}
}
