package py

func floatMethods() []Method { return []Method{formatMethod(formatFloat)} }
func floatGetset() []Getset  { return nil }
