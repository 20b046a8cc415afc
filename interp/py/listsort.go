package py

func listSort(t *Thread, self Value, a Args) (Value, error) {
	return Value{}, Errorf(NotImplementedError, "sort")
}
