"""Chinese text into words. The only file that knows jieba."""

import logging
import mmap
import threading
from collections.abc import Iterable
from importlib import resources
from tempfile import TemporaryDirectory

import jieba

# Kept whole, so that a word is never counted without the 不 or 没 before it.
_KEPT_WHOLE = (
    *("不着急", "不急", "不紧急", "不想活", "不想活了", "不想说话", "不习惯", "不适应", "没人管", "没人带", "没人教"),
    *("没人接", "没收入", "没工作", "睡不着", "吃不下", "看不起病", "过不下去", "撑不住", "没意思", "没盼头"),
)
_FREQUENT = 5000

# Of jieba's parts of speech: people, places, organisations and other names; numbers and times.
_NAMES = (b"nr", b"ns", b"nt", b"nz", b"m", b"t")

_loading = threading.Lock()


def load() -> None:
    """Read the dictionary, most of a second: meant for a thread at start (L15). Once is enough; more do no harm.

    jieba keeps a cache that whoever may write to the temporary directory could replace by code. So it gets a
    directory of its own, which is gone when the dictionary stands.
    """
    with _loading:
        if jieba.dt.initialized:
            return
        jieba.setLogLevel(logging.CRITICAL)
        with TemporaryDirectory(prefix="xiaoban-") as private:
            jieba.dt.tmp_dir = private
            jieba.initialize()
        for word in _KEPT_WHOLE:
            jieba.add_word(word, freq=_FREQUENT)


def cut(text: str) -> list[str]:
    """The words of a text, and the shorter ones inside long words. Unknown ones are not guessed at."""
    if not jieba.dt.initialized:
        load()
    return list(jieba.cut_for_search(text, HMM=False))


def general(words: Iterable[str]) -> set[str]:
    """Those that stand in the general dictionary and are neither a name nor a number.

    It is read where it lies, a few milliseconds a word: this is asked when a leader corrects, not when a member writes.
    """
    dictionary = resources.files("jieba") / "dict.txt"
    with (
        resources.as_file(dictionary) as path,
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as lines,
    ):
        return {word for word in words if _is_general(lines, word)}


def _is_general(lines: mmap.mmap, word: str) -> bool:
    start = lines.find(b"\n" + word.encode() + b" ")
    if start < 0:
        return False
    end = lines.find(b"\n", start + 1)
    part_of_speech = lines[start + 1 : end].split()[2]
    return not part_of_speech.startswith(_NAMES)
