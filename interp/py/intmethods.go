package py

func intMethods() []Method { return nil }
func intGetset() []Getset  { return nil }
