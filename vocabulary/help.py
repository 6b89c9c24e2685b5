"""What the commands say of themselves (`--help`), paragraph by paragraph, in Chinese: help.csv."""

from vocabulary.reading import FOLDER, rows

HELP = {row["en"]: row["zh"] for row in rows(FOLDER / "help.csv")}
EXAMPLE = "Example: "
# Of a paragraph that is cut short in a list, where it stops.
_CUT = "..."


def in_chinese(paragraph: str) -> str:
    """A paragraph in Chinese; itself where it is none that is known."""
    known = HELP.get(paragraph)
    if known is not None:
        return known
    if paragraph.startswith(EXAMPLE):
        return "例：" + paragraph.removeprefix(EXAMPLE)
    return paragraph


def first_sentence(cut: str) -> str:
    """What a command does, in Chinese, from the beginning of its help as a list of commands cuts it."""
    begun = cut.removesuffix(_CUT).removesuffix(".").rstrip()
    known = next((zh for en, zh in HELP.items() if begun and en.startswith(begun)), None)
    if known is None:
        return cut
    first, stop, _ = known.partition("。")
    return first + stop
