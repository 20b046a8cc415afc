// Package normalize replaces what may rightly differ between two runs of one
// program (process ids, addresses, times, …) by stable text, so that the rest
// can be compared for equality. Each function is idempotent and leaves
// everything else as it is. Cases that need no normaliser are preferred.
package normalize

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Func rewrites the output of a program.
type Func func(string) string

// Named returns the normaliser a case header calls by name, or nil.
func Named(name string) Func {
	switch name {
	case "pids":
		return Pids
	case "threads":
		return Threads
	case "addresses":
		return Addresses
	case "times":
		return Times
	case "floats":
		return Floats
	case "lineorder":
		return LineOrder
	}
	return nil
}

// Path replaces the path dir, wherever it occurs, by label. An empty dir
// changes nothing.
func Path(s, dir, label string) string {
	if dir == "" {
		return s
	}
	return strings.ReplaceAll(s, dir, label)
}

var pidPattern = regexp.MustCompile(`(?i)(\bp?pid\b\D{0,3}|\bprocess\s)(\d{2,})\b`)

// Pids replaces process ids that follow the word pid, ppid or process by P1,
// P2, … in order of first appearance, so that equal ids stay equal and
// different ids stay different.
func Pids(s string) string {
	return label(s, pidPattern, "P")
}

var threadPattern = regexp.MustCompile(`(?i)(\b(?:ident|tid|native_id|thread id)\b\D{0,3}|\bstarted (?:daemon )?)(\d{2,})\b`)

// Threads replaces thread ids as Pids does process ids: after ident, tid,
// native_id, and in the repr of a started Thread.
func Threads(s string) string {
	return label(s, threadPattern, "T")
}

func label(s string, pattern *regexp.Regexp, prefix string) string {
	labels := map[string]string{}
	return pattern.ReplaceAllStringFunc(s, func(m string) string {
		sub := pattern.FindStringSubmatch(m)
		l, ok := labels[sub[2]]
		if !ok {
			l = fmt.Sprintf("%s%d", prefix, len(labels)+1)
			labels[sub[2]] = l
		}
		return sub[1] + l
	})
}

var addressPattern = regexp.MustCompile(`\b(at|id=) ?0x[0-9A-Fa-f]{4,16}\b`)

// Addresses replaces the address in "<f at 0x7f…>" by 0xADDR.
func Addresses(s string) string {
	return addressPattern.ReplaceAllString(s, "$1 0xADDR")
}

var timePattern = regexp.MustCompile(`\b\d+\.\d{3,}\b`)

// Times replaces numbers with at least three decimals, which measured
// durations are, by TIME.
func Times(s string) string {
	return timePattern.ReplaceAllString(s, "TIME")
}

var floatPattern = regexp.MustCompile(`\d+\.\d+(?:[eE][+-]?\d+)?|\b\d+[eE][+-]?\d+\b`)

// Floats rounds every float to 12 significant digits.
func Floats(s string) string {
	return floatPattern.ReplaceAllStringFunc(s, func(m string) string {
		f, err := strconv.ParseFloat(m, 64)
		if err != nil {
			return m // out of range: keep the digits as they are
		}
		short := strconv.FormatFloat(f, 'g', 12, 64)
		if !strings.ContainsAny(short, ".e") {
			short += ".0"
		}
		return short
	})
}

// LineOrder sorts the lines.
func LineOrder(s string) string {
	if s == "" {
		return s
	}
	body, newline := strings.CutSuffix(s, "\n")
	lines := strings.Split(body, "\n")
	slices.Sort(lines)
	body = strings.Join(lines, "\n")
	if newline {
		body += "\n"
	}
	return body
}

// LastLine returns the last line that is not blank, without its newline.
func LastLine(s string) string {
	s = strings.TrimRight(s, " \t\r\n")
	return s[strings.LastIndexByte(s, '\n')+1:]
}
