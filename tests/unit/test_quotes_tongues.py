from __future__ import annotations

import pytest

from store.models import Quote
from store.quotes import extract
from tests.effort import growth

FRENCH = "Le port de Saint-Brieuc est fermé depuis lundi et les pêcheurs attendent que la ville agisse. "
GERMAN = "Der Hafen von Emden ist seit Montag geschlossen und die Fischer warten auf eine Antwort der Stadt. "
SPANISH = (
    "El puerto de Burela está cerrado desde el lunes y los pescadores esperan una respuesta del alcalde. "
)
RUSSIAN = "Порт в Кандалакше закрыт с понедельника, и рыбаки ждут ответа от мэрии города и области. "


def read(body: str, language: str) -> list[Quote]:
    return [quote for quote in extract(body, language=language) if quote.cue]


@pytest.mark.parametrize(
    ("language", "body", "cue", "name"),
    [
        ("fr", FRENCH + "« Rien ne bouge », a déclaré le maire, Anne Kerlan.", "déclaré", "Anne Kerlan"),
        ("fr", FRENCH + "Le pêcheur Yves Tanguy a expliqué : « On attend. »", "expliqué", "Yves Tanguy"),
        ("fr", FRENCH + "La préfecture a jugé que le quai était « dangereux ».", "jugé", "La préfecture"),
        ("de", GERMAN + "„Wir warten“, sagte Bürgermeisterin Heike Ohling.", "sagte", "Heike Ohling"),
        ("de", GERMAN + "„Es dauert“, so Ohling.", "so", "Ohling"),
        ("de", GERMAN + "Fischer Jan Behrends sagte: „Es dauert zu lange.“", "sagte", "Jan Behrends"),
        (
            "es",
            SPANISH + "“Nadie responde”, dijo a la prensa la alcaldesa, Uxía Parga.",
            "dijo",
            "Uxía Parga",
        ),
        ("es", SPANISH + "—Nadie responde —dijo Uxía Parga.", "dijo", "Uxía Parga"),
        ("es", SPANISH + "Uxía Parga afirmó que el muelle “es viejo”.", "afirmó", "Uxía Parga"),
        ("ru", RUSSIAN + "«Мы ждем», — сказал Иван Сомов.", "сказал", "Иван Сомов"),
        ("ru", RUSSIAN + "Иван Сомов заявил: «Мы ждем».", "заявил", "Иван Сомов"),
    ],
)
def test_the_verb_beside_the_marks_names_the_speaker(language: str, body: str, cue: str, name: str) -> None:
    for tag in (language, ""):
        (quote,) = read(body.replace("—Nadie", "\n\n—Nadie"), tag)
        assert quote.cue
        assert quote.cue.text == cue
        assert quote.speaker
        assert quote.speaker.name == name


def test_a_verb_between_two_halves_joins_them() -> None:
    (quote,) = read(RUSSIAN + "«Мы ждем, — сказал Иван Сомов. — И будем ждать».", "ru")
    assert len(quote.spans) == 2
    assert quote.text == "Мы ждем, И будем ждать"


def test_a_pronoun_goes_on_with_what_its_speaker_said() -> None:
    body = FRENCH + "« Rien ne bouge », a dit Anne Kerlan. « On attendra », a-t-elle ajouté."
    (quote,) = read(body, "fr")
    assert len(quote.spans) == 2
    assert quote.speaker
    assert quote.speaker.name == "Anne Kerlan"


def test_what_was_not_said_is_marked_so() -> None:
    (quote,) = read(SPANISH + "Uxía Parga no dijo que el muelle “es viejo”.", "es")
    assert quote.modality == "not said"


def test_terms_in_marks_are_no_speech() -> None:
    assert extract(GERMAN + "Der Kutter „Seeadler“ liegt am Kai.", language="de") == ()


def test_a_language_without_a_table_gives_marks_alone() -> None:
    (quote,) = extract(
        "Pormestari puhui. ”Satama on ollut kiinni maanantaista asti”, hän sanoi.", language="fi"
    )
    assert quote.speaker is None
    assert quote.cue is None


@pytest.mark.parametrize("piece", ["« ", "»", "A dit ", "« Rien ne bouge », a dit Anne. ", "— dit "])
def test_reading_takes_time_in_proportion_to_the_text(piece: str) -> None:
    assert growth(lambda size: extract(piece * (size // len(piece)), language="fr"), 20_000, 8) < 30


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("港町 3月4日 (通信) - 市長は「曳船は古いのでもう使えない」と述べた。", "曳船は古いのでもう使えない"),
        ("港城3月4日电 市长说：“这些拖船太旧，不能再用了。”", "这些拖船太旧，不能再用了。"),
        (
            "항구 — 시장은 “예인선이 너무 낡아서 더 쓸 수 없다”고 말했다.",
            "예인선이 너무 낡아서 더 쓸 수 없다",
        ),
        ("Burmistrz powiedział: „Holowniki są za stare”.", "Holowniki są za stare"),
        ("O prefeito disse: “Os rebocadores são velhos”.", "Os rebocadores são velhos"),
        ("Borgmästaren sa: ”Bogserbåtarna är för gamla.”", "Bogserbåtarna är för gamla."),
        ("Ο δήμαρχος είπε: «Τα ρυμουλκά είναι παλιά».", "Τα ρυμουλκά είναι παλιά"),
    ],
)
def test_marked_speech_of_a_language_without_a_table_is_shown_however_short_the_story(
    body: str, words: str
) -> None:
    (quote,) = extract(body)
    assert (quote.type, quote.text, quote.speaker) == ("direct", words, None)


def test_a_title_in_marks_is_no_speech_where_a_letter_is_a_word() -> None:
    assert extract("市長は「曳船」を読んだ。") == ()
