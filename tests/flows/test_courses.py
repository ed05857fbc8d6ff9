"""The course library, from the first course to the last page (S1, S4)."""

import sqlalchemy as sa

from domain.courses import Course, CourseKind
from storage import courses as store
from storage.schema import metadata
from tests.flows.test_asking_otherwise import PICTURE
from tests.flows.test_sentinel import everything
from tests.flows.town import CHEN, MING, YU, ZHOU, Town

TITLE, LINK = "党的二十大报告导读", "https://www.12371.cn/2022/10/25/ARTI.shtml"


async def written(town: Town, who: str = ZHOU, title: str = TITLE) -> None:
    """A course with everything, by word and tap."""
    kind = await town.ask(who, "新课程", title)
    teacher = await town.tap(who, "文章", kind)
    assert "谁讲的" in teacher.text
    minutes = await town.ask(who, "陈教授")
    source = await town.tap(who, "45分钟", minutes)
    preview = await town.ask(who, LINK)
    assert "点这里打开（www.12371.cn）" in preview.text
    assert "放进微党校了" in (await town.tap(who, "✅ 存下", preview)).text
    assert source.buttons[0][0] == "没有链接和文件"


async def in_library(town: Town, titles: list[str], node_id: int) -> None:
    async with town.database.write() as tx:
        for title in titles:
            course = Course(0, node_id, title, CourseKind.ARTICLE, "", None, None, None, "")
            await store.add(tx, course, town.members[ZHOU].id, town.clock.now())


async def test_a_course_is_written_in_the_chat_and_found(town: Town) -> None:
    """S1: a few steps with a button for each; a restart in the middle loses nothing."""
    assert "还没有课程" in (await town.ask(MING, "课程")).text
    question = await town.ask(ZHOU, "新课程")
    assert "课程叫什么" in question.text
    await town.restart()
    await written(town)
    page = await town.ask(MING, "微党校")
    card = await town.tap(MING, TITLE, page)
    assert "文章｜陈教授｜45 分钟" in card.text
    assert "点这里打开（www.12371.cn）" in card.text
    (link,) = [one for one in card.message.entities if one["type"] == "text_link"]
    assert link["url"] == LINK
    assert card.buttons == []
    for said in ("课程 二十大", "课程 陈教授", "/courses 报告 文章"):
        found = await town.ask(MING, said)
        assert [TITLE] in found.buttons, said
    assert "没有找到「量子纠缠」" in (await town.ask(MING, "课程 量子纠缠")).text


async def test_what_cannot_be_used_is_asked_again(town: Town) -> None:
    assert "60 个字以内" in (await town.ask(ZHOU, "新课程", "长" * 61)).text
    await town.ask(ZHOU, TITLE)
    kind = await town.ask(ZHOU, "电影")
    assert "请点下面的一个按钮" in kind.text
    await town.tap(ZHOU, "视频", kind)
    await town.ask(ZHOU, "陈教授")
    assert "没看懂多长时间" in (await town.ask(ZHOU, "很久")).text
    await town.ask(ZHOU, "一个半小时")
    for wrong in ("javascript:alert(1)", "tg://resolve?domain=x", "https://people.cn@evil.cn/"):
        assert "http 或 https 开头" in (await town.ask(ZHOU, wrong)).text
    preview = await town.tap(ZHOU, "没有链接和文件", await town.ask(ZHOU, "再看看"))
    assert "视频｜陈教授｜90 分钟" in preview.text
    assert "没有链接和文件" in preview.text
    assert "请点下面的一个按钮" in (await town.ask(ZHOU, "好")).text
    assert "取消" in (await town.ask(ZHOU, "/取消")).text
    assert "还没有课程" in (await town.ask(MING, "课程")).text


async def test_a_file_is_passed_on_and_never_fetched(town: Town) -> None:
    """A document, or a picture; what is under it counts as words too."""
    kind = await town.ask(ZHOU, "新课程", "入党誓词")
    await town.tap(ZHOU, "党课讲稿", kind)
    question = await town.ask(ZHOU, "先不写", "先不写")
    assert "直接发给我" in question.text
    town[ZHOU].sends_file("誓词讲稿.pdf", b"%PDF-1.4 " * 9)
    preview = await town[ZHOU].hears()
    assert "带一个文件" in preview.text
    kept = await town.tap(ZHOU, "✅ 存下", preview)
    card = await town.tap(ZHOU, "入党誓词", kept)
    assert card.document is not None
    assert card.document.name == "誓词讲稿.pdf"
    page = await town.ask(MING, "课程")
    shown = await town.tap(MING, "入党誓词", page)
    assert shown.document is not None
    assert "就是这个文件" in shown.text
    change = await town.tap(ZHOU, "改一改", card)
    await town.tap(ZHOU, "换链接或文件", change)
    town[ZHOU].sends_photo(PICTURE)
    preview = await town[ZHOU].hears()
    assert "改好了" in (await town.tap(ZHOU, "✅ 存下", preview)).text
    async with town.database.read() as tx:
        (course,) = await store.offered(tx, [town.branch_id])
    assert str(course.file_kind) == "photo"


async def test_a_course_is_changed_and_retired_and_comes_back(town: Town) -> None:
    """Retired, not deleted: what refers to it still finds it."""
    await written(town)
    card = await town.tap(ZHOU, TITLE, await town.ask(ZHOU, "课程"))
    preview = await town.tap(ZHOU, "改一改", card)
    note = await town.tap(ZHOU, "写说明", preview)
    assert "写一两句说明" in note.text
    preview = await town.ask(ZHOU, "先读第一部分，\n不急。")
    title = await town.tap(ZHOU, "改名称", preview)
    assert "课程叫什么" in title.text
    preview = await town.ask(ZHOU, "二十大报告导读（上）")
    assert "先读第一部分" in preview.text
    await town.tap(ZHOU, "✅ 存下", preview)
    card = await town.tap(ZHOU, "二十大报告导读（上）", await town.ask(ZHOU, "课程"))
    old = await town.tap(MING, "二十大报告导读（上）", await town.ask(MING, "课程"))
    gone = await town.tap(ZHOU, "停用", card)
    assert "不再列出来" in gone.text
    assert "还没有课程" in (await town.ask(MING, "课程")).text
    assert "先读第一部分" in old.text
    back = await town.tap(ZHOU, "重新启用", gone)
    assert "又可以用了" in back.text
    assert ["二十大报告导读（上）"] in (await town.ask(MING, "课程")).buttons


async def test_pages_turn(town: Town) -> None:
    await in_library(town, [f"第{number}课" for number in range(1, 15)], town.branch_id)
    page = await town.ask(MING, "课程")
    assert "第 1 页，共 3 页" in page.text
    assert page.buttons[0] == ["第14课"]
    page = await town.tap(MING, "下一页", page)
    page = await town.tap(MING, "下一页", page)
    assert [label for row in page.buttons for label in row] == ["第2课", "第1课", "上一页"]
    found = await town.ask(MING, "课程 课")
    assert "多写几个字更准" in found.text


async def test_a_library_belongs_to_its_place(town: Town) -> None:
    """A group leader keeps the group's; the branch's is everybody's; another group's is nobody else's."""
    await in_library(town, ["支部的课"], town.branch_id)
    await written(town, CHEN, "小组的课")
    page = await town.ask(MING, "课程")
    assert [label for row in page.buttons for label in row] == ["小组的课", "支部的课"]
    branch_card = await town.tap(CHEN, "支部的课", await town.ask(CHEN, "课程"))
    assert branch_card.buttons == []
    assert ["改一改", "停用"] in (await town.tap(CHEN, "小组的课", await town.ask(CHEN, "课程"))).buttons


async def test_markings_of_secrecy_are_refused(town: Town) -> None:
    """V13: words, a link, a file's name; nothing of it stays, and the secretary hears that much."""
    assert "什么都没有存" in (await town.ask(CHEN, "新课程", "内部资料：学习参考")).text
    kind = await town.ask(CHEN, "学习参考")
    await town.tap(CHEN, "文章", kind)
    await town.ask(CHEN, "先不写", "先不写")
    assert "什么都没有存" in (await town.ask(CHEN, "https://a.cn/机密★文件")).text
    town[CHEN].sends_file("绝密★一年.pdf", b"%PDF-1.4")
    assert "什么都没有存" in (await town[CHEN].hears()).text
    town.forget_unheard()
    kept = (await everything(town)).decode()
    assert "机密★" not in kept
    assert "绝密★" not in kept


async def test_looking_changes_nothing(town: Town) -> None:
    """S4: who looked, and for what, stands nowhere; every table is as it was but what merely passes through."""
    await written(town)
    passing = {"inbox", "outbox", "cards", "heard", "dialogues", "burden"}

    async def rows() -> dict[str, list[tuple[object, ...]]]:
        async with town.database.read() as tx:
            return {
                name: [tuple(row) for row in await tx.execute(sa.select(table))]
                for name, table in metadata.tables.items()
                if name not in passing
            }

    before = await rows()
    page = await town.ask(MING, "课程")
    await town.tap(MING, TITLE, page)
    await town.ask(YU, "课程 二十大")
    await town.settle()
    assert await rows() == before
