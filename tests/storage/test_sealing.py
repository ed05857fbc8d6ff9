"""What people confide is sealed with a key that lies outside the database (V9)."""

import stat
from pathlib import Path

import pytest
from cryptography.fernet import InvalidToken

from storage import keyfile
from storage.schema import Sealed
from storage.sealing import ORDINARY, KeyProblem, Keyring
from storage.tables import metadata

OLD, NEW = b"\x07" * 32, b"\x08" * 32


def test_only_the_right_key_opens() -> None:
    sealed = Keyring((OLD,)).box("reasons").encrypt("家里有事".encode())
    assert Keyring((OLD,)).box("reasons").decrypt(sealed).decode() == "家里有事"
    for other in (Keyring((NEW,)).box("reasons"), Keyring((OLD,)).box("drafts")):
        with pytest.raises(InvalidToken):
            other.decrypt(sealed)


def test_after_a_rotation_old_keys_still_open_and_the_new_one_seals() -> None:
    rotated = Keyring((NEW, OLD))
    assert rotated.box("reasons").decrypt(Keyring((OLD,)).box("reasons").encrypt(b"before")) == b"before"
    assert Keyring((NEW,)).box("reasons").decrypt(rotated.box("reasons").encrypt(b"after")) == b"after"


def test_signatures() -> None:
    old, rotated = Keyring((OLD,)).signer("buttons"), Keyring((NEW, OLD)).signer("buttons")
    assert rotated.holds(b"data", old.sign(b"data"))
    assert not old.holds(b"data", rotated.sign(b"data"))
    assert not old.holds(b"data", Keyring((OLD,)).signer("links").sign(b"data"))
    assert not old.holds(b"data", b"")


def test_a_key_file_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "xiaoban.key"
    sealed = Keyring.from_file(path).box("x").encrypt(b"words")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert Keyring.from_file(path).box("x").decrypt(sealed) == b"words"
    care = path.with_name("xiaoban-care.key")
    assert sorted(path.parent.iterdir()) == [care, path]
    assert stat.S_IMODE(care.stat().st_mode) == 0o600


def test_what_is_confided_has_a_key_of_its_own(tmp_path: Path) -> None:
    """V6: whoever has the ordinary key file reads what is meant for many, and nothing else."""
    path = tmp_path / "xiaoban.key"
    ours = Keyring.from_file(path)
    path.with_name("xiaoban-care.key").unlink()
    theirs = Keyring.from_file(path)
    assert theirs.box("broadcasts").decrypt(ours.box("broadcasts").encrypt(b"notice")) == b"notice"
    for confided in ("requests", "reasons", "inbox", "outbox", "drafts", "anything_new"):
        with pytest.raises(InvalidToken):
            theirs.box(confided).decrypt(ours.box(confided).encrypt(b"words"))


def test_what_the_ordinary_key_opens_is_known() -> None:
    """V6: a new sealed column is kept apart, unless somebody puts it here."""
    purposes = {
        column.type.purpose
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Sealed)
    }
    assert purposes & ORDINARY == {"broadcasts", "lessons", "study_hours"}
    assert purposes >= {"requests", "reasons", "study_notes", "suggestions", "inbox", "outbox", "drafts"}


def test_what_was_confided_before_there_were_two_files_still_opens() -> None:
    sealed = Keyring((OLD,)).box("requests").encrypt(b"words")
    two = Keyring((OLD,), (NEW,))
    assert two.box("requests").decrypt(sealed) == b"words"
    assert not two.is_fresh("requests", sealed)
    assert two.is_fresh("requests", two.box("requests").rotate(sealed))
    assert not Keyring((OLD,)).opens("requests", two.box("requests").rotate(sealed))


def test_a_new_key_comes_first_and_the_old_one_can_go(tmp_path: Path) -> None:
    path = tmp_path / "xiaoban.key"
    before = keyfile.read(path)
    keyfile.add_key(path)
    newest, *older = keyfile.read(path)
    assert tuple(older) == before
    assert newest not in before
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (keyfile.drop_old(path), keyfile.drop_old(path)) == (1, 0)
    assert keyfile.read(path) == (newest,)
    assert list(tmp_path.iterdir()) == [path]


def test_a_key_file_that_lies_elsewhere_stays_there(tmp_path: Path) -> None:
    real, link = tmp_path / "stick.key", tmp_path / "xiaoban.key"
    keyfile.read(real)
    link.symlink_to(real)
    keyfile.add_key(link)
    assert link.is_symlink()
    assert len(keyfile.read(real)) == 2


def test_older_keys_stand_on_further_lines(tmp_path: Path) -> None:
    first, second = tmp_path / "1.key", tmp_path / "2.key"
    sealed = Keyring.from_file(first).box("broadcasts").encrypt(b"words")
    Keyring.from_file(second)
    second.write_bytes(second.read_bytes() + first.read_bytes())
    assert Keyring.from_file(second).box("broadcasts").decrypt(sealed) == b"words"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "xiaoban.key"
    Keyring.from_file(path)
    path.chmod(mode)
    with pytest.raises(KeyProblem, match="chmod 600"):
        Keyring.from_file(path)


@pytest.mark.parametrize("content", [b"", b"\n", b"short\n", b"A" * 43, b"\xff\xfe" * 30, b"=" * 44])
def test_what_is_no_key_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "xiaoban.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(KeyProblem, match="请从备份恢复"):
        Keyring.from_file(path)
    assert path.read_bytes() == content
