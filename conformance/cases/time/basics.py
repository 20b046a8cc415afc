# conf: tier=exact
import time
a = time.time()
m = time.monotonic()
p = time.perf_counter()
time.sleep(0.02)
print(0.02 <= time.time() - a + 0.001 < 5, 0.0199 <= time.monotonic() - m < 5, 0.0199 <= time.perf_counter() - p < 5, type(a).__name__, type(time.time_ns()).__name__, time.process_time() >= 0, time.thread_time() >= 0, time.monotonic_ns() > 0, time.perf_counter_ns() > 0)
g = time.gmtime(0)
print(g, g.tm_year, g[0], tuple(g), len(g))
print(time.strftime('%Y-%m-%d %H:%M:%S %j %a %A %b %B %p %I %y %%', time.gmtime(1700000000)), time.asctime(time.gmtime(1e9)), time.ctime(0), time.mktime((2020, 1, 2, 3, 4, 5, 0, 0, 0)), time.localtime(86400).tm_mday, time.timezone, time.tzname[0], time.daylight)
print(time.strptime('2021-03-04 05:06:07', '%Y-%m-%d %H:%M:%S')[:6], time.gmtime(1.9).tm_sec, time.gmtime(-1)[:6])
for f in (lambda: time.sleep(-1), lambda: time.sleep('a'), lambda: time.sleep(), lambda: time.strptime('x', '%Y'), lambda: time.gmtime('a'), lambda: time.sleep(float('nan')), lambda: time.mktime((1, 2))):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
