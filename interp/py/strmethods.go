package py

func strMethods() []Method {
	return []Method{
		formatMethod(formatStr),
	}
}
