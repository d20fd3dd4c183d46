"""Linux lets one process decide about the system calls of another (seccomp user notification).

A child asks for it (`watch`), its parent then gets every call of the wanted numbers before it
happens, from whichever thread and library, and lets it pass, refuses it, or never answers.
Described in seccomp(2) and seccomp_unotify(2); needs no rights beyond those of the own processes.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import platform
import struct
from collections.abc import Collection
from dataclasses import dataclass

# Numbers of x86-64 Linux, from <sys/syscall.h>, <linux/prctl.h>, <linux/seccomp.h>, <linux/bpf.h>.
SECCOMP, PIDFD_GETFD = 317, 438
SET_NO_NEW_PRIVILEGES, SET_MODE_FILTER, NEW_LISTENER = 38, 1, 8
RECEIVE, SEND, CONTINUE = 0xC0502100, 0xC0182101, 1
LOAD, JUMP_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, NOTIFY = 0x7FFF0000, 0x7FC00000
# Id, thread, flags, then the call: number, architecture, instruction pointer, six arguments.
NOTICE = struct.Struct("QIIiIQ6Q")
# Id, value, error, flags.
ANSWER = struct.Struct("QqiI")
LONGEST_PATH = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A system call that waits for an answer.

    Attributes:
        id: What it is answered by.
        thread: Who calls.
        number: Which call.
        arguments: Its six registers, unsigned.
    """

    id: int
    thread: int
    number: int
    arguments: tuple[int, ...]


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("filter", ctypes.POINTER(_Instruction)))


def missing_support() -> str:
    """Return why no system call can be watched here, and what to do; empty where it can."""
    if platform.system() != "Linux" or platform.machine() != "x86_64":
        return "system calls are watched on x86-64 Linux alone; run tests/faults there"
    release = tuple(int(part) for part in platform.release().split(".")[:2] if part.isdigit())
    # SECCOMP_USER_NOTIF_FLAG_CONTINUE came with 5.5, pidfd_getfd with 5.6, the end of a listener
    # whose process is gone with 5.9.
    if release < (5, 9):
        return "watching system calls needs Linux 5.9 or newer"
    return ""


def watch(numbers: Collection[int]) -> int:
    """Hold every later call of these numbers, of all threads to come, until it is answered.

    For the only thread of a process. Return the descriptor at which another process answers.

    Raises:
        OSError: The system forbids it, as some containers do.
    """
    code = [_Instruction(LOAD, 0, 0, 0)]
    for left, number in zip(range(len(numbers), 0, -1), numbers, strict=True):
        code.append(_Instruction(JUMP_EQUAL, left, 0, number))
    code += [_Instruction(RETURN, 0, 0, ALLOW), _Instruction(RETURN, 0, 0, NOTIFY)]
    program = _Program(len(code), (_Instruction * len(code))(*code))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    listener: int = libc.syscall(SECCOMP, SET_MODE_FILTER, NEW_LISTENER, ctypes.byref(program))
    if listener < 0:
        raise OSError(ctypes.get_errno(), "system calls cannot be watched")
    return listener


def receive(listener: int) -> Notice | None:
    """Return the next call that waits, `None` when its process has just died."""
    data = bytearray(NOTICE.size)
    try:
        fcntl.ioctl(listener, RECEIVE, data)
    except FileNotFoundError:
        return None
    id_, thread, _flags, number, _architecture, _pointer, *arguments = NOTICE.unpack(data)
    return Notice(id=id_, thread=thread, number=number, arguments=tuple(arguments))


def let_pass(listener: int, notice: Notice) -> None:
    """Let a call happen."""
    _answer(listener, notice, 0, 0, CONTINUE)


def refuse(listener: int, notice: Notice, number: int) -> None:
    """Let a call fail with an errno without happening."""
    _answer(listener, notice, 0, -number, 0)


def replace(listener: int, notice: Notice, value: int) -> None:
    """Let a call return a value without happening."""
    _answer(listener, notice, value, 0, 0)


def _answer(listener: int, notice: Notice, value: int, error: int, flags: int) -> None:
    try:
        fcntl.ioctl(listener, SEND, bytearray(ANSWER.pack(notice.id, value, error, flags)))
    except FileNotFoundError:  # A signal has ended the call, or the process, in the meantime.
        return


def borrow(process: int, descriptor: int) -> int:
    """Return a descriptor of the same open file as another process has, position and all."""
    handle = os.pidfd_open(process)
    try:
        borrowed: int = ctypes.CDLL(None, use_errno=True).syscall(
            PIDFD_GETFD, handle, descriptor, 0
        )
    finally:
        os.close(handle)
    if borrowed < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"a descriptor cannot be borrowed ({errno.errorcode[number]})")
    return borrowed


def read_memory(thread: int, address: int, size: int) -> bytes:
    """Return bytes of another process; fewer where its memory ends."""
    with open(f"/proc/{thread}/mem", "rb", buffering=0) as memory:  # noqa: PTH123  (no path)
        # A page at a time: the next one may not exist.
        first = min(size, 4096 - address % 4096)
        data = os.pread(memory.fileno(), first, address)
        if len(data) == first < size and b"\0" not in data:
            data += os.pread(memory.fileno(), size - first, address + first)
    return data


def read_path(thread: int, address: int) -> str:
    """Return a path that another process holds, as the caller wrote it."""
    return os.fsdecode(read_memory(thread, address, LONGEST_PATH).partition(b"\0")[0])
