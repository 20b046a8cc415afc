package denyhost

import (
	"errors"
	"io/fs"
	"reflect"
	"testing"

	"github.com/gopyrun/gopyrun/interp/host"
)

// TestAll calls every method of every capability that returns an error.
func TestAll(t *testing.T) {
	h := reflect.ValueOf(*New())
	errorType := reflect.TypeFor[error]()
	calls := 0
	for i := range h.NumField() {
		field := h.Type().Field(i).Name
		if h.Field(i).IsNil() {
			t.Errorf("%s is nil", field)
			continue
		}
		v := h.Field(i).Elem()
		for j := range v.NumMethod() {
			m := v.Method(j)
			n := m.Type().NumOut()
			if n == 0 || m.Type().Out(n-1) != errorType {
				continue
			}
			args := make([]reflect.Value, m.Type().NumIn())
			for k := range args {
				args[k] = reflect.Zero(m.Type().In(k))
			}
			err, _ := m.Call(args)[n-1].Interface().(error)
			var e *host.Error
			if !errors.As(err, &e) || e.Errno.Class() != "PermissionError" || !errors.Is(err, fs.ErrPermission) {
				t.Errorf("%s.%s: %v", field, v.Type().Method(j).Name, err)
			}
			calls++
		}
	}
	if calls < 60 {
		t.Errorf("only %d methods", calls)
	}
	_, err := New().FS.Open("x", 0, 0)
	if got := err.Error(); got != "[Errno 13] Permission denied by the host (no file system capability): 'x'" {
		t.Error(got)
	}
}

func TestStdio(t *testing.T) {
	s := New().Stdio
	if _, err := s.Stdout().Write([]byte("x")); !errors.Is(err, host.EACCES) {
		t.Error(err)
	}
	if _, err := s.Stdin().Read(make([]byte, 1)); !errors.Is(err, host.EACCES) {
		t.Error(err)
	}
}
