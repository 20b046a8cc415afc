package py

func tupleSpec() TypeSpec {
	return TypeSpec{Name: "tuple", Layout: LayoutOf[Tuple](), Flags: tupleSub | MatchSequence}
}

func tupleIterSpec() TypeSpec {
	return TypeSpec{Name: "tuple_iterator", Layout: LayoutOf[TupleIter](), Flags: NoSubclass | NoInstances}
}
