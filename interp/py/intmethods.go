package py

func intMethods() []Method { return []Method{formatMethod(formatInt)} }
func intGetset() []Getset  { return nil }
