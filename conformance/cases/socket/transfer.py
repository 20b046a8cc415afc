# Sockets of module _socket: TCP, UDP, AF_UNIX, timeouts, descriptors that are sent.
import _socket
import os
import struct
import threading
import time


def accept(s):
    fd, address = s._accept()
    return _socket.socket(fileno=fd), address


def connected():
    listener = _socket.socket()
    listener.bind(('127.0.0.1', 0))
    listener.listen()
    client = _socket.socket()
    client.connect(listener.getsockname())
    server, address = accept(listener)
    print(address == client.getsockname(), client.getpeername() == listener.getsockname())
    listener.close()
    return client, server


c, s = connected()
print(c.send(b'hello'), s.recv(100))
print(c.sendall(b'abc' * 3, 0), s.recv(4), s.recv(100, _socket.MSG_PEEK), s.recv(100))
buf = bytearray(8)
c.send(b'12345')
print(s.recv_into(buf, 3), s.recv_into(memoryview(buf)[4:]), buf)
print(s.getsockopt(_socket.SOL_SOCKET, _socket.SO_TYPE), s.family == _socket.AF_INET, s.proto)
s.setsockopt(_socket.IPPROTO_TCP, _socket.TCP_NODELAY, 1)
print(s.getsockopt(_socket.IPPROTO_TCP, _socket.TCP_NODELAY), s.getsockopt(_socket.IPPROTO_TCP, _socket.TCP_NODELAY, 4))

# Timeouts and the non-blocking mode.
s.settimeout(0.02)
start = time.monotonic()
try:
    s.recv(1)
except TimeoutError as e:
    print(repr(e), time.monotonic() - start >= 0.02, s.timeout, s.getblocking(), os.get_blocking(s.fileno()))
s.setblocking(False)
print(s.gettimeout(), s.getblocking())
try:
    s.recv(1)
except BlockingIOError as e:
    print(e)
s.settimeout(None)
print(s.gettimeout(), os.get_blocking(s.fileno()), os.get_inheritable(s.fileno()))

# A blocking send sends all; MSG_WAITALL waits for all.
received = []


def reader():
    n = 0
    while n < 3_000_000:
        n += len(s.recv(100_000))
    received.append(n)


t = threading.Thread(target=reader)
t.start()
print(c.send(b'x' * 3_000_000))
t.join()
print(received)


def writer():
    for part in b'ab', b'cd', b'e':
        c.send(part)
        time.sleep(0.01)


t = threading.Thread(target=writer)
t.start()
print(s.recv(5, _socket.MSG_WAITALL))
t.join()

c.shutdown(_socket.SHUT_WR)
print(s.recv(10), s.recv(0))
s.sendall(b'bye')
print(c.recv(10))
fd = c.detach()
print(c.fileno())
other = _socket.socket(fileno=fd)
print(other.type == _socket.SOCK_STREAM, other.family == _socket.AF_INET)
other.close()
other.close()
try:
    for i in range(20):
        s.sendall(b'x' * 1000)
        time.sleep(0.002)
except (BrokenPipeError, ConnectionResetError) as e:
    print('gone')
s.close()
try:
    s.recv(1)
except OSError as e:
    print(e)

u, v = _socket.socket(type=_socket.SOCK_DGRAM), _socket.socket(type=_socket.SOCK_DGRAM)
u.bind(('', 0))
v.sendto(b'data', ('127.0.0.1', u.getsockname()[1]))
data, address = u.recvfrom(3)
print(data, address[0], address[1] == v.getsockname()[1])
v.connect(('127.0.0.1', u.getsockname()[1]))
v.send(b'')
print(u.recvfrom_into(buf)[0])
v.sendmsg([b'ab', bytearray(b'cd')])
parts = [bytearray(3), bytearray(3)]
n, control, flags, address = u.recvmsg_into(parts)
print(n, control, flags, parts)

c = _socket.socket()
try:
    c.connect(('127.0.0.1', 1))
except ConnectionRefusedError as e:
    print(e, c.connect_ex(('127.0.0.1', 1)) == e.errno)

a, b = _socket.socketpair()
r, w = os.pipe()
print(a.sendmsg([b'fd'], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, struct.pack('i', r))]))
data, control, flags, address = b.recvmsg(10, _socket.CMSG_SPACE(4))
print(data, len(control), control[0][:2] == (_socket.SOL_SOCKET, _socket.SCM_RIGHTS))
got, = struct.unpack('i', control[0][2])
os.write(w, b'through')
print(os.read(got, 10))
print(repr(a.getsockname()), a.getpeername())
a.close()
print(b.recv(1))

_socket.setdefaulttimeout(1.5)
print(_socket.getdefaulttimeout(), _socket.socket().gettimeout())
_socket.setdefaulttimeout(None)

# A thread that waits in recv does not hold up the others.
a, b = _socket.socketpair()
t = threading.Thread(target=lambda: print(a.recv(10)))
t.start()
print('before')
b.send(b'after')
t.join()
