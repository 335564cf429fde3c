from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.ingest import dateline

LEDE = "The kiln was lit again"

# what stands before the lede, place, agency, (year, month, day)
FORMS = [
    ("TOMSK, May 7. /TASS/. ", "TOMSK", "TASS", (None, 5, 7)),
    ("TOMSK, May 7. /Corr. TASS Oleg Belov/. ", "TOMSK", "TASS", (None, 5, 7)),
    ("TOMSK, May 7 /ITAR-TASS/. ", "TOMSK", "ITAR-TASS", (None, 5, 7)),
    ("TOMSK. May 7 (Interfax) - ", "TOMSK", "Interfax", (None, 5, 7)),
    ("TOMSK, May 7 - RIA Novosti. ", "TOMSK", "RIA Novosti", (None, 5, 7)),
    ("ТОМСК, 7 мая. /ТАСС/. ", "ТОМСК", "ТАСС", (None, 5, 7)),
    ("Томск. 7 мая. INTERFAX.RU - ", "Томск", "INTERFAX.RU", (None, 5, 7)),
    ("TAMPERE, Finland (AP) — ", "TAMPERE", "AP", None),
    ("TAMPERE, Finland (AP) _ ", "TAMPERE", "AP", None),
    ("TAMPERE, Finland (AP) -- ", "TAMPERE", "AP", None),
    ("ST. JOHN'S, Newfoundland (AP) — ", "ST. JOHN'S", "AP", None),
    ("TAMPERE, May 7 (Reuters) - ", "TAMPERE", "Reuters", (None, 5, 7)),
    ("May 7 (Reuters) - ", "", "Reuters", (None, 5, 7)),
    ("TAMPERE/OULU, May 7 (Reuters) - ", "TAMPERE/OULU", "Reuters", (None, 5, 7)),
    ("    TAMPERE, May 7 - ", "TAMPERE", "", (None, 5, 7)),
    ("Tampere (AFP) – ", "Tampere", "AFP", None),
    ("TAMPERE, Finland, May 7, 2022 (AFP) - ", "TAMPERE", "AFP", (2022, 5, 7)),
    ("Tampere, 7 mai 2022 (AFP) - ", "Tampere", "AFP", (2022, 5, 7)),
    ("Tampere, 1er mai (AFP) - ", "Tampere", "AFP", (None, 5, 1)),
    ("تامبيري, 7-5-2022 (أ ف ب) - ", "تامبيري", "أ ف ب", (2022, 5, 7)),
    ("Oulu (dpa) - ", "Oulu", "dpa", None),
    ("Oulu (dpa/lno) - ", "Oulu", "dpa/lno", None),
    ("Frankfurt/Oder (dpa) - ", "Frankfurt/Oder", "dpa", None),
    ("WIEN, 7. Mai (APA) - ", "WIEN", "APA", (None, 5, 7)),
    ("OULU, May 7 (Xinhua) -- ", "OULU", "Xinhua", (None, 5, 7)),
    ("OULU, Finland, May 7 Kyodo - ", "OULU", "Kyodo", (None, 5, 7)),
    ("Oulu (Finlandia), 7 may (EFE).- ", "Oulu", "EFE", (None, 5, 7)),
    ("(ANSA) - OULU, 07 MAG - ", "OULU", "ANSA", (None, 5, 7)),
    ("Oulu (ats afp) ", "Oulu", "ats afp", None),
    ("OULU (ANP) - ", "OULU", "ANP", None),
    ("OULU (BELGA) - ", "OULU", "BELGA", None),
    ("Oulu (NTB): ", "Oulu", "NTB", None),
    ("Oulu /ritzau/: ", "Oulu", "ritzau", None),
    ("    OULU, May 7 AAP - ", "OULU", "AAP", (None, 5, 7)),
    ("New Delhi, May 7 (PTI) ", "New Delhi", "PTI", (None, 5, 7)),
    ("RIYADH, May 7, 2022, SPA -- ", "RIYADH", "SPA", (2022, 5, 7)),
    ("ABU DHABI, 7th May, 2022 (WAM) -- ", "ABU DHABI", "WAM", (2022, 5, 7)),
    ("Lisboa, 07 mai 2022 (Lusa) - ", "Lisboa", "Lusa", (2022, 5, 7)),
    ("OULU, Finland, May 7, 2022 /PRNewswire/ -- ", "OULU", "PRNewswire", (2022, 5, 7)),
    ("OULU, Finland, May 7, 2022/PRNewswire-AsiaNet/ ", "OULU", "PRNewswire-AsiaNet", (2022, 5, 7)),
    ("OULU--(BUSINESS WIRE)--", "OULU", "BUSINESS WIRE", None),
    ("OULU, May 07, 2022 (GLOBE NEWSWIRE) -- ", "OULU", "GLOBE NEWSWIRE", (2022, 5, 7)),
    ("ABOARD TUG BRAVO, May 7 (XYZ) - ", "ABOARD TUG BRAVO", "XYZ", (None, 5, 7)),
    ("新华社赫尔辛基5月7日电（记者李娜）", "赫尔辛基", "新华社", (None, 5, 7)),
    ("【ヘルシンキ共同】", "ヘルシンキ", "共同", None),
    ("(헬싱키=연합뉴스) 김하늘 기자 = ", "헬싱키", "연합뉴스", None),
]  # fmt: skip


@pytest.mark.parametrize(("before", "located", "agency", "day"), FORMS, ids=lambda value: str(value)[:32])
def test_every_agencys_form_is_read(
    before: str, located: str, agency: str, day: tuple[int | None, int, int] | None
) -> None:
    line = before + LEDE
    found = dateline.find(line)
    assert found is not None
    assert found.text == before.strip().rstrip(" -–—_:=")
    assert (found.located, found.agency, found.date) == (located, agency, day)
    assert line[found.end :] == LEDE


def test_a_place_holds_no_digits() -> None:
    assert dateline.find("ABOARD TRAIN 61, May 7 (XYZ) - " + LEDE) is None


def test_the_correspondent_in_the_slashes_is_the_byline() -> None:
    found = dateline.find("TOMSK, May 7. /Corr. TASS Oleg Belov/. " + LEDE)
    assert found is not None
    assert found.byline == "Oleg Belov"


@pytest.mark.parametrize(
    "line",
    [
        "Prime Minister Aino Virta (Greens) - who was elected in May - said so.",
        "The kiln (built in 1931) - the last of its kind - was lit.",
        "Officials said on May 7 - the day of the strike - that they knew.",
        "He told (AP) that nothing had changed.",
        "The Kiln Board (KB) - said on Tuesday",
        "KILN LIT AGAIN - 12 HURT",
        "He and/or she may/might have said so. The rest follows.",
        "",
        "   ",
    ],
)
def test_sentences_and_headlines_are_no_datelines(line: str) -> None:
    assert dateline.find(line) is None
    assert dateline.find_bare(line) is None


def test_a_bare_place_in_capitals_needs_a_sentence_behind_it() -> None:
    line = "OULU - The kiln was lit again on Tuesday after eleven years, its owner said."
    assert dateline.find(line) is None
    found = dateline.find_bare(line)
    assert found is not None
    assert (found.text, found.located, line[found.end :][:8]) == ("OULU", "OULU", "The kiln")


@pytest.mark.parametrize("name", ["dpa", "AFP", "ats afp", "dpa/tass", "RIA Novosti", "The Associated Press"])
def test_agencies_are_known_by_name(name: str) -> None:
    assert dateline.known_agency(name)


@pytest.mark.parametrize("name", ["", "CDU", "built", "dpa and others", "Greens"])
def test_other_names_are_not_agencies(name: str) -> None:
    assert not dateline.known_agency(name)


@given(st.text(alphabet=st.sampled_from('AÉb (/)-–.,:_=May73дюм"“新社电【】'), max_size=200))
def test_any_line_gives_nothing_or_offsets_within_it(line: str) -> None:
    for finder in (dateline.find, dateline.find_bare):
        found = finder(line)
        if found:
            assert 0 < found.end <= len(line)
            assert found.text == found.text.strip()
            assert found.text in line
