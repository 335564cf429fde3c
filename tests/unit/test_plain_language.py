from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.ingest.language import tell


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The lock was sold to a man from Leeds, who said that he had not seen it before the sale.", "en"),
        (
            "Die Schleuse wurde an einen Mann aus Leeds verkauft, der sagte, dass er sie nicht gesehen hat.",
            "de",
        ),
        (
            "L'écluse a été vendue à un homme de Leeds, qui a dit qu'il ne l'avait pas vue dans la journée.",
            "fr",
        ),
        ("La esclusa fue vendida a un hombre de Leeds, que dijo que no la había visto en el año.", "es"),
        (
            "La chiusa è stata venduta a un uomo di Leeds, che ha detto di non averla vista con gli altri.",
            "it",
        ),
        ("Шлюз продали человеку из Лидса, который сказал, что не видел его до этого дня.", "ru"),
        ("Шлюз продали чоловікові з Лідса, який сказав, що ніколи його не бачив, її теж.", "uk"),
        ("闸门卖给了一名利兹男子，他说他从未见过它，也没有钥匙，只有一英镑。", "zh"),
        ("水門はリーズの男性に売却された。男性は見たことがないと話した。鍵もないという。", "ja"),
        ("수문은 리즈에 사는 한 남성에게 팔렸다. 그는 본 적이 없다고 말했다.", "ko"),
        ("بيع الهويس لرجل من ليدز قال إنه لم يره من قبل ولا يملك مفتاحه", "ar"),
    ],
)
def test_a_paragraph_is_enough(text: str, code: str) -> None:
    assert tell(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "LOCK SOLD",
        "Leeds 1821 1 Ripon 1773 200 Selby 1778 44 Goole 1826 7 Hull 1778 9",
        "la la la de de que",
        "1234 5678 " * 50,
    ],
)
def test_doubt_leaves_it_open(text: str) -> None:
    assert tell(text) == ""


@given(st.text(max_size=2000))
def test_any_text_is_told_or_left_open(text: str) -> None:
    assert len(tell(text)) in (0, 2)
