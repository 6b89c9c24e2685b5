"""Labels: what stands before and behind a number, and the items of parallel lists."""

import pytest

from ingest.figures import figures
from ingest.labels import labels
from ingest.normal import normal


def items(sentence: str) -> list[list[str]]:
    even = normal(sentence)
    found = figures(even, sentence, 0, len(sentence))
    return [label.items for label in labels(even, 0, len(sentence), found)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全年受理行政复议案件312件，审结298件。", [["全年受理行政复议案件"], ["审结"]]),
        ("马上办、就近办事项分别为52项、318项。", [["马上办事项为"], ["就近办事项为"]]),
        ("受理、审结案件分别为52件和48件。", [["受理案件为"], ["审结案件为"]]),
        ("“马上办”和“就近办”事项分别为5项和8项，全年办件达5万件和8万件。",
         [["“马上办”事项为"], ["“就近办”事项为"], ["“马上办”事项为全年办件达"], ["“就近办”事项为全年办件达"]]),
        ("及时受理率、按期办结率均为100%。", [["及时受理率为", "按期办结率为"]]),
        ("接访84批312人次。", [["接访"], ["接访"]]),
        ("废止5件规章、修改3件规章。", [["废止"], ["修改"]]),
        ("审查2件修改的条例和3件废止的条例。", [["审查"], ["审查"]]),
        ("调解、和解结案52件。", [["调解、和解结案"]]),
        ("取消9项、下放县（市、区）7项。", [["取消"], ["下放县(市、区)"]]),
        ("截至年底，承办的代表建议和政协提案，分别为62件和81件。", [["承办的代表建议为"], ["政协提案为"]]),
        (
            "代表建议62件、政协提案81件全部办结，满意率分别为98%和99%。",
            [["代表建议"], ["政协提案"], ["代表建议满意率分别为"], ["政协提案满意率分别为"]],
        ),
        ("批次和人次较上年减少8批、12人次。", [["批次较上年减少"], ["人次较上年减少"]]),
        ("市县两级“就近办”事项分别为5项和8项。", [["市级“就近办”事项为"], ["县级“就近办”事项为"]]),
        ("受理率、办结率均要达到98%。", [["受理率要达到", "办结率要达到"]]),
        ("立案并当场办结52宗。", [["立案", "办结"]]),
        ("受理并按期审结复议案件52件，并办结9件。", [["受理复议案件", "审结复议案件"], ["并办结"]]),
        ("出庭应诉率连续4年保持100%。", [["出庭应诉率连续"], ["出庭应诉率连续4年保持"]]),
        ("●东湖区受理9件；", [["东湖区受理"]]),
        ("◈受理行政复议案件9件", [["受理行政复议案件"]]),
        ("收案9件、◈结案８起", [["收案"], ["结案"]]),
        ("◆办结52件", [["办结"]]),
        ("——行政许可事项316项。", [["行政许可事项"]]),
        ("分3批取消9项、下放7项。", [["分"], ["分3批取消"], ["下放"]]),
        ("2018年和2019年，全市分别受理案件81件和92件。", [["2018年全市受理案件"], ["2019年全市受理案件"]]),
        ("2018、2019两年审结案件81起、92起。", [["2018年审结案件"], ["2019年审结案件"]]),
        ("受理量2018年、2019年依次为81宗和92宗。", [["2018年受理量为"], ["2019年受理量为"]]),
        (
            "2018年、2019年全市分别受理案件81件、92件，结案80件、91件。",
            [["2018年全市受理案件"], ["2019年全市受理案件"], ["2018年结案"], ["2019年结案"]],
        ),
        ("受理量依次为81件、92件、97件。", [["◆受理量依次为"]] * 3),
        ("受理行政复议案件386、387件。", [["◆受理行政复议案件"]] * 2),
        ("受理3件、5件、7件。", [["◆受理"]] * 3),
        ("受理、审结案件386件、352件。", [["受理案件"], ["审结案件"]]),
        ("卷宗130卷，比上年的96卷多34卷", [["卷宗"], ["比上年的"], ["比上年的"]]),
        ("近两年受理81件、92件。", [["◆近两年受理"]] * 2),
        ("2018年至2020年分别受理81件、92件和97件。", [["2018年至2020年分别受理"]] * 3),
        ("取消、下放事项，分别为12项、30项。", [["取消事项为"], ["下放事项为"]]),
        ("蕲春县、麻城市，分别有12件、30件。", [["蕲春县有"], ["麻城市有"]]),
        ("来访分别为12批、30人次。", [["来访分别为"]] * 2),
        ("甲项52件、乙项31件，办结分别为40件、25件。", [["甲项"], ["乙项"], ["甲项办结分别为"], ["乙项办结分别为"]]),
    ],
)  # fmt: skip
def test_items(sentence: str, expected: list[list[str]]) -> None:
    assert items(sentence) == expected


def test_what_stands_behind_a_dash_names_the_next_number() -> None:
    sentence = "办理完结52件——其中维持的31件。"
    even = normal(sentence)
    found = labels(even, 0, len(even), figures(even, sentence, 0, len(even)))
    assert [(label.before, label.after) for label in found] == [("办理完结", ""), ("其中维持的", "")]


def test_a_list_of_changes_tells_what_each_is_set_against() -> None:
    sentence = "接访84批312人次，同比分别下降3%和5%，办结率97%。"
    even = normal(sentence)
    found = figures(even, sentence, 0, len(even))
    compared = [label.compared for label in labels(even, 0, len(even), found)]
    assert compared == [None, None, found[0].start, found[1].start, None]


def test_a_year_in_brackets_ends_no_label() -> None:
    sentence = "审批时限由80个工作日（2018年）压减为30个工作日。"
    even = normal(sentence)
    found = labels(even, 0, len(even), figures(even, sentence, 0, len(even)))
    assert found[0].after == "(2018年)压减为"


def test_label_behind_stops_at_the_next_item() -> None:
    sentence = "其中确认违法4件、撤销7件，有312件复议案件被受理。"
    even = normal(sentence)
    found = labels(even, 0, len(even), figures(even, sentence, 0, len(even)))
    assert [label.after for label in found] == ["", "", "复议案件被受理"]
    assert [sentence[label.clause_start : label.clause_end] for label in found][-1] == "有312件复议案件被受理"


def test_a_list_whose_numbers_go_on_behind_a_mark() -> None:
    assert items("受理复议案件、办理应诉案件、制定文件分别为32件；28件；23件。") == [
        ["受理复议案件为"],
        ["办理应诉案件为"],
        ["制定文件为"],
    ]


@pytest.mark.parametrize(
    "sentence", ["受理、审结、纠错行政复议案件分别为12件。", "新收和办结投诉分别是12起。", "甲、乙、丙依次达12件。"]
)
def test_one_number_for_several_things_tells_not_which(sentence: str) -> None:
    assert items(sentence)[0][0].startswith("◆")


@pytest.mark.parametrize("sentence", ["受理复议案件为12件。", "市政府分别受理12件。", "平均用时分别为12天。"])
def test_one_number_for_one_thing_is_told(sentence: str) -> None:
    assert not items(sentence)[0][0].startswith("◆")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("出庭应诉率提高近7个百分点至96.5%", ["出庭应诉率提高近", "出庭应诉率至"]),
        ("出庭应诉率较上年上升7%至96.5%", ["出庭应诉率较上年上升", "出庭应诉率至"]),
        ("受理案件增长12%至386件", ["受理案件增长", "受理案件至"]),
        ("办结率上升7%至9%", ["办结率上升", "办结率上升"]),
    ],
)
def test_what_was_reached_is_no_change(sentence: str, expected: list[str]) -> None:
    assert items(sentence) == [[item] for item in expected]
