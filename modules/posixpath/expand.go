package posixpath

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// homeOf is the home directory of a user, that of the environment for "". ok is
// false if it is unknown.
func homeOf(t *py.Thread, user string) (dir string, ok bool) {
	if user == "" {
		if dir, ok = t.Interp.Host.Env.Lookup("HOME"); ok {
			return dir, true
		}
	}
	dir, err := t.Interp.Host.Process.Home(user)
	return dir, err == nil
}

func expanduser(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := pathOf(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if !strings.HasPrefix(p.s, "~") {
		return p.value(p.s), nil
	}
	user, rest := p.s[1:], ""
	if i := strings.IndexByte(user, '/'); i >= 0 {
		user, rest = user[:i], user[i:]
	}
	name, err := path{user, p.bytes}.host()
	if err != nil {
		return py.Value{}, err
	}
	home, ok := homeOf(t, name)
	if !ok {
		return p.value(p.s), nil
	}
	s := strings.TrimRight(p.fromHost(home), "/") + rest
	if s == "" {
		s = "/"
	}
	return p.value(s), nil
}

func expandvars(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := pathOf(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if strings.IndexByte(p.s, '$') < 0 {
		return p.value(p.s), nil
	}
	var out strings.Builder
	for s := p.s; s != ""; {
		i := strings.IndexByte(s, '$')
		if i < 0 {
			out.WriteString(s)
			break
		}
		out.WriteString(s[:i])
		s = s[i:]
		name, n := variable(s)
		if n == 0 {
			out.WriteByte('$')
			s = s[1:]
			continue
		}
		val, ok := "", false
		if key, err := (path{name, p.bytes}).host(); err == nil {
			val, ok = t.Interp.Host.Env.Lookup(key)
		}
		if ok {
			out.WriteString(p.fromHost(val))
		} else {
			out.WriteString(s[:n])
		}
		s = s[n:]
	}
	return p.value(out.String()), nil
}

// variable reads $name or ${name} at the start of s: the name, and the length of
// it all, 0 if it is neither.
func variable(s string) (name string, n int) {
	if strings.HasPrefix(s, "${") {
		end := strings.IndexByte(s, '}')
		if end < 0 {
			return "", 0
		}
		return s[2:end], end + 1
	}
	for n = 1; n < len(s); n++ {
		c := s[n]
		if c != '_' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
			break
		}
	}
	if n == 1 {
		return "", 0
	}
	return s[1:n], n
}
