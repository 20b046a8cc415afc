package py

import "strings"

// FormatException is what Python prints for an uncaught exception.
func FormatException(t *Thread, e *Exception) string {
	var b strings.Builder
	if e.Traceback != nil {
		b.WriteString("Traceback (most recent call last):\n")
		for tb := e.Traceback; tb != nil; tb = tb.Next {
			c := tb.Frame.Func.Block.Code
			b.WriteString("  File \"" + c.Filename + "\", line " + itoa(tb.Line) + ", in " + c.Name + "\n")
		}
	}
	b.WriteString(e.typ.Name())
	if s, err := ToGoString(t, Ref(e)); err == nil && s != "" {
		b.WriteString(": " + s)
	}
	b.WriteString("\n")
	return b.String()
}

func itoa(i int) string {
	s, _ := ToGoString(nil, Int(int64(i)))
	return s
}
