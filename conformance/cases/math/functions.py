# conf: tier=numbers
import math
print(math.pi, math.e, math.tau, math.inf, math.nan)
print([f(0.5) for f in (math.sin, math.cos, math.tan, math.asin, math.acos, math.atan, math.sinh, math.cosh, math.tanh, math.exp, math.expm1, math.log1p, math.sqrt, math.cbrt, math.exp2, math.erf, math.erfc, math.gamma, math.lgamma)])
print(math.floor(2.7), math.ceil(2.1), math.trunc(-2.7), math.floor(-2.5), math.ceil(10 ** 20), math.fabs(-3), math.factorial(20), math.gcd(12, 18, 8), math.lcm(4, 6), math.comb(10, 3), math.perm(5, 2), math.isqrt(10 ** 20 + 1), math.prod([1, 2, 3, 4]), math.prod([], start=5))
print(math.log(10), math.log(8, 2), math.log2(1024), math.log10(1e5), math.log(10 ** 400), math.pow(2, 0.5), math.hypot(3, 4), math.hypot(1, 2, 2), math.dist((0, 0), (3, 4)), math.atan2(1, -1), math.degrees(math.pi), math.radians(180))
print(math.fmod(-7, 3), math.modf(3.25), math.frexp(10.0), math.ldexp(0.5, 3), math.copysign(1, -0.0), math.fsum([0.1] * 10), math.remainder(7, 4), math.nextafter(1, 2), math.ulp(1.0), math.sumprod([1, 2], [3, 4]), math.fma(2, 3, 4))
print(math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, rel_tol=0.2), math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1.0), math.acosh(2), math.asinh(1), math.atanh(0.5))
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e)
err(lambda: math.sqrt(-1)); err(lambda: math.log(0)); err(lambda: math.factorial(-1)); err(lambda: math.factorial(1.5)); err(lambda: math.exp(1000)); err(lambda: math.sin('a')); err(lambda: math.acos(2)); err(lambda: math.floor(math.nan)); err(lambda: math.isqrt(-1)); err(lambda: math.gcd(1.5)); err(lambda: math.pow(0, -1)); err(lambda: math.comb(-1, 2)); err(lambda: math.sqrt()); err(lambda: math.fmod(1, 0)); err(lambda: math.log(-1)); err(lambda: math.ceil(math.inf))
