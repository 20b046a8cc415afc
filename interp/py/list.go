package py

func listSpec() TypeSpec {
	return TypeSpec{Name: "list", Layout: LayoutOf[List](), Flags: listSub | Unhashable | MatchSequence}
}

func listIterSpec() TypeSpec {
	return TypeSpec{Name: "list_iterator", Layout: LayoutOf[ListIter](), Flags: NoSubclass | NoInstances}
}
