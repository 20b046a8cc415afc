# conf: tier=numbers
import random
random.seed(2024)
print([random.gauss(0, 1) for _ in range(4)])
print([random.normalvariate(10, 2) for _ in range(3)])
print(random.expovariate(1.5), random.triangular(1, 5, 2), random.betavariate(2, 3), random.gammavariate(2, 1), random.lognormvariate(0, 1), random.vonmisesvariate(0, 4), random.paretovariate(3), random.weibullvariate(1, 2), random.uniform(-5, 5), random.binomialvariate(10, 0.3))
