package syntax

// grammarText is the grammar of the second pass, with the rules that exist only to
// name a mistake (bad_...). A line at the margin starts a rule, an indented line is
// an alternative, tried in order. Notation of the items:
//
//	'if' '->'   a keyword or operator       "match"  a soft keyword
//	NAME        a kind of token             e?  e*  e+  optional, repeated
//	TYPE_COMMENT  never matches, but reads a token
//	','.e+      e repeated with separators  ( a | b )  a group
//	&e  !e      look ahead                  ~   no other alternative after this
//	&&':'       a token whose absence is an error at once
//	x=e         a capture for the action
//
// Actions in braces either build the node named (the kind and the elements are all
// that messages need) or report: at, range, from and next say where, as CPython's
// macros do; here is the last token read; indent is a missing block. %s is the name
// of the kind of the first capture.
//
// See https://docs.python.org/3/reference/grammar.html.
const grammarText = `
eval
	expressions NEWLINE* EOF

statement
	compound_stmt
	simple_stmts
simple_stmts
	simple_stmt !';' NEWLINE
	';'.simple_stmt+ ';'? NEWLINE
simple_stmt memo
	assignment
	&"type" type_alias
	star_expressions
	&'return' 'return' star_expressions?
	&('import' | 'from') import_stmt
	&'raise' raise_stmt
	&'pass' pass_stmt
	&'del' del_stmt
	&'yield' yield_expr
	&'assert' 'assert' expression (',' expression)?
	&'break' break_stmt
	&'continue' continue_stmt
	&'global' 'global' ','.NAME+
	&'nonlocal' 'nonlocal' ','.NAME+
pass_stmt
	'pass'
break_stmt
	'break'
continue_stmt
	'continue'
compound_stmt
	&('def' | '@' | 'async') function_def
	&'if' if_stmt
	&('class' | '@') class_def
	&('with' | 'async') with_stmt
	&('for' | 'async') for_stmt
	&'try' try_stmt
	&'while' while_stmt
	match_stmt

assignment
	NAME ':' expression ('=' annotated_rhs)?
	('(' single_target ')' | single_subscript_attribute_target) ':' expression ('=' annotated_rhs)?
	(star_targets '=')+ annotated_rhs !'='
	single_target augassign ~ annotated_rhs
	bad_assignment
annotated_rhs
	yield_expr
	star_expressions
augassign
	AUGASSIGN
raise_stmt
	'raise' expression ('from' expression)?
	'raise'
del_stmt
	'del' del_targets &(';' | NEWLINE)
	bad_del_stmt
import_stmt
	bad_import
	'import' ','.dotted_as_name+
	'from' ('.' | '...')* dotted_name 'import' import_from_targets
	'from' ('.' | '...')+ 'import' import_from_targets
import_from_targets
	'(' import_from_as_names ','? ')'
	import_from_as_names !','
	'*'
	bad_import_from_targets
import_from_as_names
	','.import_from_as_name+
import_from_as_name
	bad_import_from_as_name
	NAME ('as' NAME)?
dotted_as_name
	bad_dotted_as_name
	dotted_name ('as' NAME)?
dotted_name left
	dotted_name '.' NAME
	NAME

block memo
	NEWLINE INDENT statement+ DEDENT
	simple_stmts
	bad_block
decorators
	('@' named_expression NEWLINE)+
class_def
	decorators class_def_raw
	class_def_raw
class_def_raw
	bad_class_def_raw
	'class' NAME type_params? ('(' arguments? ')')? ':' block
function_def
	decorators function_def_raw
	function_def_raw
function_def_raw
	bad_def_raw
	'def' NAME type_params? &&'(' params? ')' ('->' expression)? &&':' block
	'async' 'def' NAME type_params? &&'(' params? ')' ('->' expression)? &&':' block

params
	bad_parameters
	parameters
parameters
	slash_no_default param_no_default* param_with_default* star_etc?
	slash_with_default param_with_default* star_etc?
	param_no_default+ param_with_default* star_etc?
	param_with_default+ star_etc?
	star_etc
slash_no_default
	param_no_default+ '/' ','
	param_no_default+ '/' &')'
slash_with_default
	param_no_default* param_with_default+ '/' ','
	param_no_default* param_with_default+ '/' &')'
star_etc
	bad_star_etc
	'*' param_no_default param_maybe_default* kwds?
	'*' param_no_default_star_annotation param_maybe_default* kwds?
	'*' ',' param_maybe_default+ kwds?
	kwds
kwds
	bad_kwds
	'**' param_no_default
param_no_default
	a=param ',' TYPE_COMMENT?
	param TYPE_COMMENT? &')'
param_no_default_star_annotation
	param_star_annotation ',' TYPE_COMMENT?
	param_star_annotation TYPE_COMMENT? &')'
param_with_default
	param default ',' TYPE_COMMENT?
	param default TYPE_COMMENT? &')'
param_maybe_default
	param default? ',' TYPE_COMMENT?
	param default? TYPE_COMMENT? &')'
param
	NAME (':' expression)?
param_star_annotation
	NAME ':' star_expression
default
	'=' expression
	bad_default

if_stmt
	bad_if_stmt
	'if' named_expression ':' block elif_stmt
	'if' named_expression ':' block else_block?
elif_stmt
	bad_elif_stmt
	'elif' named_expression ':' block elif_stmt
	'elif' named_expression ':' block else_block?
else_block
	bad_else_stmt
	'else' &&':' block
while_stmt
	bad_while_stmt
	'while' named_expression ':' block else_block?
for_stmt
	bad_for_stmt
	'for' star_targets 'in' ~ star_expressions ':' block else_block?
	'async' 'for' star_targets 'in' ~ star_expressions ':' block else_block?
	bad_for_target
with_stmt
	bad_with_stmt_indent
	'with' '(' ','.with_item+ ','? ')' ':' block
	'with' ','.with_item+ ':' block
	'async' 'with' '(' ','.with_item+ ','? ')' ':' block
	'async' 'with' ','.with_item+ ':' block
	bad_with_stmt
with_item
	expression 'as' star_target &(',' | ')' | ':')
	bad_with_item
	expression
try_stmt
	bad_try_stmt
	'try' &&':' block finally_block
	'try' &&':' block except_block+ else_block? finally_block?
	'try' &&':' block except_star_block+ else_block? finally_block?
except_block
	bad_except_stmt_indent
	'except' expression ':' block
	'except' expression 'as' NAME ':' block
	'except' expressions ':' block
	'except' ':' block
	bad_except_stmt
except_star_block
	bad_except_star_stmt_indent
	'except' '*' expression ':' block
	'except' '*' expression 'as' NAME ':' block
	'except' '*' expressions ':' block
	bad_except_star_stmt
finally_block
	bad_finally_stmt
	'finally' &&':' block

match_stmt
	"match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT
	bad_match_stmt
subject_expr
	star_named_expression ',' star_named_expressions?
	named_expression
case_block
	bad_case_block
	"case" patterns guard? ':' block
guard
	'if' named_expression
patterns
	open_sequence_pattern
	pattern
pattern
	or_pattern 'as' pattern_capture_target
	bad_as_pattern
	or_pattern
or_pattern
	'|'.closed_pattern+
closed_pattern memo
	literal_pattern
	pattern_capture_target
	"_"
	attr !('.' | '(' | '=')
	'(' pattern ')'
	sequence_pattern
	mapping_pattern
	class_pattern
literal_pattern
	signed_number !('+' | '-')
	signed_number ('+' | '-') NUMBER
	strings
	'None'
	'True'
	'False'
signed_number
	NUMBER
	'-' NUMBER
pattern_capture_target
	!"_" NAME !('.' | '(' | '=')
attr left
	name_or_attr '.' NAME
name_or_attr
	attr
	NAME
sequence_pattern
	'[' maybe_sequence_pattern? ']'
	'(' open_sequence_pattern? ')'
open_sequence_pattern
	maybe_star_pattern ',' maybe_sequence_pattern?
maybe_sequence_pattern
	','.maybe_star_pattern+ ','?
maybe_star_pattern
	star_pattern
	pattern
star_pattern memo
	'*' pattern_capture_target
	'*' "_"
mapping_pattern
	'{' '}'
	'{' double_star_pattern ','? '}'
	'{' items_pattern ',' double_star_pattern ','? '}'
	'{' items_pattern ','? '}'
items_pattern
	','.key_value_pattern+
key_value_pattern
	(literal_pattern | attr) ':' pattern
double_star_pattern
	'**' pattern_capture_target
class_pattern
	name_or_attr '(' ')'
	name_or_attr '(' positional_patterns ','? ')'
	name_or_attr '(' keyword_patterns ','? ')'
	name_or_attr '(' positional_patterns ',' keyword_patterns ','? ')'
	bad_class_pattern
positional_patterns
	','.pattern+
keyword_patterns
	','.keyword_pattern+
keyword_pattern
	NAME '=' pattern

type_alias
	"type" NAME type_params? '=' expression
type_params
	bad_type_params
	'[' ','.type_param+ ','? ']'
type_param memo
	NAME (':' expression)? ('=' expression)?
	bad_type_param
	'*' NAME ('=' star_expression)?
	'**' NAME ('=' expression)?

expressions
	expression (',' expression)+ ','? {Tuple}
	expression ',' {Tuple}
	expression
expression memo
	bad_expression
	bad_legacy_expression
	disjunction 'if' disjunction 'else' expression {IfExp}
	disjunction
	lambdef
yield_expr
	'yield' 'from' expression {Yield}
	'yield' star_expressions? {Yield}
star_expressions
	a=star_expression b=(',' star_expression)+ ','? {Tuple}
	a=star_expression ',' {Tuple}
	star_expression
star_expression memo
	'*' a=bitwise_or {Starred}
	expression
star_named_expressions
	','.star_named_expression+ ','?
star_named_expression
	'*' a=bitwise_or {Starred}
	named_expression
assignment_expression
	NAME ':=' ~ expression {NamedExpr}
named_expression
	assignment_expression
	bad_named_expression
	a=expression !':='
disjunction memo
	conjunction ('or' conjunction)+ {BoolOp}
	conjunction
conjunction memo
	inversion ('and' inversion)+ {BoolOp}
	inversion
inversion memo
	'not' inversion {UnaryOp}
	comparison
comparison
	a=bitwise_or b=compare_op_bitwise_or_pair+ {Compare}
	bitwise_or
compare_op_bitwise_or_pair
	COMPARE bitwise_or
	'not' 'in' bitwise_or
	'in' bitwise_or
	'is' 'not' bitwise_or
	'is' bitwise_or
bitwise_or left
	bitwise_or '|' bitwise_xor {BinOp}
	bitwise_xor
bitwise_xor left
	bitwise_xor '^' bitwise_and {BinOp}
	bitwise_and
bitwise_and left
	bitwise_and '&' shift_expr {BinOp}
	shift_expr
shift_expr left
	shift_expr '<<' sum {BinOp}
	shift_expr '>>' sum {BinOp}
	bad_arithmetic
	sum
sum left
	sum '+' term {BinOp}
	sum '-' term {BinOp}
	term
term left
	term '*' factor {BinOp}
	term '/' factor {BinOp}
	term '//' factor {BinOp}
	term '%' factor {BinOp}
	term '@' factor {BinOp}
	bad_factor
	factor
factor memo
	'+' factor {UnaryOp}
	'-' factor {UnaryOp}
	'~' factor {UnaryOp}
	power
power
	await_primary '**' factor {BinOp}
	await_primary
await_primary memo
	'await' primary {Await}
	primary
primary left
	primary '.' NAME {Attribute}
	primary genexp {Call}
	primary '(' arguments? ')' {Call}
	primary '[' slices ']' {Subscript}
	atom
slices
	slice !','
	','.(slice | starred_expression)+ ','?
slice
	expression? ':' expression? (':' expression?)?
	named_expression
atom
	NAME
	'True'
	'False'
	'None'
	&(STRING | FSTART | TSTART) strings
	NUMBER
	&'(' (tuple | group | genexp)
	&'[' (list | listcomp)
	&'{' (dict | set | dictcomp | setcomp)
	'...'
group
	'(' a=(yield_expr | named_expression) ')'
	bad_group
lambdef
	'lambda' lambda_params? ':' expression {Lambda}
lambda_params
	bad_lambda_parameters
	lambda_parameters
lambda_parameters
	lambda_slash_no_default lambda_param_no_default* lambda_param_with_default* lambda_star_etc?
	lambda_slash_with_default lambda_param_with_default* lambda_star_etc?
	lambda_param_no_default+ lambda_param_with_default* lambda_star_etc?
	lambda_param_with_default+ lambda_star_etc?
	lambda_star_etc
lambda_slash_no_default
	lambda_param_no_default+ '/' ','
	lambda_param_no_default+ '/' &':'
lambda_slash_with_default
	lambda_param_no_default* lambda_param_with_default+ '/' ','
	lambda_param_no_default* lambda_param_with_default+ '/' &':'
lambda_star_etc
	bad_lambda_star_etc
	'*' lambda_param_no_default lambda_param_maybe_default* lambda_kwds?
	'*' ',' lambda_param_maybe_default+ lambda_kwds?
	lambda_kwds
lambda_kwds
	bad_lambda_kwds
	'**' lambda_param_no_default
lambda_param_no_default
	a=lambda_param ','
	lambda_param &':'
lambda_param_with_default
	lambda_param default ','
	lambda_param default &':'
lambda_param_maybe_default
	lambda_param default? ','
	lambda_param default? &':'
lambda_param
	NAME

strings memo
	bad_strings
	(fstring | STRING)+ {strings}
	tstring+ {strings}
fstring
	FSTART fstring_middle* FEND
tstring
	TSTART fstring_middle* FEND
fstring_middle
	fstring_replacement_field
	FMIDDLE
fstring_replacement_field
	'{' annotated_rhs '='? ('!' NAME)? fstring_full_format_spec? '}'
	bad_replacement_field
fstring_full_format_spec
	':' fstring_format_spec*
fstring_format_spec
	FMIDDLE
	fstring_replacement_field

list
	'[' a=star_named_expressions? ']' {List}
tuple
	'(' a=(star_named_expression ',' star_named_expressions?)? ')' {Tuple}
set
	'{' star_named_expressions '}' {Set}
dict
	'{' double_starred_kvpairs? '}' {Dict}
	'{' bad_double_starred_kvpairs '}'
double_starred_kvpairs
	double_starred_kvpair (',' (bad_later_key | double_starred_kvpair))* ','?
double_starred_kvpair
	'**' bitwise_or
	kvpair
kvpair
	expression ':' expression
for_if_clauses
	for_if_clause+
for_if_clause
	'async' 'for' star_targets 'in' ~ disjunction ('if' disjunction)*
	'for' star_targets 'in' ~ disjunction ('if' disjunction)*
	bad_for_if_clause
	bad_for_target
listcomp
	'[' named_expression for_if_clauses ']' {ListComp}
	bad_comprehension
setcomp
	'{' named_expression for_if_clauses '}' {SetComp}
	bad_comprehension
genexp
	'(' (assignment_expression | expression !':=') for_if_clauses ')' {GeneratorExp}
	bad_comprehension
dictcomp
	'{' kvpair for_if_clauses '}' {DictComp}
	bad_dict_comprehension

arguments memo
	a=args ','? &')'
	bad_arguments
positional_arg
	starred_expression
	a=(assignment_expression | expression !':=') !'='
args
	positional_args (',' kwargs)?
	kwargs
positional_args
	','.positional_arg+
kwargs
	','.kwarg_or_starred+ ',' ','.kwarg_or_double_starred+
	','.kwarg_or_starred+
	','.kwarg_or_double_starred+
starred_expression
	bad_starred_expression_unpacking
	'*' a=expression {Starred}
	bad_starred_expression
kwarg_or_starred
	bad_kwarg
	NAME '=' expression {Keyword}
	starred_expression
kwarg_or_double_starred
	bad_kwarg
	NAME '=' expression {Keyword}
	'**' expression {DoubleStarred}

star_targets
	star_target !','
	star_target (',' star_target)* ','?
star_targets_list_seq
	','.star_target+ ','?
star_targets_tuple_seq
	star_target (',' star_target)+ ','?
	star_target ','
star_target memo
	'*' (!'*' star_target)
	target_with_star_atom
target_with_star_atom memo
	t_primary '.' NAME !t_lookahead
	t_primary '[' slices ']' !t_lookahead
	star_atom
star_atom
	NAME
	'(' target_with_star_atom ')'
	'(' star_targets_tuple_seq? ')'
	'[' star_targets_list_seq? ']'
single_target
	single_subscript_attribute_target
	NAME
	'(' single_target ')'
single_subscript_attribute_target
	t_primary '.' NAME !t_lookahead
	t_primary '[' slices ']' !t_lookahead
t_primary left
	t_primary '.' NAME &t_lookahead
	t_primary '[' slices ']' &t_lookahead
	t_primary genexp &t_lookahead
	t_primary '(' arguments? ')' &t_lookahead
	atom &t_lookahead
t_lookahead
	'('
	'['
	'.'
del_targets
	','.del_target+ ','?
del_target memo
	t_primary '.' NAME !t_lookahead
	t_primary '[' slices ']' !t_lookahead
	del_t_atom
del_t_atom
	NAME
	'(' del_target ')'
	'(' del_targets? ')'
	'[' del_targets? ']'

bad_arguments
	((positional_args ',' kwargs) | kwargs) a=',' ','.starred_expression+ {from "iterable argument unpacking follows keyword argument unpacking"}
	a=expression b=for_if_clauses ',' (args | expression for_if_clauses)? {range "Generator expression must be parenthesized"}
	a=NAME b='=' expression for_if_clauses {range "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"}
	(args ',')? a=NAME b='=' &(',' | ')') {range "expected argument value expression"}
	a=args b=for_if_clauses {bare_generator}
	args ',' a=expression b=for_if_clauses {range "Generator expression must be parenthesized"}
	a=args ',' args {positional_follows}
bad_kwarg
	a=('True' | 'False' | 'None') b='=' {range "cannot assign to %s"}
	a=NAME b='=' expression for_if_clauses {range "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"}
	a='**' expression '=' b=expression {range "cannot assign to keyword argument unpacking"}
	!(NAME '=') a=expression b='=' {range "expression cannot contain assignment, perhaps you meant \"==\"?"}
expression_without_bad
	disjunction 'if' disjunction 'else' expression {IfExp}
	disjunction
	lambdef
bad_legacy_expression
	a=NAME !'(' b=star_expressions {legacy}
bad_expression
	STRING a=(!STRING expression_without_bad)+ STRING {part}
	!(NAME STRING | SOFT_KEYWORD) a=disjunction b=expression_without_bad {comma}
	a=disjunction 'if' b=disjunction !('else' | ':') {range "expected 'else' after 'if' expression"}
	a=disjunction 'if' b=disjunction 'else' !expression {next "expected expression after 'else', but statement is given"}
	a=(pass_stmt | break_stmt | continue_stmt) 'if' disjunction 'else' simple_stmt {at "expected expression before 'if', but statement is given"}
	a='lambda' lambda_params? b=':' &FMIDDLE {range "$-string: lambda expressions are not allowed without parentheses"}
bad_named_expression memo
	a=expression ':=' expression {at "cannot use assignment expressions with %s"}
	a=NAME '=' b=bitwise_or !('=' | ':=') {range "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"}
	!(list | tuple | genexp | 'True' | 'None' | 'False') a=bitwise_or '=' bitwise_or !('=' | ':=') {at "cannot assign to %s here. Maybe you meant '==' instead of '='?"}
bad_assignment
	a=bad_ann_assign_target ':' expression {at "only single target (not %s) can be annotated"}
	a=star_named_expression ',' star_named_expressions* ':' expression {at "only single target (not tuple) can be annotated"}
	a=expression ':' expression {at "illegal target for annotation"}
	(star_targets '=')* a=star_expressions '=' {star_target}
	(star_targets '=')* a=yield_expr '=' {at "assignment to yield expression not possible"}
	a=star_expressions augassign annotated_rhs {at "'%s' is an illegal expression for augmented assignment"}
bad_ann_assign_target
	list
	tuple
	'(' a=bad_ann_assign_target ')'
bad_del_stmt
	'del' a=star_expressions {del_target}
bad_block
	NEWLINE !INDENT {indent}
bad_comprehension
	('[' | '(' | '{') a=starred_expression for_if_clauses {at "iterable unpacking cannot be used in comprehension"}
	('[' | '{') a=star_named_expression ',' b=star_named_expressions for_if_clauses {range "did you forget parentheses around the comprehension target?"}
	('[' | '{') a=star_named_expression b=',' for_if_clauses {range "did you forget parentheses around the comprehension target?"}
bad_dict_comprehension
	'{' a='**' bitwise_or for_if_clauses '}' {at "dict unpacking cannot be used in dict comprehension"}
bad_parameters
	a='/' ',' {at "at least one argument must precede /"}
	(slash_no_default | slash_with_default) param_maybe_default* a='/' {at "/ may appear only once"}
	slash_no_default? param_no_default* (slash_with_default | param_with_default+) a=param_no_default {at "parameter without a default follows parameter with a default"}
	param_no_default* a='(' param_no_default+ ','? b=')' {range "Function parameters cannot be parenthesized"}
	(slash_no_default | slash_with_default)? param_maybe_default* '*' (',' | param_no_default) param_maybe_default* a='/' {at "/ must be ahead of *"}
	param_maybe_default+ '/' a='*' {at "expected comma between / and *"}
bad_default
	a='=' &(')' | ',') {at "expected default value expression"}
bad_star_etc
	a='*' (')' | ',' (')' | '**')) {at "named arguments must follow bare *"}
	'*' param a='=' {at "var-positional argument cannot have default value"}
	'*' (param_no_default | ',') param_maybe_default* a='*' (param_no_default | ',') {at "* argument may appear only once"}
bad_kwds
	'**' param a='=' {at "var-keyword argument cannot have default value"}
	'**' param ',' a=param {at "arguments cannot follow var-keyword argument"}
	'**' param ',' a=('*' | '**' | '/') {at "arguments cannot follow var-keyword argument"}
bad_lambda_parameters
	a='/' ',' {at "at least one argument must precede /"}
	(lambda_slash_no_default | lambda_slash_with_default) lambda_param_maybe_default* a='/' {at "/ may appear only once"}
	lambda_slash_no_default? lambda_param_no_default* (lambda_slash_with_default | lambda_param_with_default+) a=lambda_param_no_default {at "parameter without a default follows parameter with a default"}
	lambda_param_no_default* a='(' ','.lambda_param+ ','? b=')' {range "Lambda expression parameters cannot be parenthesized"}
	(lambda_slash_no_default | lambda_slash_with_default)? lambda_param_maybe_default* '*' (',' | lambda_param_no_default) lambda_param_maybe_default* a='/' {at "/ must be ahead of *"}
	lambda_param_maybe_default+ '/' a='*' {at "expected comma between / and *"}
bad_lambda_star_etc
	'*' (':' | ',' (':' | '**')) {here "named arguments must follow bare *"}
	'*' lambda_param a='=' {at "var-positional argument cannot have default value"}
	'*' (lambda_param_no_default | ',') lambda_param_maybe_default* a='*' (lambda_param_no_default | ',') {at "* argument may appear only once"}
bad_lambda_kwds
	'**' lambda_param a='=' {at "var-keyword argument cannot have default value"}
	'**' lambda_param ',' a=lambda_param {at "arguments cannot follow var-keyword argument"}
	'**' lambda_param ',' a=('*' | '**' | '/') {at "arguments cannot follow var-keyword argument"}
bad_with_item
	expression 'as' a=expression &(',' | ')' | ':') {star_target}
bad_for_if_clause
	'async'? 'for' (bitwise_or (',' bitwise_or)* ','?) !'in' {here "'in' expected after for-loop variables"}
bad_for_target
	'async'? 'for' a=star_expressions {for_target}
bad_group
	'(' a=starred_expression ')' {at "cannot use starred expression here"}
	'(' a='**' expression ')' {at "cannot use double starred expression here"}
bad_import
	a='import' ','.dotted_name+ 'from' dotted_name {from "Did you mean to use 'from ... import ...' instead?"}
	'import' a=NEWLINE {from "Expected one or more names after 'import'"}
bad_dotted_as_name
	dotted_name 'as' !(NAME (',' | ')' | ';' | NEWLINE)) a=expression {at "cannot use %s as import target"}
bad_import_from_as_name
	NAME 'as' !(NAME (',' | ')' | ';' | NEWLINE)) a=expression {at "cannot use %s as import target"}
bad_import_from_targets
	import_from_as_names ',' NEWLINE {here "trailing comma not allowed without surrounding parentheses"}
	a=NEWLINE {from "Expected one or more names after 'import'"}
bad_with_stmt
	'async'? 'with' ','.(expression ('as' star_target)?)+ NEWLINE {here "expected ':'"}
	'async'? 'with' '(' ','.(expressions ('as' star_target)?)+ ','? ')' NEWLINE {here "expected ':'"}
bad_with_stmt_indent
	'async'? a='with' ','.(expression ('as' star_target)?)+ ':' NEWLINE !INDENT {indent "'with' statement"}
	'async'? a='with' '(' ','.(expressions ('as' star_target)?)+ ','? ')' ':' NEWLINE !INDENT {indent "'with' statement"}
bad_try_stmt
	a='try' ':' NEWLINE !INDENT {indent "'try' statement"}
	'try' ':' block !('except' | 'finally') {here "expected 'except' or 'finally' block"}
	'try' ':' block* except_block+ a='except' b='*' expression ('as' NAME)? ':' {range "cannot have both 'except' and 'except*' on the same 'try'"}
	'try' ':' block* except_star_block+ a='except' (expression ('as' NAME)?)? ':' {at "cannot have both 'except' and 'except*' on the same 'try'"}
bad_except_stmt
	'except' a=expression ',' expressions 'as' NAME ':' {from "multiple exception types must be parenthesized when using 'as'"}
	'except' expression ('as' NAME)? NEWLINE {here "expected ':'"}
	'except' NEWLINE {here "expected ':'"}
	'except' expression 'as' a=expression ':' block {at "cannot use except statement with %s"}
bad_except_star_stmt
	'except' '*' a=expression ',' expressions 'as' NAME ':' {from "multiple exception types must be parenthesized when using 'as'"}
	'except' '*' expression ('as' NAME)? NEWLINE {here "expected ':'"}
	'except' '*' (NEWLINE | ':') {here "expected one or more exception types"}
	'except' '*' expression 'as' a=expression ':' block {at "cannot use except* statement with %s"}
bad_finally_stmt
	a='finally' ':' NEWLINE !INDENT {indent "'finally' statement"}
bad_except_stmt_indent
	a='except' expression ('as' NAME)? ':' NEWLINE !INDENT {indent "'except' statement"}
	a='except' ':' NEWLINE !INDENT {indent "'except' statement"}
bad_except_star_stmt_indent
	a='except' '*' expression ('as' NAME)? ':' NEWLINE !INDENT {indent "'except*' statement"}
bad_match_stmt
	"match" subject_expr NEWLINE {here "expected ':'"}
	a="match" subject_expr ':' NEWLINE !INDENT {indent "'match' statement"}
bad_case_block
	"case" patterns guard? NEWLINE {here "expected ':'"}
	a="case" patterns guard? ':' NEWLINE !INDENT {indent "'case' statement"}
bad_as_pattern
	or_pattern 'as' a="_" {at "cannot use '_' as a target"}
	or_pattern 'as' a=expression {at "cannot use %s as pattern target"}
bad_class_pattern
	name_or_attr '(' a=bad_class_argument_pattern {at "positional patterns follow keyword patterns"}
bad_class_argument_pattern
	(positional_patterns ',')? keyword_patterns ',' a=positional_patterns
bad_if_stmt
	'if' named_expression NEWLINE {here "expected ':'"}
	a='if' named_expression ':' NEWLINE !INDENT {indent "'if' statement"}
bad_elif_stmt
	'elif' named_expression NEWLINE {here "expected ':'"}
	a='elif' named_expression ':' NEWLINE !INDENT {indent "'elif' statement"}
bad_else_stmt
	a='else' ':' NEWLINE !INDENT {indent "'else' statement"}
	'else' ':' block 'elif' {here "'elif' block follows an 'else' block"}
bad_while_stmt
	'while' named_expression NEWLINE {here "expected ':'"}
	a='while' named_expression ':' NEWLINE !INDENT {indent "'while' statement"}
bad_for_stmt
	'async'? 'for' star_targets 'in' star_expressions NEWLINE {here "expected ':'"}
	'async'? a='for' star_targets 'in' star_expressions ':' NEWLINE !INDENT {indent "'for' statement"}
bad_def_raw
	'async'? a='def' NAME type_params? '(' params? ')' ('->' expression)? ':' NEWLINE !INDENT {indent "function definition"}
bad_class_def_raw
	'class' NAME type_params? ('(' arguments? ')')? NEWLINE {here "expected ':'"}
	a='class' NAME type_params? ('(' arguments? ')')? ':' NEWLINE !INDENT {indent "class definition"}
bad_double_starred_kvpairs
	','.double_starred_kvpair+ ',' bad_kvpair
	expression ':' a='*' bitwise_or {from "cannot use a starred expression in a dictionary value"}
	expression a=':' &('}' | ',') {at "expression expected after dictionary key and ':'"}
bad_later_key
	!('(' | '[' | '{') a=expression_without_bad !':' {key}
bad_kvpair
	a=expression !':' {key}
	expression ':' a='*' bitwise_or {from "cannot use a starred expression in a dictionary value"}
	expression a=':' &('}' | ',') {at "expression expected after dictionary key and ':'"}
bad_starred_expression_unpacking
	a='*' expression '=' b=expression {range "cannot assign to iterable argument unpacking"}
bad_starred_expression
	'*' {here "Invalid star expression"}
bad_replacement_field
	'{' a='=' {at "$-string: valid expression required before '='"}
	'{' a='!' {at "$-string: valid expression required before '!'"}
	'{' a=':' {at "$-string: valid expression required before ':'"}
	'{' a='}' {at "$-string: valid expression required before '}'"}
	'{' !annotated_rhs {next "$-string: expecting a valid expression after '{'"}
	'{' annotated_rhs !('=' | '!' | ':' | '}') {next "$-string: expecting '=', or '!', or ':', or '}'"}
	'{' annotated_rhs '=' !('!' | ':' | '}') {next "$-string: expecting '!', or ':', or '}'"}
	'{' annotated_rhs '='? bad_conversion
	'{' annotated_rhs '='? ('!' NAME)? !(':' | '}') {next "$-string: expecting ':' or '}'"}
	'{' annotated_rhs '='? ('!' NAME)? ':' fstring_format_spec* !'}' {next "$-string: expecting '}', or format specs"}
	'{' annotated_rhs '='? ('!' NAME)? !'}' {next "$-string: expecting '}'"}
bad_strings
	a=(fstring | STRING)+ b=tstring {mixed}
	a=tstring+ b=(fstring | STRING) {mixed}
bad_conversion
	'!' &(':' | '}') {next "$-string: missing conversion character"}
	'!' !NAME {next "$-string: invalid conversion character"}
bad_arithmetic
	sum ('+' | '-' | '*' | '/' | '%' | '//' | '@') a='not' b=inversion {range "'not' after an operator must be parenthesized"}
bad_factor
	('+' | '-' | '~') a='not' b=factor {range "'not' after an operator must be parenthesized"}
bad_type_params
	'[' a=']' {from "Type parameter list cannot be empty"}
bad_type_param
	'*' NAME a=':' b=expression {bound TypeVarTuple}
	'**' NAME a=':' b=expression {bound ParamSpec}
`
