package py

func floatMethods() []Method { return nil }
func floatGetset() []Getset  { return nil }
