package py

import "sync"

var defineOnce sync.Once

// DefineBuiltins turns the declarations of the built-in types into types, once
// per process. NewInterp and NewType call it.
func DefineBuiltins() {
	defineOnce.Do(func() {
		defineShortStrs()
		slotDefs()
		for _, d := range builtinTypes() {
			define(d.typ, d.spec())
		}
		defineExceptions()
	})
}

type typeRow struct {
	typ  *Type
	spec func() TypeSpec
}

// builtinTypes lists the built-in types with their declarations, bases first.
func builtinTypes() []typeRow {
	return []typeRow{
		{&objectType, objectSpec},
		{&typeType, typeSpec},
		{&noneType, noneSpec},
		{&ellipsisType, ellipsisSpec},
		{&notImplementedType, notImplementedSpec},
		{&intType, intSpec},
		{&boolType, boolSpec},
		{&floatType, floatSpec},
		{&complexType, complexSpec},
		{&strType, strSpec}, {&strIterType, strIterSpec}, {&strASCIIIterType, strASCIIIterSpec},
		{&bytesIterType, bytesIterSpec}, {&byteArrayIterType, byteArrayIterSpec},
		{&bytesType, bytesSpec},
		{&byteArrayType, byteArraySpec},
		{&memoryViewType, memoryViewSpec}, {&memIterType, memIterSpec},
		{&tupleType, tupleSpec},
		{&tupleIterType, tupleIterSpec},
		{&listType, listSpec},
		{&listIterType, listIterSpec},
		{&listRevIterType, listRevIterSpec},
		{&dictType, dictSpec},
		{&dictKeysType, dictKeysSpec},
		{&dictValuesType, dictValuesSpec},
		{&dictItemsType, dictItemsSpec},
		{&dictKeyIterType, dictIterSpec("dict_keyiterator")},
		{&dictValueIterType, dictIterSpec("dict_valueiterator")},
		{&dictItemIterType, dictIterSpec("dict_itemiterator")},
		{&dictRevKeyIterType, dictIterSpec("dict_reversekeyiterator")},
		{&dictRevValueIterType, dictIterSpec("dict_reversevalueiterator")},
		{&dictRevItemIterType, dictIterSpec("dict_reverseitemiterator")},
		{&setType, setSpec},
		{&frozenSetType, frozenSetSpec},
		{&setIterType, setIterSpec},
		{&rangeType, rangeSpec},
		{&rangeIterType, rangeIterSpec},
		{&bigRangeIterType, bigRangeIterSpec},
		{&sliceType, sliceSpec},
		{&seqIterType, seqIterSpec},
		{&enumerateType, enumerateSpec},
		{&zipType, zipSpec},
		{&mapType, mapSpec},
		{&filterType, filterSpec},
		{&reversedType, reversedSpec},
		{&callableIterType, callableIterSpec},
		{&genericAliasType, genericAliasSpec},
		{&aliasIterType, aliasIterSpec},
		{&unionType, unionSpec},
		{&mappingProxyType, mappingProxySpec},
		{&namespaceType, namespaceSpec},
		{&functionType, functionSpec},
		{&cellType, cellSpec},
		{&builtinType, builtinSpec},
		{&methodType, methodSpec},
		{&methodDescrType, methodDescrSpec},
		{&classMethodDescrType, classMethodDescrSpec},
		{&getsetType, getsetSpec},
		{&memberType, memberSpec},
		{&slotWrapperType, slotWrapperSpec},
		{&methodWrapperType, methodWrapperSpec},
		{&staticMethodType, staticMethodSpec},
		{&classMethodType, classMethodSpec},
		{&propertyType, propertySpec},
		{&generatorType, generatorSpec},
		{&coroutineType, coroutineSpec},
		{&asyncGenType, asyncGenSpec},
		{&coroutineWrapperType, coroutineWrapperSpec},
		{&asyncValueType, asyncValueSpec},
		{&asyncSendType, asyncSendSpec},
		{&asyncThrowType, asyncThrowSpec},
		{&anextDefaultType, anextDefaultSpec},
		{&frameType, frameSpec},
		{&frameLocalsType, frameLocalsSpec},
		{&tracebackType, tracebackSpec},
		{&codeType, codeSpec},
		{&moduleType, moduleSpec},
		{&superType, superSpec},
		{&baseExceptionType, baseExceptionSpec},
	}
}
