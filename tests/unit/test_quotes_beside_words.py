"""Where quotations and reported words part and meet: at colons, participles, clauses, names for things."""

from __future__ import annotations

import pytest

from store.quotes import extract
from store.quotes.trust import LIKELY
from tests.effort import growth


def said(body: str) -> list[tuple[str, str]]:
    """Return the words and the speaker's mention of each quote."""
    return [(quote.text, quote.speaker.mention if quote.speaker else "") for quote in extract(body)]


@pytest.mark.parametrize(
    ("lead", "speaker"),
    [
        ("In a radio talk later that day, Otto Lang went even further", "Otto Lang"),
        ("But back in Porto, he returned to his old lines", "he"),
        ("Asked which of the ports was his favourite, he demurred", "he"),
        ("When the old captain died in 1998, Mayor Ann Falk released a letter", "Mayor Ann Falk"),
        ("At the town hall in Porto on Monday, the mayor went on", "the mayor"),
        ("The news does not stop there. From harbour master Ann Falk", "Ann Falk"),
    ],
)
@pytest.mark.parametrize("words", ["“The ferry will sail, and nobody will be there to see it.”"])
def test_a_colon_goes_back_to_the_subject_before_it(lead: str, speaker: str, words: str) -> None:
    (found,) = [who for text, who in said(f"{lead}: {words}") if text == words.strip("“”")]
    assert speaker in found


@pytest.mark.parametrize(
    ("body", "quotes"),
    [
        (
            'He said he was too busy to look for papers: "I have a lot to do. Good luck," he wrote.',
            ["he was too busy to look for papers", "I have a lot to do. Good luck,"],
        ),
        (
            "Ann Falk warned that the ferry was old: “It leaks on every trip,” she told the board.",
            ["that the ferry was old", "It leaks on every trip,"],
        ),
        (
            "Lang spoke at length of his work at the port, above all of the nights: “I like it,” he said.",
            ["I like it,"],
        ),
        (
            "Lang said that the ferry was old: “It leaks on every trip.”",
            ["that the ferry was old: “It leaks on every trip.”"],
        ),
    ],
)
def test_a_colon_parts_words_from_a_quotation_of_its_own(body: str, quotes: list[str]) -> None:
    assert [text for text, _ in said(body)][-len(quotes) :] == quotes


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            "The captains argue that “there is ground for a refund,” citing the storm.",
            "“there is ground for a refund,”",
        ),
        ('Lang said the port was "rotten," noting that nobody had looked.', 'the port was "rotten,"'),
        ("Lang said the port was “rotten”, noting that nobody had looked.", "the port was “rotten”"),
        (
            'Ann Falk stressed that the ferry is "an old lady," pointing to the hull.',
            'the ferry is "an old lady,"',
        ),
    ],
)
def test_content_ends_before_what_is_done_besides(body: str, words: str) -> None:
    assert words in {text.removeprefix("that ") for text, _ in said(body)}


@pytest.mark.parametrize("link", ["but", "and", "yet"])
@pytest.mark.parametrize(
    "between",
    [
        "Ann Falk wrote in a letter to the board explaining why she left",
        "Ann Falk said, recalling how she had come to the port",
        "said Ann Falk",
    ],
)
def test_a_quotation_goes_on_behind_a_longer_clause(link: str, between: str) -> None:
    body = f"“Many of us are unsure this year,” {between}, “{link} we know that the port is rotten.”"
    assert f"Many of us are unsure this year, {link} we know that the port is rotten." in {
        text for text, _ in said(body)
    }


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("“This is fine weather!” beamed Ann Falk of Porto, who came by boat.", "Ann Falk"),
        ("“The boats are coming home at last!” the audience shouted.", "the audience"),
        ("“Hey, hey! The port has got to go!” some captains chanted as they left.", "some captains"),
    ],
)
def test_a_clause_follows_an_exclamation(body: str, speaker: str) -> None:
    assert [who for _, who in said(body)] == [speaker]


@pytest.mark.parametrize(
    ("body", "words", "speaker"),
    [
        (
            "Work stopped after a probe showed what the watchdog called an “abrupt and unexplained” drop.",
            "an “abrupt and unexplained” drop",
            "the watchdog",
        ),
        ("They closed what Ann Falk has called “a perfect port” in May.", "a perfect port", "Ann Falk"),
        ("It was what many captains described as a “slow end”.", "a “slow end”", "many captains"),
    ],
)
def test_what_somebody_calls_a_thing_is_quoted(body: str, words: str, speaker: str) -> None:
    assert (speaker, True) in {(who, words in text) for text, who in said(body)}


def test_a_thing_so_called_by_nobody_is_no_quote() -> None:
    assert said("They sailed in the so-called “white port” and in what was a “white ship”.") == []


@pytest.mark.parametrize("mention", ["A Feb. 1 letter", "A Monday editorial", "An April 2023 report"])
def test_a_day_stands_in_the_middle_of_a_speaker(mention: str) -> None:
    assert [who for _, who in said(f"{mention} warned that the port would close.")] == [mention]


@pytest.mark.parametrize(
    "mention", ["A new report", "The old study", "Her new book", "A second poll", "Another survey"]
)
def test_a_noun_that_may_be_a_verb_is_the_speaker_s(mention: str) -> None:
    assert [who for _, who in said(f"{mention} said that the port would close.")] == [mention]


@pytest.mark.parametrize("mark", ["* ", "• ", ""])
def test_each_point_of_a_summary_is_read_by_itself(mark: str) -> None:
    points = ["Level fell by a third in May, watchdog says", "Port will close for a week, mayor says"]
    gap = "\n" if mark else "\n\n"
    quotes = said(gap.join(mark + point for point in points) + "\n\nOMSK, May 14 (AP) - It rained.")
    assert quotes == [
        ("Level fell by a third in May", "watchdog"),
        ("Port will close for a week", "mayor"),
    ]


def test_a_title_behind_a_hyphen_ends_no_sentence() -> None:
    (quote,) = extract("Ann Falk argued that the gap to then-Sen. Otto Lang had been narrow.")
    assert quote.text == "that the gap to then-Sen. Otto Lang had been narrow"


@pytest.mark.parametrize(
    "text",
    [
        "He said it was late: “It is. ",
        "“It is late,” he said, noting it, “but it is late,” ",
        "what the man called a “late” port: ",
        "“Late!” the man said. He said: ",
        "* It is late, man says\n",
    ],
)
def test_time_is_linear(text: str) -> None:
    assert growth(lambda times: extract(text * times), 200, 8) < 24


@pytest.mark.parametrize("source", ["the Porto Courier", "a person who was in the room", "court papers"])
@pytest.mark.parametrize(
    "said_so",
    ['"The port will close in May," Ann Falk said', "Ann Falk said that the port will close in May"],
)
def test_what_is_told_at_second_hand_is_not_sure(said_so: str, source: str) -> None:
    quote = extract(f"{said_so}, according to {source}.")[0]
    assert quote.speaker
    assert (quote.speaker.name, quote.cue and quote.cue.text) == ("Ann Falk", "said")
    assert 0.5 < quote.confidence <= LIKELY
    assert extract(f"{said_so}, according to {source}. “It will.”")[0].confidence <= LIKELY
    assert extract(f"{said_so} on Monday.")[0].confidence > LIKELY


@pytest.mark.parametrize("ending", ["said", "said Tuesday", "said on Friday", "recalled", "wrote"])
@pytest.mark.parametrize("speaker", ["Lang", "Otto Lang", "Mayor Otto Lang", "He", "The mayor"])
def test_a_full_stop_in_marks_does_not_part_speech_from_its_speaker(speaker: str, ending: str) -> None:
    body = f"“I hope that you find the boat which left us.” {speaker} {ending}.\n\nIt rained."
    assert said(body) == [("I hope that you find the boat which left us.", speaker)]


@pytest.mark.parametrize("state", ["D-N.Y.", "R-S.C.", "I-Vt.", "D-Conn.", "R-Ohio", "Labour"])
def test_a_state_behind_a_party_parts_no_speech_from_its_speaker(state: str) -> None:
    body = f"“If the boats came, we fear nothing,” Sen. Otto Lang ({state}) said Tuesday. “If not, we do.”"
    (quote,) = extract(body)
    assert quote.text == "If the boats came, we fear nothing, If not, we do."
    assert quote.speaker
    assert quote.speaker.name == "Otto Lang"


@pytest.mark.parametrize("end", ["?", "!"])
def test_who_went_on_is_the_speaker(end: str) -> None:
    body = f"“You know it happens{end}” Lang went on, as if nobody had spoken. “It has to.”"
    assert said(body) == [(f"You know it happens{end} It has to.", "Lang")]


@pytest.mark.parametrize("show", ["the radio show “Inside Port”", "the Porto paper “The Captain”"])
def test_what_is_told_is_not_whom_it_is_told(show: str) -> None:
    body = f"“He earned it,” the captain, Otto Lang, told {show} after the storm. “We will pay him.”"
    assert said(body) == [("He earned it, We will pay him.", "the captain, Otto Lang")]


@pytest.mark.parametrize(
    "first", ["that the port was old", "the port was “past saving”", "he would not come back"]
)
@pytest.mark.parametrize("link", ["and", "but"])
@pytest.mark.parametrize(
    "second", ["warned that it leaked", "promised to mend the gates", "insisted that it would last"]
)
def test_one_who_says_two_things_is_quoted_twice(first: str, link: str, second: str) -> None:
    quotes = said(f"Otto Lang said {first} {link} {second}.")
    assert [who for _, who in quotes] == ["Otto Lang"] * 2
    assert quotes[0][0] == first


def test_a_thing_somebody_did_besides_is_no_second_quote() -> None:
    assert said("Otto Lang said that he sold the boat and left the port.") == [
        ("that he sold the boat and left the port", "Otto Lang")
    ]


def test_signs_alone_are_nobody_s_words() -> None:
    (quote,) = extract('Mayor Helen Dorn said: "We are happy." She added: 👨‍💻.')
    assert quote.text == "We are happy."


@pytest.mark.parametrize("mark", [":", ","])
def test_a_verb_that_no_list_has_is_no_part_of_who_speaks(mark: str) -> None:
    """The word before colon or comma is the verb, though it looks like the end of the noun phrase."""
    (quote,) = extract(
        f'At the hearing on Monday, the harbour pilot retorted{mark} "The tugs are old and slow."'
    )
    assert quote.speaker is not None
    assert quote.speaker.mention == "the harbour pilot"
    assert quote.cue is not None
    assert quote.cue.text == "retorted"


def test_a_verb_that_looks_like_a_noun_is_nobody() -> None:
    body = 'Otto Lang joked that Porto was his answer, but went on to say, "There are places that are old."'
    assert {quote.speaker and quote.speaker.name for quote in extract(body)} == {"Otto Lang"}


@pytest.mark.parametrize(
    "told",
    [
        "to reporters in Porto on Monday",
        "in an interview with the harbour paper",
        "in a short radio speech on Friday",
        "on Twitter",
        "on Monday morning",
    ],
)
def test_how_words_in_marks_were_told_is_none_of_them(told: str) -> None:
    assert said(f'Ann Falk called the plan "a farce" {told}.') == [('the plan "a farce"', "Ann Falk")]


@pytest.mark.parametrize(
    "more", ["to the town", "in the middle of his speech", "on the pier", "in an interview and would stop it"]
)
def test_words_behind_the_marks_that_are_part_of_it_stay(more: str) -> None:
    assert said(f'Ann Falk called the plan "a farce" {more}.') == [(f'the plan "a farce" {more}', "Ann Falk")]


@pytest.mark.parametrize(
    "told",
    [
        "said on Sunday",
        "said early Sunday morning",
        "said in a statement on Sunday",
        "told Reuters on Sunday",
        "said on Telegram",
        "said",
    ],
)
def test_a_sentence_that_ends_in_who_said_it_is_theirs(told: str) -> None:
    assert said(f"Two people were killed in the blast, the harbour master {told}.") == [
        ("Two people were killed in the blast", "the harbour master")
    ]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('"The ship is lost," the paper quoted Ann Falk as saying.', "The ship is lost,"),
        (
            '"The ship is lost," Interfax cited harbour master Ann Falk as telling reporters.',
            "The ship is lost,",
        ),
        (
            "The ship was lost at sea off Porto, state news agency IRNA quoted Ann Falk as saying.",
            "The ship was lost at sea off Porto",
        ),
        ("Ann Falk was quoted by the paper as saying the ship was lost.", "the ship was lost"),
        ("The paper quoted Ann Falk as saying the ship was lost.", "the ship was lost"),
    ],
)
def test_quoted_as_saying_are_the_words_of_whom_is_quoted(body: str, words: str) -> None:
    quotes = extract(body)
    assert [(quote.text, quote.speaker.name if quote.speaker else "") for quote in quotes] == [
        (words, "Ann Falk")
    ]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            "Asked whether she would sail again in May, Ann Falk left the room.",
            "whether she would sail again in May",
        ),
        ("The pilot, who said he would sail, has not been seen since Monday.", "he would sail"),
        ("Ann Falk, who denies that she stole the boat, did not come to court.", "that she stole the boat"),
        (
            "The pilot, who said that the boat, built in Porto, was lost, has not been seen.",
            "that the boat, built in Porto, was lost",
        ),
    ],
)
def test_what_is_said_in_a_clause_ends_with_the_clause(body: str, words: str) -> None:
    assert [text for text, _ in said(body)] == [words]


def test_all_up_to_the_comma_before_who_said_it_is_said() -> None:
    body = "The pilot, who missed the tide, has been unwell since the storm, Ann Falk added."
    assert said(body) == [("The pilot, who missed the tide, has been unwell since the storm", "Ann Falk")]


def test_a_question_ends_before_what_another_wrote() -> None:
    body = 'Ann Falk asked: "Why should anyone sail with him?" Otto Lang tweeted: "Told you so, all of you."'
    assert said(body) == [
        ("Why should anyone sail with him?", "Ann Falk"),
        ("Told you so, all of you.", "Otto Lang"),
    ]


def test_what_was_asked_again_is_no_statement() -> None:
    body = "Ann Falk came late. Asked again, she said: “No, the ferry will not sail.”"
    assert said(body) == [("No, the ferry will not sail.", "she")]


def test_a_quotation_ends_before_what_another_did_meanwhile() -> None:
    body = 'Ann Falk said the plan was "out of touch", while Otto Lang refused to criticise the crew.'
    assert said(body)[0] == ('the plan was "out of touch"', "Ann Falk")


def test_what_was_written_begins_behind_where_it_was_written() -> None:
    body = "Ann Falk wrote on her Telegram channel that the strikes would require an answer."
    assert said(body) == [("that the strikes would require an answer", "Ann Falk")]


def test_what_was_told_after_an_event_begins_with_that() -> None:
    body = 'Ann Falk told reporters after prayers that the work would go on "until the last stone is laid."'
    assert said(body) == [('that the work would go on "until the last stone is laid."', "Ann Falk")]


def test_what_reporters_asked_ends_before_the_answer() -> None:
    body = "Asked by reporters whether Ann Falk had been barred, Otto Lang said no decision had been taken."
    words = [text for text, _ in said(body)]
    assert words == ["whether Ann Falk had been barred", "no decision had been taken"]
