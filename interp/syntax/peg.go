package syntax

import (
	"strconv"
	"strings"
	"sync"
)

// The kinds of items of a grammar.
type itemKind uint8

const (
	itemToken itemKind = iota // a token of the item's kind
	itemWord                  // a soft keyword
	itemClass                 // AUGASSIGN, COMPARE, SOFT_KEYWORD, TYPE_COMMENT, FSTART, TSTART
	itemRule
	itemGroup
	itemOptional
	itemStar
	itemPlus
	itemGather
	itemAhead
	itemNot
	itemCut
	itemForce
)

// pegItem is one item of an alternative.
type pegItem struct {
	kind    itemKind
	tok     tok
	capture bool
	text    string   // word, class, or the text of a forced token
	rule    *pegRule // rule or group
	sub     *pegItem
	sep     *pegItem
}

// pegAlt is an alternative: its items and what to do when they match.
type pegAlt struct {
	items    []pegItem
	captures int
	bad      bool   // has a rule that names a mistake
	action   string // "" without one
	msg      string
}

// pegRule is a rule or an anonymous group.
type pegRule struct {
	name       string
	id         int
	memo, left bool
	bad        bool
	alts       []pegAlt
}

// grammar is the parsed grammarText: its first rule and all by name. It is
// immutable.
var grammar = sync.OnceValue(func() map[string]*pegRule { return parseGrammar(grammarText) })

// pegReader reads the notation of grammarText.
type pegReader struct {
	rules map[string]*pegRule
	ids   int
	src   string
}

func parseGrammar(text string) map[string]*pegRule {
	r := &pegReader{rules: map[string]*pegRule{}}
	var rule *pegRule
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch {
		case line == "":
		case line[0] != '\t':
			name, flag, _ := strings.Cut(line, " ")
			rule = r.rule(name)
			rule.memo, rule.left = flag != "", flag == "left"
		default:
			r.src = line[1:]
			rule.alts = append(rule.alts, r.alternative())
		}
	}
	return r.rules
}

// rule is the rule of a name, made if it is new.
func (r *pegReader) rule(name string) *pegRule {
	rule := r.rules[name]
	if rule == nil {
		r.ids++
		rule = &pegRule{name: name, id: r.ids, bad: strings.HasPrefix(name, "bad_")}
		r.rules[name] = rule
	}
	return rule
}

func (r *pegReader) skip(s string) bool {
	r.src = strings.TrimLeft(r.src, " ")
	if !strings.HasPrefix(r.src, s) {
		return false
	}
	r.src = r.src[len(s):]
	return true
}

// alternative reads items up to the end, '|' or ')'.
func (r *pegReader) alternative() pegAlt {
	var a pegAlt
	for {
		r.src = strings.TrimLeft(r.src, " ")
		if r.src == "" || r.src[0] == '|' || r.src[0] == ')' {
			return a
		}
		if r.skip("{") {
			i := strings.LastIndexByte(r.src, '}')
			action, msg, _ := strings.Cut(r.src[:i], " ")
			if quoted, err := strconv.Unquote(msg); err == nil {
				msg = quoted
			}
			a.action, a.msg, r.src = action, msg, r.src[i+1:]
			continue
		}
		item := r.item()
		if item.capture {
			a.captures++
		}
		a.bad = a.bad || item.kind == itemRule && item.rule.bad
		a.items = append(a.items, item)
	}
}

// item reads an item with its prefix and suffix.
func (r *pegReader) item() pegItem {
	wrap := func(kind itemKind, sub pegItem) pegItem { return pegItem{kind: kind, sub: &sub} }
	switch {
	case r.skip("~"):
		return pegItem{kind: itemCut}
	case r.skip("&&"):
		item := r.atom()
		item.kind = itemForce
		return item
	case r.skip("&"):
		return wrap(itemAhead, r.atom())
	case r.skip("!"):
		return wrap(itemNot, r.atom())
	}
	if len(r.src) > 1 && r.src[1] == '=' && r.src[0] >= 'a' && r.src[0] <= 'z' {
		r.src = r.src[2:]
		item := r.item()
		item.capture = true
		return item
	}
	item := r.atom()
	if strings.HasPrefix(r.src, ".") {
		r.src = r.src[1:]
		sub := r.atom()
		r.src = strings.TrimPrefix(r.src, "+")
		return pegItem{kind: itemGather, sub: &sub, sep: &item}
	}
	for _, suffix := range [...]struct {
		text string
		kind itemKind
	}{{"?", itemOptional}, {"*", itemStar}, {"+", itemPlus}} {
		if strings.HasPrefix(r.src, suffix.text) {
			r.src = r.src[1:]
			return wrap(suffix.kind, item)
		}
	}
	return item
}

// atom reads a token, a rule or a group.
func (r *pegReader) atom() pegItem {
	switch r.src[0] {
	case '(':
		r.src = r.src[1:]
		r.ids++
		group := &pegRule{id: r.ids}
		for {
			group.alts = append(group.alts, r.alternative())
			if !r.skip("|") {
				break
			}
		}
		r.skip(")")
		return pegItem{kind: itemGroup, rule: group}
	case '\'', '"':
		i := 1 + strings.IndexByte(r.src[1:], r.src[0])
		text, quote := r.src[1:i], r.src[0]
		r.src = r.src[i+1:]
		if quote == '"' {
			return pegItem{kind: itemWord, text: text}
		}
		return pegItem{kind: itemToken, tok: tokenOf(text), text: text}
	}
	i := 0
	for i < len(r.src) && charClass[r.src[i]] != classOther {
		i++
	}
	name := r.src[:i]
	r.src = r.src[i:]
	switch name {
	case "AUGASSIGN", "COMPARE", "SOFT_KEYWORD", "TYPE_COMMENT", "FSTART", "TSTART":
		return pegItem{kind: itemClass, text: name}
	case "NAME":
		return pegItem{tok: tokName}
	case "NUMBER":
		return pegItem{tok: tokNumber}
	case "STRING":
		return pegItem{tok: tokString}
	case "NEWLINE":
		return pegItem{tok: tokNewline}
	case "INDENT":
		return pegItem{tok: tokIndent}
	case "DEDENT":
		return pegItem{tok: tokDedent}
	case "EOF":
		return pegItem{tok: tokEOF}
	case "FMIDDLE":
		return pegItem{tok: tokFMiddle}
	case "FEND":
		return pegItem{tok: tokFEnd}
	}
	return pegItem{kind: itemRule, rule: r.rule(name)}
}

// tokenOf is the kind of a keyword or operator.
func tokenOf(text string) tok {
	if charClass[text[0]] == classLetter {
		return keyword(text)
	}
	for k, s := range [...]string{
		tokLpar: "(", tokRpar: ")", tokLsqb: "[", tokRsqb: "]", tokLbrace: "{", tokRbrace: "}",
		tokColon: ":", tokComma: ",", tokSemi: ";", tokDot: ".", tokEllipsis: "...", tokArrow: "->",
		tokWalrus: ":=", tokExclam: "!", tokAssign: "=", tokTilde: "~", tokPlus: "+", tokMinus: "-",
		tokStar: "*", tokAt: "@", tokSlash: "/", tokPercent: "%", tokDoubleStar: "**",
		tokLShift: "<<", tokRShift: ">>", tokVBar: "|", tokCircumflex: "^", tokAmper: "&",
		tokDoubleSlash: "//",
	} {
		if s == text {
			return tok(k)
		}
	}
	return tokInvalid
}
