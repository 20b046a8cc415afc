package normalize

import "testing"

func TestNormalize(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"pids", "pid 4242 ppid=17 pid: 4242", "pid P1 ppid=P2 pid: P1"},
		{"pids", "killed process 12345 of Process-2", "killed process P1 of Process-2"},
		{"pids", "rapid 55 1-2 pid", "rapid 55 1-2 pid"},
		{"threads", "<Thread(a, started 139872)> ident=139872", "<Thread(a, started T1)> ident=T1"},
		{"threads", "<Thread(a, started daemon 77)>", "<Thread(a, started daemon T1)>"},
		{"addresses", "<f at 0x7f01ab> 0xff", "<f at 0xADDR> 0xff"},
		{"times", "took 0.123456 s of 1.5", "took TIME s of 1.5"},
		{"floats", "0.30000000000000004 1e300 2 1.5 1.0", "0.3 1e+300 2 1.5 1.0"},
		{"floats", "0x1e5 v1 -3.0000000000000001e-05", "0x1e5 v1 -3e-05"},
		{"lineorder", "b\na\n", "a\nb\n"},
		{"lineorder", "b\na", "a\nb"},
		{"lineorder", "", ""},
	} {
		f := Named(test.name)
		got := f(test.in)
		if got != test.want {
			t.Errorf("%s(%q) = %q, want %q", test.name, test.in, got, test.want)
		}
		if again := f(got); again != got {
			t.Errorf("%s is not idempotent: %q, then %q", test.name, got, again)
		}
	}
	if Named("nothing") != nil {
		t.Error("an unknown name has a normaliser")
	}
}

func TestLastLine(t *testing.T) {
	for in, want := range map[string]string{"": "", "a\nb\n\n": "b", "one": "one", "\n \n": ""} {
		if got := LastLine(in); got != want {
			t.Errorf("LastLine(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPath(t *testing.T) {
	if got := Path(`File "/tmp/a1/x.py"`, "/tmp/a1", "$DIR"); got != `File "$DIR/x.py"` {
		t.Error(got)
	}
	if got := Path("x", "", "$DIR"); got != "x" {
		t.Error(got)
	}
}
