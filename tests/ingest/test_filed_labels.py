"""Labels as a researcher files them; sentences of our own, zones that do not exist."""

import pytest

from ingest.filed_labels import filed
from ingest.quantities import find_quantities
from zone_sentences import told


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("人才驿站开张三个月，住进青年人才412人。", "入住青年人才数"),
        ("今年以来收上来意见建议236条。", "收集意见建议数"),
        ("春节后的专场招聘会替园区企业招来工人1870名。", "招聘工人人数"),
        ("今年新添规模以上企业31家。", "新增规模以上企业数"),
        ("两场推介会上，共签下项目26个。", "签约项目数"),
        ("代办员今年替企业跑下证照188件。", "办理证照数"),
        ("职业学校一年给园区送来技工560名。", "输送技工人数"),
    ],
)
def test_the_verb_of_the_press_is_filed(sentence: str, label: str) -> None:
    assert label in [name for name, _ in told(sentence)]


@pytest.mark.parametrize(
    ("label", "figure", "expected"),
    [
        ("交付数", "1600套", "交付套数"),
        ("发车数", "730趟", "发车趟数"),
        ("老旧锅炉累计淘汰数", "58台", "老旧锅炉累计淘汰台数"),
        ("专利数", "58件", "专利数"),
        ("签约项目数", "58个", "签约项目数"),
        ("企业数", "58家", "企业数"),
    ],
)
def test_a_deed_alone_is_counted_by_its_counter(label: str, figure: str, expected: str) -> None:
    assert filed(label, find_quantities(f"完成{figure}。")[0]) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("给链上企业授信", "授信"),
        ("平台为企业降低物流成本", "降低物流成本"),
        ("平均每宗为企业节省前期费用", "平均每宗节省前期费用"),
        ("企业对园区服务满意度", "企业对园区服务满意度"),
        ("固定资产投资", "固定资产投资"),
        ("两年多累计节省电费", "累计节省电费"),
    ],
)
def test_whom_it_was_done_for_is_no_part_of_the_measure(label: str, expected: str) -> None:
    assert filed(label, find_quantities("达到26亿元。")[0]) == expected


@pytest.mark.parametrize(
    "sentence",
    ["合资公司由开发区出三成、省投资集团出七成。", "这只基金由市、区两级各出一半。"],
)
def test_what_a_party_pays_is_its_share(sentence: str) -> None:
    assert {name for name, _ in told(sentence)} == {"出资比例"}
