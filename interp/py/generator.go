package py

func generatorSpec() TypeSpec {
	return TypeSpec{Name: "generator", Layout: LayoutOf[Generator](), Flags: NoSubclass | NoInstances}
}

func coroutineSpec() TypeSpec {
	return TypeSpec{Name: "coroutine", Layout: LayoutOf[Generator](), Flags: NoSubclass | NoInstances}
}

func asyncGenSpec() TypeSpec {
	return TypeSpec{Name: "async_generator", Layout: LayoutOf[Generator](), Flags: NoSubclass | NoInstances}
}

func frameSpec() TypeSpec {
	return TypeSpec{Name: "frame", Layout: LayoutOf[FrameObject](), Flags: NoSubclass | NoInstances}
}

func tracebackSpec() TypeSpec {
	return TypeSpec{Name: "traceback", Layout: LayoutOf[Traceback](), Flags: NoSubclass}
}

func codeSpec() TypeSpec {
	return TypeSpec{Name: "code", Layout: LayoutOf[Code](), Flags: NoSubclass}
}
