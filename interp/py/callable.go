package py

func functionSpec() TypeSpec {
	return TypeSpec{Name: "function", Layout: LayoutOf[Function](), Flags: NoSubclass | MethodDescr,
		Slots: Slots{Call: functionCall, DescrGet: bindFunction}}
}

func cellSpec() TypeSpec {
	return TypeSpec{Name: "cell", Layout: LayoutOf[Cell](), Flags: NoSubclass}
}

func builtinSpec() TypeSpec {
	return TypeSpec{Name: "builtin_function_or_method", Layout: LayoutOf[Builtin](), Flags: NoSubclass | NoInstances,
		Slots: Slots{Call: builtinCall}}
}

func methodSpec() TypeSpec {
	return TypeSpec{Name: "method", Layout: LayoutOf[BoundMethod](), Flags: NoSubclass,
		Slots: Slots{Call: boundMethodCall}}
}

func methodDescrSpec() TypeSpec {
	return TypeSpec{Name: "method_descriptor", Layout: LayoutOf[MethodDescriptor](), Flags: NoSubclass | NoInstances | MethodDescr,
		Slots: Slots{Call: methodDescrCall, DescrGet: bindMethodDescr}}
}

func classMethodDescrSpec() TypeSpec {
	return TypeSpec{Name: "classmethod_descriptor", Layout: LayoutOf[MethodDescriptor](), Flags: NoSubclass | NoInstances,
		Slots: Slots{DescrGet: bindClassMethodDescr}}
}

func getsetSpec() TypeSpec {
	return TypeSpec{Name: "getset_descriptor", Layout: LayoutOf[GetsetDescriptor](), Flags: NoSubclass | NoInstances,
		Slots: Slots{DescrGet: getsetGet, DescrSet: getsetSet}}
}

func memberSpec() TypeSpec {
	return TypeSpec{Name: "member_descriptor", Layout: LayoutOf[MemberDescriptor](), Flags: NoSubclass | NoInstances,
		Slots: Slots{DescrGet: memberGet, DescrSet: memberSet}}
}

func slotWrapperSpec() TypeSpec {
	return TypeSpec{Name: "wrapper_descriptor", Layout: LayoutOf[SlotWrapper](), Flags: NoSubclass | NoInstances | MethodDescr,
		Slots: Slots{Call: slotWrapperCall, DescrGet: slotWrapperGet}}
}

func methodWrapperSpec() TypeSpec {
	return TypeSpec{Name: "method-wrapper", Layout: LayoutOf[methodWrapper](), Flags: NoSubclass | NoInstances,
		Slots: Slots{Call: methodWrapperCall}}
}

func staticMethodSpec() TypeSpec {
	return TypeSpec{Name: "staticmethod", Layout: LayoutWithInst(func(s *StaticMethod) *Inst { return &s.Inst })}
}

func classMethodSpec() TypeSpec {
	return TypeSpec{Name: "classmethod", Layout: LayoutWithInst(func(s *ClassMethod) *Inst { return &s.Inst })}
}

func propertySpec() TypeSpec {
	return TypeSpec{Name: "property", Layout: LayoutWithInst(func(s *Property) *Inst { return &s.Inst }),
		Slots: Slots{DescrGet: propertyGet, DescrSet: propertySet}}
}

func moduleSpec() TypeSpec {
	return TypeSpec{Name: "module", Layout: LayoutOf[Module]()}
}
