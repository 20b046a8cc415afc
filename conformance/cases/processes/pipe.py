# conf: needs=multiprocessing timeout=30
from multiprocessing import Process, Pipe
def echo(c):
    while True:
        try:
            x = c.recv()
        except EOFError:
            break
        c.send(['echo', x])
    c.close()
if __name__ == '__main__':
    a, b = Pipe()
    p = Process(target=echo, args=(b,))
    p.start()
    b.close()
    for x in (1, 'text', [1, {'k': (2,)}], None, b'raw', 10 ** 30):
        a.send(x)
        print(a.recv())
    print(a.poll(), a.poll(0.01), a.closed, a.readable, a.writable, a.fileno() > 0)
    a.close()
    p.join()
    print(p.exitcode)
    r, w = Pipe(duplex=False)
    w.send_bytes(b'bytes'); w.send_bytes(b'0123456789', 2, 3)
    print(r.recv_bytes(), r.poll(1), r.recv_bytes(), r.readable, r.writable, w.readable)
    buf = bytearray(5)
    w.send_bytes(b'abc')
    print(r.recv_bytes_into(buf), buf)
    def err(f):
        try:
            print(f())
        except Exception as e:
            print(type(e).__name__, e)
    err(lambda: r.send(1)); err(lambda: w.recv()); err(lambda: a.send(1))
    w.close()
    err(lambda: r.recv())
    with r as same: print(same is r)
    print(r.closed)
    err(lambda: r.recv())
