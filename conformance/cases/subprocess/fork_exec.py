# _posixsubprocess.fork_exec by itself: descriptors, directory, environment, errors
# that come through the pipe.
import os
from _posixsubprocess import fork_exec


def run(args, executables=None, close_fds=True, pass_fds=(), cwd=None, env=None, session=False, umask=-1, stdin=b''):
    out_r, out_w = os.pipe()
    in_r, in_w = os.pipe()
    err_r, err_w = os.pipe()
    try:
        pid = fork_exec(args, [os.fsencode(e) for e in executables or [args[0]]], close_fds, tuple(sorted({*pass_fds, err_w})), cwd, env,
                        in_r, in_w, out_r, out_w, -1, -1, err_r, err_w, True, session, -1, None, None, None, umask, None)
    finally:
        os.close(err_w)
        os.close(in_r)
        os.close(out_w)
    os.write(in_w, stdin)
    os.close(in_w)
    error = os.read(err_r, 1000)
    out = b''
    while part := os.read(out_r, 1000):
        out += part
    os.close(out_r)
    os.close(err_r)
    if error:
        try:
            os.waitpid(pid, 0)
        except ChildProcessError:
            pass
        print('failed:', error)
    else:
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), out)


run(['/bin/echo', 'hello', b'bytes'])
run(['/bin/cat'], stdin=b'through')
run(['/bin/sh', '-c', 'exit 3'])
run(['/bin/sh', '-c', 'kill -9 $$'])
run(['/bin/sh', '-c', 'pwd'], cwd='/usr')
run(['/bin/sh', '-c', 'echo $A$B'], env=[b'A=1', b'B=2'])
run(['/bin/sh', '-c', 'umask'], umask=0o27)
run(['other name', '-c', 'echo $0'], [b'/nonexistent/sh', b'/bin/sh'])
run(['/nonexistent'])
run(['/tmp'])
run(['x'], ['/nonexistent', '/tmp', '/nonexistent'])
run(['/bin/echo'], cwd='/nonexistent')
run(['/bin/echo'], cwd='/dev/null')
r, w = os.pipe()
run(['/bin/sh', '-c', 'echo passed >&%d' % w], pass_fds=[w])
print(os.read(r, 100))
os.set_inheritable(w, True)
run(['/bin/sh', '-c', 'echo inherited >&%d' % w], close_fds=False)
print(os.read(r, 100))
run(['/bin/sh', '-c', '(echo closed >&%d) 2>/dev/null || echo not open' % w])
for bad in ['/bin/echo', 1], ['/bin/echo', 'a\0b']:
    try:
        run(bad)
    except (TypeError, ValueError) as e:
        print(type(e), e)
