# conf: tier=exact
def first[T](x: list[T]) -> T: return x[0]
class Box[T]:
    def __init__(self, v: T): self.v = v
type Alias = list[int]
type Gen[K] = dict[K, int]
print(first([1, 2]), Box(3).v, Box[int](4).v, Alias, Alias.__value__, first.__type_params__, Box.__type_params__, Alias.__name__)
