import atexit
import os
import sys

import _multiprocessing
from . import context, process, util
from .context import set_spawning_popen

__all__ = ['_main', 'freeze_support', 'set_executable', 'get_executable',
           'get_preparation_data', 'import_main_path']

_executable = sys.executable


def set_executable(exe):
    global _executable
    _executable = exe


def get_executable():
    return _executable


def freeze_support():
    pass


def _check_not_importing_main():
    # Without this an unguarded program would start itself again and again.
    if getattr(process.current_process(), '_inheriting', False):
        raise RuntimeError('''
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork to start your
        child processes and you have forgotten to use the proper idiom
        in the main module:

            if __name__ == '__main__':
                freeze_support()
                ...

        The "freeze_support()" line can be omitted if the program
        is not going to be frozen to produce an executable.

        To fix this issue, refer to the "Safe importing of main module"
        section in https://docs.python.org/3/library/multiprocessing.html
        ''')


def get_preparation_data(name):
    'What a child needs before it can load its process object'
    _check_not_importing_main()
    d = dict(name=name,
             authkey=bytes(process.current_process().authkey),
             sys_path=list(sys.path),
             sys_argv=list(sys.argv),
             orig_dir=process.ORIGINAL_DIR,
             dir=os.getcwd())
    main = sys.modules.get('__main__')
    main_name = getattr(getattr(main, '__spec__', None), 'name', None)
    if main_name is not None:
        d['init_main_from_name'] = main_name
    else:
        path = getattr(main, '__file__', None)
        if path is not None:
            if not os.path.isabs(path) and process.ORIGINAL_DIR is not None:
                path = os.path.join(process.ORIGINAL_DIR, path)
            d['init_main_from_path'] = os.path.normpath(path)
    return d


class Popen:
    'A running child process'

    def __init__(self, process_obj, start_method):
        util._flush_std_streams()
        self.returncode = None
        prep = get_preparation_data(process_obj._name)
        prep['start_method'] = start_method
        set_spawning_popen(self)
        try:
            from . import reduction
            self._child = _multiprocessing.spawn(prep, process_obj, reduction._dispatch_table())
        finally:
            set_spawning_popen(None)
        self.pid = self._child.pid
        self.sentinel = self._child.sentinel

    def poll(self):
        if self.returncode is None:
            self._ended(self._child.poll())
        return self.returncode

    def wait(self, timeout=None):
        if self.returncode is None:
            self._ended(self._child.wait(timeout))
        return self.returncode

    def _ended(self, code):
        if code is not None and code < 0:
            # Killed: what it held is nobody's now.
            _multiprocessing.release_dead(self.pid)
        self.returncode = code

    def interrupt(self):
        self._send(2)

    def terminate(self):
        self._send(15)

    def kill(self):
        self._send(9)

    def _send(self, sig):
        if self.returncode is None:
            self._child.send_signal(sig)

    def close(self):
        self._child.close()


old_main_modules = []


def prepare(data):
    'Make this process like its parent'
    process.current_process().name = data['name']
    process.current_process().authkey = data['authkey']
    sys.path[:] = data['sys_path']
    sys.argv[:] = data['sys_argv']
    if os.getcwd() != data['dir']:
        os.chdir(data['dir'])
    process.ORIGINAL_DIR = data['orig_dir']
    context._force_start_method(data['start_method'])
    if 'init_main_from_path' in data:
        import_main_path(data['init_main_from_path'])
    elif 'init_main_from_name' in data:
        import_main_name(data['init_main_from_name'])


def import_main_path(path):
    "Run the parent's program under the name __mp_main__"
    if os.path.splitext(os.path.basename(path))[0] == 'ipython':
        return
    old_main_modules.append(sys.modules.get('__main__'))
    _multiprocessing.run_main(path)


def import_main_name(name):
    "The same for a program started by -m"
    if name == '__main__' or name.endswith('.__main__'):
        return
    rel = name.replace('.', os.sep) + '.py'
    for d in sys.path:
        path = os.path.join(d, rel)
        if os.path.isfile(path):
            import_main_path(path)
            return


def _main(prep, obj):
    'Runs in the child: the result is its exit code'
    process.current_process()._inheriting = True
    try:
        prepare(_multiprocessing.loads(prep))
        self = _multiprocessing.loads(obj, True)
    finally:
        del process.current_process()._inheriting
    if context._default_context.get_start_method() == 'forkserver':
        # What the main program has registered is for the process that runs it, under
        # CPython the fork server.
        atexit._clear()
        atexit.register(util._exit_function)
    return self._bootstrap(_multiprocessing.parent_sentinel())
