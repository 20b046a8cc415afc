package py

func dictSpec() TypeSpec {
	return TypeSpec{Name: "dict", Layout: LayoutOf[Dict](), Flags: dictSub | Unhashable | MatchMapping}
}
