package main

// letterKinds are the kinds that templates of calls name by a letter.
var letterKinds = map[byte]kind{
	'i': kInt, 'f': kFloat, 'b': kBool, 's': kStr, 'y': kBytes, 'l': kList, 't': kTuple,
	'd': kDict, 'S': kSet, 'r': kRange, 'c': kComplex, 'n': kSmall, 'I': kIter, 'k': kKey,
	'a': kAny, 'p': kSpec, 'A': kBytearray, 'F': kFunc, 'L': kSlice,
}

// calls are templates of calls by the kind of their result.
var calls = map[kind][]string{
	kInt: {
		"len($I)", "len($a)", "int($s)", "int($f)", "int($a)", "int($s, $n)", "abs($i)", "sum($l)", "sum($r)",
		"hash($k)", "ord($s)", "round($f)", "round($i, $n)", "divmod($i, $i)[0]", "pow($i, $n, $i)", "pow($i, $n)",
		"$i.bit_length()", "$i.bit_count()", "$s.count($s)", "$s.find($s)", "$s.find($s, $n, $n)", "$s.rfind($s)",
		"$s.index($s)", "$s.rindex($s, $n)", "$l.index($a)", "$l.count($a)", "$t.count($a)", "$t.index($a, $n)",
		"$y.count($y)", "$y.find($n)", "$y.index($y)", "int.from_bytes($y)", "int.from_bytes($y, 'little', signed=True)",
		"$i.conjugate()", "$i.numerator", "$r.index($i)", "$r.count($i)", "int($y)", "len($r)", "$r.start", "$r.step",
		"int.from_bytes($l)", "$i.__index__()", "int(str($i))", "$A.pop()", "int($b)", "$i.__add__($a)", "$i.real", "$L.start",
	},
	kFloat: {
		"float($i)", "float($s)", "float($a)", "abs($f)", "round($f, $n)", "sum([$f, $f])", "divmod($f, $f)[1]",
		"float.fromhex($f.hex())", "$c.real", "$c.imag", "abs($c)", "$f.conjugate()", "pow($f, $f)", "$i / $i", "float(repr($f))", "float.__mod__($f, $f)",
	},
	kBool: {
		"bool($a)", "all($I)", "any($I)", "isinstance($a, int)", "isinstance($a, (str, list))", "callable($a)",
		"$s.startswith($s)", "$s.endswith(($s, $s))", "$s.isalpha()", "$s.isdigit()", "$s.isupper()", "$s.istitle()",
		"$s.isspace()", "$s.isidentifier()", "$s.isnumeric()", "$s.isdecimal()", "$s.isalnum()", "$s.isprintable()",
		"$s.isascii()", "$S.issubset($I)", "$S.isdisjoint($I)", "$S.issuperset($S)", "$f.is_integer()", "$y.isalpha()",
		"$y.startswith($y)", "hasattr($a, $s)", "issubclass(type($a), int)", "$i.is_integer()", "$y.isspace()", "$s.startswith($s, $n)",
	},
	kStr: {
		"str($a)", "repr($a)", "ascii($a)", "chr($n)", "chr($i)", "hex($i)", "bin($i)", "oct($i)", "format($i, $p)",
		"format($f, $p)", "format($s, $p)", "format($a, $p)", "$s.upper()", "$s.lower()", "$s.title()", "$s.capitalize()",
		"$s.swapcase()", "$s.casefold()", "$s.strip()", "$s.strip($s)", "$s.lstrip($s)", "$s.rstrip()", "$s.replace($s, $s)",
		"$s.replace($s, $s, $n)", "$s.center($n)", "$s.center(9, $s)", "$s.ljust(7, '*')", "$s.rjust($n)", "$s.zfill($n)",
		"$s.zfill(8)", "$s.expandtabs($n)", "$s.join($I)", "$s.join([$s, $s])", "$s.format($a, $a)", "'{:$n}'.format($i)",
		"'{0!r:>{1}}'.format($a, $n)", "'{a[0]}'.format(a=$I)", "$s.removeprefix($s)", "$s.removesuffix($s)",
		"$s.translate({97: $s, 98: None})", "$y.decode()", "$y.decode('latin-1')", "$y.decode('ascii', 'replace')",
		"$y.hex()", "$y.hex('-', $n)", "$f.hex()", "str($y, 'utf-8', 'backslashreplace')", "$s.encode().decode()",
		"type($a).__name__", "'{:{}}'.format($a, $p)", "'%s' % ($a,)", "'{:>6}{:<5}'.format($s, $i)", "$s.__getitem__($n)", "str($F)[:5]",
		"'{.real}'.format($a)", "str.maketrans($s, $s)", "$s.upper().lower()",
	},
	kBytes: {
		"bytes($n)", "bytes($l)", "bytes($r)", "bytes($a)", "$s.encode()", "$s.encode('ascii', 'replace')", "$s.encode('utf-16-le', 'surrogatepass')",
		"$s.encode('latin-1', 'xmlcharrefreplace')", "$s.encode('ascii', 'backslashreplace')", "$s.encode('ascii')", "$s.encode('utf-8', 'surrogateescape')",
		"$y.upper()", "$y.strip()", "$y.replace($y, $y)", "$y.join([$y, $y])", "$y.join($I)", "$y.center(8)", "$y.zfill($n)", "$y.title()",
		"$y.split()[0]", "$i.to_bytes(3)", "$i.to_bytes(9, 'little', signed=True)", "bytes.fromhex($s)", "$y.translate(None, $y)", "$y.removeprefix($y)",
		"bytes($s, 'utf-8')", "$y.swapcase()", "$y.expandtabs()", "$y.ljust($n, $y)", "bytes($A)",
	},
	kBytearray: {"bytearray($a)", "bytearray($n)", "bytearray($y)", "$A.upper()", "$A.copy()", "$A.replace($y, $y)", "bytearray($l)"},
	kList: {
		"list($I)", "sorted($I)", "sorted($I, reverse=$b)", "sorted($I, key=$F)", "$s.split()", "$s.split($s)", "$s.split($s, $n)",
		"$s.rsplit(None, $n)", "$s.rsplit($s, 1)", "$s.splitlines()", "$s.splitlines(True)", "$y.split($y)", "$y.splitlines()", "$l.copy()",
		"list($d)", "list($d.items())", "list(reversed($I))", "list(enumerate($I, $n))", "list(zip($I, $I))", "list(map($F, $I))",
		"list(filter(None, $I))", "list($a)", "[*$I, *$I]", "dir($n)[:3]", "$s.split(',')", "list(range($n))", "$y.rsplit()", "list($s)",
	},
	kTuple: {
		"tuple($I)", "$s.partition($s)", "$s.rpartition($s)", "$y.partition($y)", "divmod($i, $i)", "divmod($f, $f)", "$f.as_integer_ratio()",
		"$i.as_integer_ratio()", "tuple($a)", "$L.indices($n)", "tuple(sorted($I, key=repr))", "tuple($d.items())",
	},
	kDict: {
		"dict($l)", "dict($d)", "dict(zip($I, $I))", "dict.fromkeys($I)", "dict.fromkeys($I, $a)", "$d.copy()", "dict(a=$a, b=$a)", "dict($a)",
		"dict($d, **$d)", "dict(enumerate($I))", "{k: v for v, k in enumerate($I)}", "str.maketrans($s, $s)", "str.maketrans($d)",
	},
	kSet: {
		"set($I)", "frozenset($I)", "$S.union($I)", "$S.intersection($I)", "$S.difference($I)", "$S.symmetric_difference($I)", "$S.copy()",
		"set($s)", "$d.keys() & $S", "$d.keys() | $I", "$d.keys() - $S", "$d.items() ^ $d.items()", "$S.__or__($a)", "$S.__rsub__($a)",
	},
	kRange:   {"range($n)", "range($n, $n)", "range($n, $n, $n)", "$r[::$n]"},
	kComplex: {"complex($f, $f)", "complex($s)", "$c.conjugate()", "complex($i)", "$c ** $n", "complex($a)", "pow($c, $n)", "-$c"},
	kNone:    {"setattr($a, 'x', 1)", "$l.sort()", "$l.reverse()", "getattr($a, $s, None)", "$l.sort(key=$F)"},
	kSlice:   {"slice($n, $n)", "slice($a)"},
}

// mutations are templates of what changes a variable, by its kind.
var mutations = map[kind][]string{
	kList: {
		".append($a)", ".extend($I)", ".insert($n, $a)", ".pop()", ".pop($n)", ".remove($a)", ".reverse()", ".sort()", ".sort(reverse=True)",
		".sort(key=$F)", ".clear()", ".__setitem__($L, $I)", ".__setitem__($n, $a)", ".__delitem__($L)", ".__iadd__($I)", ".__imul__($n)", ".sort(key=str)",
	},
	kDict: {
		".pop($k)", ".pop($k, $a)", ".popitem()", ".setdefault($k, $a)", ".update($d)", ".update($I)", ".update(a=$a)", ".clear()",
		".__setitem__($k, $a)", ".__delitem__($k)", ".__ior__($d)", ".get($k)", ".__contains__($a)", ".__or__($a)",
	},
	kSet: {
		".add($k)", ".discard($k)", ".remove($k)", ".pop()", ".update($I)", ".clear()", ".difference_update($I)", ".intersection_update($I)",
		".symmetric_difference_update($I)", ".__ior__($S)", ".__isub__($S)", ".add($a)",
	},
	kBytearray: {
		".append($n)", ".append($i)", ".extend($y)", ".extend($I)", ".insert($n, $n)", ".pop()", ".pop($n)", ".remove($n)", ".reverse()", ".clear()",
		".__setitem__($L, $y)", ".__setitem__($n, $n)", ".__delitem__($L)", ".__iadd__($y)", ".__imul__($n)", ".resize($n)",
	},
}
