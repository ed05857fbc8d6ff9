"""How a named block of a feature's template becomes words.

Messages are HTML, so what people typed is escaped by construction. Labels and toasts are plain text, which Telegram
shows as it is: escaping there would show `&amp;` to people.
"""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from domain.dates import clock_words, day_words, moment_words, waited_words
from domain.messages import Message

LANGUAGE = "zh"


@cache
def _environment(*, escaping: bool) -> Environment:
    environment = Environment(
        loader=PackageLoader("texts", LANGUAGE),
        autoescape=escaping,  # noqa: S701 - labels and toasts are plain text, not HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["moment"] = moment_words
    environment.filters["day"] = day_words
    environment.filters["clock"] = clock_words
    environment.filters["waited"] = waited_words
    return environment


@cache
def _template(feature: str, *, escaping: bool) -> Template:
    return _environment(escaping=escaping).get_template(f"{feature}.j2")


def html(feature: str, block: str, **values: object) -> str:
    """A block as HTML; a value that the template needs and does not get is an error."""
    return _render(_template(feature, escaping=True), block, values)


def plain(feature: str, block: str, **values: object) -> str:
    """A block as plain text, for labels and toasts."""
    return _render(_template(feature, escaping=False), block, values)


def message(feature: str, block: str, **values: object) -> Message:
    """A block as a message without buttons."""
    return Message(html(feature, block, **values))


def blocks(feature: str) -> frozenset[str]:
    """The names of a feature's blocks."""
    return frozenset(_template(feature, escaping=True).blocks)


def _render(template: Template, block: str, values: dict[str, object]) -> str:
    return "".join(template.blocks[block](template.new_context(values))).strip()
