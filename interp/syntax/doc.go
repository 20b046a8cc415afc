// Package syntax is the front end: scanner, parser and tree of the whole Python
// 3.14 grammar. It imports nothing of gopyrun and serves the compiler, the ast
// module and tools. ast.go is the tree, scanner.go the tokens, the parser's files
// are named after what they parse. Start with Parse.
//
// A program that does not parse is looked at again: diagnose.go matches the failing
// statement with grammar.go, the whole grammar with rules for common mistakes, in
// CPython's order, so that texts and ranges of the errors are CPython's.
package syntax
