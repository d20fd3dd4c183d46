from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from index.errors import InputError, StoreError
from tests.ui.kept import asked
from ui.history.conversations import History
from ui.history.file import FILE_NAME, FORMAT

# Adds to one conversation, and says so after each, until it is stopped or has added enough.
ADDING = """
import sys
from pathlib import Path
from index.errors import StoreError
from tests.ui.kept import asked
from ui.history.conversations import History

folder, most, limit = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
if limit:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
history, id_ = History(folder), None
try:
    for number in range(1, most + 1):
        id_ = history.add("anna", id_, asked(f"물음 {number}"), {}).id
        print(id_, flush=True)
except StoreError as error:
    print(error, flush=True)
    print(len(history.load("anna", id_).exchanges), flush=True)
"""


def adding(folder: Path, most: int, *, limit: int = 0) -> subprocess.Popen[str]:
    """Start a process that adds; `limit` is the most bytes of its files, 0 for none."""
    arguments = [sys.executable, "-c", ADDING, str(folder), str(most), str(limit)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


def numbers(folder: Path, id_: str) -> list[int]:
    history = History(folder)
    found = [exchange.number for exchange in history.load("anna", id_).exchanges]
    history.close()
    return found


def test_nothing_is_made_before_the_first_call(tmp_path: Path) -> None:
    history = History(tmp_path / "store")
    assert not history.exists()
    assert not (tmp_path / "store").exists()


def test_a_process_that_is_killed_while_adding_leaves_every_exchange_whole(tmp_path: Path) -> None:
    with adding(tmp_path, 200) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip() for _ in range(20)]
        process.kill()
        told += process.stdout.read().split()
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    found = numbers(tmp_path, told[0])
    assert found == list(range(1, len(found) + 1))
    # It may have been killed between adding one more and saying so.
    assert len(found) - len(told) in (0, 1)


def test_processes_make_the_file_and_add_to_it_side_by_side(tmp_path: Path) -> None:
    processes = [adding(tmp_path, 10) for _ in range(3)]
    told = [process.communicate(timeout=60)[0].split() for process in processes]
    assert [len(ids) for ids in told] == [10, 10, 10]
    for ids in told:
        assert numbers(tmp_path, ids[0]) == list(range(1, 11))


def test_a_full_disk_is_told_in_one_line_and_what_was_kept_can_be_read(tmp_path: Path) -> None:
    with adding(tmp_path, 200, limit=150_000) as process:
        *ids, line, count = process.communicate(timeout=60)[0].splitlines()
    assert line.startswith(f"the conversations in {tmp_path / FILE_NAME} cannot be used (")
    assert line.endswith("); check the free space and the permissions, and try again")
    assert int(count) == len(ids) > 0
    assert len(numbers(tmp_path, ids[0])) == len(ids)


def test_a_file_of_another_format_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.execute("CREATE TABLE letters (text)")
        connection.execute("PRAGMA user_version = 9")
    before = (tmp_path / FILE_NAME).read_bytes()
    history = History(tmp_path)
    for _ in range(2):
        with pytest.raises(StoreError) as refused:
            history.add("anna", None, asked("하나?"), {})
        assert str(refused.value) == (
            f"the conversations in {tmp_path / FILE_NAME} have format 9, this program reads format "
            f"{FORMAT}; move the file away to start new ones"
        )
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_a_file_that_is_no_database_is_refused_until_it_is_moved_away(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes(b"dear diary, " * 200)
    history = History(tmp_path)
    with pytest.raises(StoreError, match=r"not a database\); move the file away"):
        history.list("anna")
    path.rename(tmp_path / "diary")
    assert history.add("anna", None, asked("하나?"), {}).title == "하나?"
    history.close()


def test_a_file_with_damaged_tables_is_refused_until_it_is_moved_away(tmp_path: Path) -> None:
    history = History(tmp_path)
    id_ = history.add("anna", None, asked("하나?"), {}).id
    history.close()
    path = tmp_path / FILE_NAME
    whole = path.read_bytes()
    # The first page says which format it is; what follows is gone.
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(StoreError, match=r"malformed\); move the file away"):
        history.add("anna", id_, asked("둘?"), {})
    path.unlink()
    assert history.add("anna", None, asked("셋?"), {}).title == "셋?"
    history.close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file")
    with pytest.raises(StoreError) as refused:
        History(tmp_path / "store").list("anna")
    assert str(refused.value) == (
        f"the conversations in {tmp_path / 'store' / FILE_NAME} cannot be used (File exists); "
        "check --store and its permissions"
    )


def test_a_file_that_was_taken_away_is_made_anew(tmp_path: Path) -> None:
    history = History(tmp_path)
    id_ = history.add("anna", None, asked("하나?"), {}).id
    for path in tmp_path.iterdir():
        path.unlink()
    with pytest.raises(InputError, match="no such conversation"):
        history.load("anna", id_)
    again = history.add("anna", None, asked("둘?"), {}).id
    history.close()
    assert numbers(tmp_path, again) == [1]


def test_an_error_inside_a_call_leaves_nothing_behind(tmp_path: Path) -> None:
    history = History(tmp_path)
    with pytest.raises(InputError):
        history.add("anna", "never-given", asked("하나?"), {})
    assert history.list("anna") == []
    assert history.add("anna", None, asked("둘?"), {}).exchanges[0].number == 1
    history.close()


def test_only_the_owner_of_the_file_reads_it(tmp_path: Path) -> None:
    history = History(tmp_path)
    history.list("anna")
    history.close()
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600
