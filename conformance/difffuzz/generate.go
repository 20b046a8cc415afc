package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// A kind is what an expression is meant to be; programs get it wrong now and then
// on purpose, because errors are compared as well.
type kind int

const (
	kInt kind = iota
	kFloat
	kBool
	kStr
	kBytes
	kList
	kTuple
	kDict
	kSet
	kRange
	kComplex
	kNone
	kBytearray
	kSlice
	kFunc
	kinds
	kSmall // an int that may count, shift and repeat
	kIter  // anything to iterate over
	kKey   // something hashable
	kSpec  // a format specification
	kAny
)

type generator struct {
	*rand.Rand
	vars  []variable
	depth int
	fresh int
}

type variable struct {
	name string
	kind kind
}

// generate returns the source of program n, a function p.
func generate(seed uint64, n int) string {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, uint64(n)))}
	var b strings.Builder
	b.WriteString("def p():\n")
	for range 2 + g.IntN(6) {
		b.WriteString(indent(g.statement(2), "    "))
	}
	return b.String()
}

func indent(s, by string) string {
	return by + strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n"+by) + "\n"
}

func (g *generator) pick(list ...string) string { return list[g.IntN(len(list))] }

func (g *generator) chance(percent int) bool { return g.IntN(100) < percent }

func (g *generator) name() string {
	g.fresh++
	return fmt.Sprintf("v%d", g.fresh)
}

// statement returns a statement and what shows its effect.
func (g *generator) statement(depth int) string {
	switch n := g.IntN(20); {
	case n < 11 || depth == 0:
		k := kind(g.IntN(int(kFunc)))
		e := g.expr(k)
		v := g.name()
		g.vars = append(g.vars, variable{v, k})
		return fmt.Sprintf("%s = show(lambda: %s)\n", v, e)
	case n < 13 && len(g.vars) > 0:
		v := g.vars[g.IntN(len(g.vars))]
		call := g.mutation(v)
		return fmt.Sprintf("show(lambda: %s)\nshow(lambda: %s)\n", call, v.name)
	case n == 13:
		x := g.name()
		over := g.expr(kIter)
		saved := len(g.vars)
		g.vars = append(g.vars, variable{x, kAny})
		body := g.statement(depth - 1)
		g.vars = g.vars[:saved]
		return fmt.Sprintf("for _, %s in zip(range(4), %s):\n%s", x, over, indent(body, "    "))
	case n == 14:
		saved := len(g.vars)
		a, b := g.statement(depth-1), g.statement(depth-1)
		g.vars = g.vars[:saved]
		return fmt.Sprintf("if %s:\n%selse:\n%s", g.expr(kAny), indent(a, "    "), indent(b, "    "))
	case n == 15:
		a, b := g.name(), g.name()
		target := g.pick("%s, %s", "*%s, %s", "%s, *%s", "(%s, (%s,))", "[%s, %s]")
		src := fmt.Sprintf("try:\n    "+target+" = %s\nexcept Exception as e:\n    print(type(e).__name__, e)\nelse:\n    show(lambda: (%s, %s))\n", a, b, g.expr(kIter), a, b)
		return src
	case n == 16 && len(g.vars) > 0:
		v := g.vars[g.IntN(len(g.vars))]
		op := g.pick("+", "-", "|", "&", "^", "//", "%", "/")
		return fmt.Sprintf("try:\n    %s %s= %s\nexcept Exception as e:\n    print(type(e).__name__, e)\nshow(lambda: %s)\n", v.name, op, g.expr(v.kind), v.name)
	case n == 17 && len(g.vars) > 0:
		v := g.vars[g.IntN(len(g.vars))]
		at := g.pick(g.expr(kSmall), g.expr(kKey), g.slice())
		if g.chance(40) {
			return fmt.Sprintf("try:\n    del %s[%s]\nexcept Exception as e:\n    print(type(e).__name__, e)\nshow(lambda: %s)\n", v.name, at, v.name)
		}
		return fmt.Sprintf("try:\n    %s[%s] = %s\nexcept Exception as e:\n    print(type(e).__name__, e)\nshow(lambda: %s)\n", v.name, at, g.expr(kAny), v.name)
	case n == 18:
		return g.match()
	default:
		f, a, b := g.name(), g.name(), g.name()
		saved := g.vars
		g.vars = append(g.vars, variable{a, kAny}, variable{b, kInt})
		body := g.expr(kAny)
		g.vars = saved
		params := g.pick("%s, %s", "%s, %s=3", "%s, /, %s=2", "%s, *, %s=1", "*%s, %s=0", "%s, **%s", "%s=1, *%s")
		args := g.pick("1, 2", "1", "", "1, 2, 3", "*[1, 2]", "**{'a': 1}", "1, "+b+"=5", a+"=2", a+"=2, "+b+"='x'", "1, 2, "+a+"=3")
		src := fmt.Sprintf("def %s("+params+"):\n    return (%s, %s, %s)\n", f, a, b, a, b, body)
		return src + fmt.Sprintf("show(lambda: %s(%s))\n", f, args)
	}
}

func (g *generator) match() string {
	pattern := func() string {
		return g.pick("0", "int()", "str() as s", "[x, *y]", "[_, _]", "{'a': x, **r}", "None", "(1 | 2)", "float(x)", "[]", "'abc'", "-1", "{}", "list([x])", "dict() | set()", "tuple(x)", "bool(x)", "1.5")
	}
	guard := ""
	if g.chance(20) {
		guard = " if " + g.expr(kBool)
	}
	return fmt.Sprintf("match %s:\n    case %s%s:\n        print('first')\n    case %s:\n        print('second')\n    case other:\n        show(lambda: other)\n", g.expr(kAny), pattern(), guard, pattern())
}

// expr returns an expression of a kind, seldom of another one.
func (g *generator) expr(k kind) string {
	if g.chance(6) {
		k = kAny
	}
	switch k {
	case kAny:
		k = kind(g.IntN(int(kinds)))
	case kIter:
		k = []kind{kStr, kBytes, kList, kTuple, kDict, kSet, kRange, kList, kTuple, kIter}[g.IntN(10)]
	case kKey:
		k = []kind{kInt, kStr, kTuple, kFloat, kBool, kNone, kBytes, kComplex}[g.IntN(8)]
	}
	if k == kSmall {
		return g.pick("0", "1", "2", "3", "-1", "-2", "5", "7", "True", "-3", "10")
	}
	if k == kSpec {
		return g.spec()
	}
	if len(g.vars) > 0 && g.chance(30) {
		var of []string
		for _, v := range g.vars {
			if v.kind == k {
				of = append(of, v.name)
			}
		}
		if len(of) > 0 {
			return g.pick(of...)
		}
	}
	if k == kIter {
		return g.iterator()
	}
	if g.depth > 3 || g.chance(30) {
		return g.literal(k)
	}
	g.depth++
	defer func() { g.depth-- }()
	switch g.IntN(10) {
	case 0, 1, 2, 3:
		return g.call(k)
	case 4, 5, 6:
		return g.operation(k)
	case 7:
		return fmt.Sprintf("(%s if %s else %s)", g.expr(k), g.expr(kBool), g.expr(k))
	case 8:
		return g.common(k)
	}
	return g.literal(k)
}

func (g *generator) list(k kind, most int) string {
	var parts []string
	for range g.IntN(most + 1) {
		if g.chance(5) && g.depth < 3 {
			g.depth++
			parts = append(parts, "*"+g.expr(kIter))
			g.depth--
			continue
		}
		parts = append(parts, g.expr(k))
	}
	return strings.Join(parts, ", ")
}

func (g *generator) literal(k kind) string {
	switch k {
	case kInt:
		return g.pick("0", "1", "-1", "2", "3", "7", "10", "-5", "255", "256", "1000", "-129", "2**31", "2**63", "-2**63", "2**64 + 1", "10**20", "-10**30", "0xff", "0b101", "1_000", "2**63 - 1", "-(2**63) - 1", "12345678901234567890", "6", "-7")
	case kFloat:
		return g.pick("0.0", "-0.0", "1.0", "1.5", "-2.5", "0.1", "3.14159", "1e10", "1e100", "-1e-10", "float('inf')", "float('-inf')", "float('nan')", "2.0**53", "1e16", "123456.789", "0.5", "1e22", "5e-324", "1.7976931348623157e308", "2.675")
	case kBool:
		return g.pick("True", "False")
	case kStr:
		return g.pick("''", "'abc'", "'a'", "'Hello World'", "'  x y '", "'äöü'", "'ß'", "'€uro'", `'\U0001f600x'`, "'a,b,,c'", "'12'", "'-3.5'", "'aXbX'", `'line\nnext\r\nend'`, `'tab\there'`, "'İı'", "'ǆ'", "'0x1f'", "'abcabc'", "'½'", "'٣'", "'ﬁ'", `'\x00z'`, `'\ud800'`, "'{} {}'", "'%s-%d'", "'one two  three'", "'Σας'")
	case kBytes:
		return g.pick("b''", "b'abc'", "b'a'", `b'\x00\xff'`, "b'Hello World'", "b'a,b,,c'", "b' x '", "b'12'", `b'\xc3\xa4'`, "b'abcabc'", `b'l1\nl2'`)
	case kBytearray:
		return "bytearray(" + g.literal(kBytes) + ")"
	case kList:
		return "[" + g.list(kAny, 4) + "]"
	case kTuple:
		s := g.list(kAny, 3)
		if s == "" {
			return "()"
		}
		return "(" + s + ",)"
	case kDict:
		var parts []string
		for range g.IntN(4) {
			parts = append(parts, g.expr(kKey)+": "+g.expr(kAny))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case kSet:
		return g.pick("set()", "{1, 2, 3}", "{"+g.expr(kKey)+", "+g.expr(kKey)+"}", "frozenset("+g.expr(kTuple)+")", "frozenset({1})", "{'a', 'b'}")
	case kRange:
		return fmt.Sprintf("range(%s, %s, %s)", g.pick("0", "1", "5", "-3", "10"), g.pick("0", "3", "10", "-7", "300"), g.pick("1", "2", "-1", "3", "-2"))
	case kComplex:
		return g.pick("1j", "0j", "(1+2j)", "(-0.0-1j)", "complex('nan')", "(3.5-2.25j)", "complex(1, float('inf'))")
	case kSlice:
		return fmt.Sprintf("slice(%s)", g.list(kSmall, 3))
	case kFunc:
		return g.pick("len", "str", "int", "abs", "repr", "lambda x: x", "lambda x, y=1: (x, y)", "bool", "float", "type", "sorted", "list", "ord", "chr", "max", "str.upper", "hash", "lambda *a: a")
	}
	return "None"
}

// common are expressions that can give any kind.
func (g *generator) common(k kind) string {
	switch g.IntN(5) {
	case 0:
		return fmt.Sprintf("%s[%s]", g.expr([]kind{kList, kTuple, kStr, kDict, kBytes, kRange}[g.IntN(6)]), g.pick(g.expr(kSmall), g.slice(), g.expr(kKey)))
	case 1:
		return fmt.Sprintf("(lambda x: %s)(%s)", g.expr(k), g.expr(kAny))
	case 2:
		return fmt.Sprintf("(%s %s %s)", g.expr(k), g.pick("or", "and"), g.expr(k))
	case 3:
		return fmt.Sprintf("%s(%s)", g.pick("min", "max"), g.pick(g.expr(kIter), g.expr(k)+", "+g.expr(k), g.expr(kIter)+", key="+g.literal(kFunc), g.expr(kIter)+", default="+g.literal(k)))
	}
	return fmt.Sprintf("next(iter(%s), %s)", g.expr(kIter), g.literal(k))
}

func (g *generator) slice() string {
	part := func() string {
		if g.chance(40) {
			return ""
		}
		return g.expr(kSmall)
	}
	s := part() + ":" + part()
	if g.chance(40) {
		s += ":" + part()
	}
	return s
}

func (g *generator) iterator() string {
	return g.pick(
		"enumerate("+g.expr(kIter)+")",
		"zip("+g.expr(kIter)+", "+g.expr(kIter)+")",
		"map("+g.literal(kFunc)+", "+g.expr(kIter)+")",
		"filter("+g.pick("None", g.literal(kFunc))+", "+g.expr(kIter)+")",
		"reversed("+g.expr(kIter)+")",
		g.expr(kDict)+"."+g.pick("items", "keys", "values")+"()",
		"iter("+g.expr(kIter)+")",
		"(x for x in "+g.expr(kIter)+")",
		"zip("+g.expr(kIter)+", "+g.expr(kIter)+", strict=True)",
	)
}

// comprehension returns one between the brackets; head is written with x.
func (g *generator) comprehension(head string) string {
	s := head + " for x in " + g.expr(kIter)
	if g.chance(40) {
		s += " if " + g.pick("x", "not x", "x != 1", "isinstance(x, int)", "x > 0", "hash(x) % 2")
	}
	return s
}

func (g *generator) head() string {
	return g.pick("x", "(x, 1)", "x * 2", "str(x)", "[x]", "x + 1", "repr(x)", "type(x).__name__", "(x, x)", "-x", "f'{x}'")
}

func (g *generator) operation(k kind) string {
	e := func(k kind) string { return g.expr(k) }
	bin := func(a kind, op string, b kind) string { return "(" + e(a) + " " + op + " " + e(b) + ")" }
	switch k {
	case kInt:
		switch g.IntN(4) {
		case 0:
			return bin(kInt, g.pick("<<", ">>", "**"), kSmall)
		case 1:
			return g.pick("-", "+", "~") + e(kInt)
		}
		return bin(kInt, g.pick("+", "-", "*", "//", "%", "&", "|", "^"), kInt)
	case kFloat:
		if g.chance(15) {
			return bin(kFloat, "**", kSmall)
		}
		return bin([]kind{kFloat, kInt}[g.IntN(2)], g.pick("+", "-", "*", "/", "//", "%"), kFloat)
	case kBool:
		switch g.IntN(5) {
		case 0:
			return bin(kAny, g.pick("in", "not in"), kIter)
		case 1:
			return "(not " + e(kAny) + ")"
		case 2:
			return "(" + e(kInt) + " < " + e(kFloat) + " <= " + e(kInt) + ")"
		case 3:
			same := kind(g.IntN(int(kFunc)))
			return bin(same, g.pick("==", "!=", "<", "<=", ">", ">="), same)
		}
		return bin(kAny, g.pick("==", "!=", "<", "is", "is not"), kAny)
	case kStr:
		switch g.IntN(5) {
		case 0:
			return bin(kStr, "*", kSmall)
		case 1:
			return "(" + g.pick("'%s'", "'%r'", "'%d'", "'%5.2f'", "'%x'", "'%-8s|'", "'%+d'", "'%c'", "'%e'", "'%a'", "'%%%s'", "'%05d'", "'%s %s'", "'%(a)s'", "'%*d'", "'%.3s'", "'%#o'", "'%g'", "'%i'") + " % " + e(kAny) + ")"
		case 2:
			return "f'" + g.pick("", "<", "é") + "{(" + g.expr(kAny) + ")" + g.pick("", "!r", "!s", "!a", " =", ":"+g.rawSpec()) + "}'"
		}
		return bin(kStr, "+", kStr)
	case kBytes, kBytearray:
		if g.chance(30) {
			return bin(k, "*", kSmall)
		}
		if g.chance(20) {
			return "(" + g.pick("b'%s'", "b'%d'", "b'%x'", "b'%a'", "b'%b'", "b'%c'") + " % " + e(kAny) + ")"
		}
		return bin(k, "+", k)
	case kList:
		switch g.IntN(3) {
		case 0:
			return "[" + g.comprehension(g.head()) + "]"
		case 1:
			return bin(kList, "*", kSmall)
		}
		return bin(kList, "+", kList)
	case kTuple:
		if g.chance(30) {
			return bin(kTuple, "*", kSmall)
		}
		return bin(kTuple, "+", kTuple)
	case kDict:
		if g.chance(50) {
			return "{" + g.comprehension("x: "+g.head()) + "}"
		}
		if g.chance(30) {
			return "{**" + e(kDict) + ", **" + e(kDict) + "}"
		}
		return bin(kDict, "|", kDict)
	case kSet:
		if g.chance(30) {
			return "{" + g.comprehension(g.head()) + "}"
		}
		return bin(kSet, g.pick("|", "&", "-", "^"), kSet)
	case kComplex:
		return bin([]kind{kComplex, kFloat, kInt}[g.IntN(3)], g.pick("+", "-", "*", "/"), kComplex)
	case kRange:
		return e(kRange) + "[" + g.slice() + "]"
	}
	return g.literal(k)
}

// call is a call of a method or function that gives a kind.
func (g *generator) call(k kind) string {
	table := calls[k]
	if len(table) == 0 {
		return g.literal(k)
	}
	return g.fill(table[g.IntN(len(table))])
}

func (g *generator) mutation(v variable) string {
	table := mutations[v.kind]
	if len(table) == 0 {
		return g.expr(v.kind)
	}
	return v.name + g.fill(table[g.IntN(len(table))])
}

// fill replaces the letters of letterKinds behind a dollar sign by expressions.
func (g *generator) fill(template string) string {
	var b strings.Builder
	for i := 0; i < len(template); i++ {
		if template[i] != '$' {
			b.WriteByte(template[i])
			continue
		}
		i++
		b.WriteString(g.expr(letterKinds[template[i]]))
	}
	return b.String()
}

func (g *generator) rawSpec() string {
	var b strings.Builder
	if g.chance(50) {
		b.WriteString(g.pick("", "*", "x", "0", "é"))
		b.WriteString(g.pick("<", ">", "^", "="))
	}
	b.WriteString(g.pick("", "", "+", "-", " "))
	b.WriteString(g.pick("", "", "", "z"))
	b.WriteString(g.pick("", "", "#"))
	b.WriteString(g.pick("", "", "0"))
	b.WriteString(g.pick("", "5", "12", "1"))
	b.WriteString(g.pick("", "", ",", "_"))
	b.WriteString(g.pick("", "", ".2", ".0", ".10"))
	b.WriteString(g.pick("", "d", "f", "e", "g", "x", "o", "b", "s", "n", "%", "c", "X", "G", "E", "q"))
	return b.String()
}

func (g *generator) spec() string { return "'" + g.rawSpec() + "'" }
