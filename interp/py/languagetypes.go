package py

// NamedType is a type under the name that module types gives it.
type NamedType struct {
	Name string
	Type *Type
}

// capsuleType is the type of CPython's handles of C extensions, which there are none
// of here.
var capsuleType Type

func capsuleSpec() TypeSpec {
	return TypeSpec{Name: "PyCapsule", Flags: NoSubclass | NoInstances,
		Doc: "What C extensions hand to each other. There are no instances here."}
}

// LanguageTypes lists the types that are no built-in names.
// https://docs.python.org/3.14/library/types.html#standard-interpreter-types
func LanguageTypes() []NamedType {
	DefineType(&capsuleType, capsuleSpec)
	return []NamedType{
		{"AsyncGeneratorType", &asyncGenType},
		{"BuiltinFunctionType", &builtinType},
		{"BuiltinMethodType", &builtinType},
		{"CapsuleType", &capsuleType},
		{"CellType", &cellType},
		{"ClassMethodDescriptorType", &classMethodDescrType},
		{"CodeType", &codeType},
		{"CoroutineType", &coroutineType},
		{"EllipsisType", &ellipsisType},
		{"FrameType", &frameType},
		{"FunctionType", &functionType},
		{"GeneratorType", &generatorType},
		{"GenericAlias", &genericAliasType},
		{"GetSetDescriptorType", &getsetType},
		{"LambdaType", &functionType},
		{"MappingProxyType", &mappingProxyType},
		{"MemberDescriptorType", &memberType},
		{"MethodDescriptorType", &methodDescrType},
		{"MethodType", &methodType},
		{"MethodWrapperType", &methodWrapperType},
		{"ModuleType", &moduleType},
		{"NoneType", &noneType},
		{"NotImplementedType", &notImplementedType},
		{"SimpleNamespace", &namespaceType},
		{"TracebackType", &tracebackType},
		{"UnionType", &unionType},
		{"WrapperDescriptorType", &slotWrapperType},
	}
}
