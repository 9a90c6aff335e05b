"""What follows the last measure: signatures on lines of their own or behind a sentence, formulas, furniture."""

import pytest

from loaders.closing import closing_start

MEASURE = "加强领导。各级各部门要落实责任，确保完成。"


@pytest.mark.parametrize(
    "closing",
    [
        "\n湖北省人民政府办公厅\n2019年3月8日",
        "\n中共湖北省委\n湖北省人民政府\n2019年3月8日\n（此件公开发布）",
        " 湖北省财政厅 湖北省教育厅 2020年2月14日",
        "湖北省人民政府办公厅2021年8月21日（此件公开发布）",
        " 财 政 部 2020年2月1日 抄送：审计署。",
        "\n特此通知。\n湖北省财政厅\n2020年2月14日",
        "\n以上意见如无不妥，请批转各地执行。",
        "\n联系人：王某，电话：1234567",
        "\n公开方式：主动公开",
        "\n附件：任务分解表",
    ],
)
def test_what_follows_the_last_measure_is_told(closing: str) -> None:
    assert closing_start(MEASURE + closing) in (len(MEASURE), len(MEASURE) + 1)


@pytest.mark.parametrize(
    "text",
    [
        MEASURE,
        "加强领导。自2020年5月1日（含）起执行。",
        "加强领导。截至2020年5月1日（含当日）完成整改。",
        "加强领导。湖北省人民政府2019年3月8日印发的文件继续执行。",
        "修建防洪堤。\n责任单位：省水利厅",
    ],
)
def test_a_measure_has_no_closing(text: str) -> None:
    assert closing_start(text) == len(text)
