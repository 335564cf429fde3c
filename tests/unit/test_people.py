"""Who a source is: names, roles, namesakes, pronouns, descriptions, bodies."""

from __future__ import annotations

import pytest

from store.quotes.people import People
from store.quotes.people_resolved import Resolved
from store.quotes.tokens import Tokens, tokenise


def _source(tokens: Tokens, marked: str) -> tuple[int, int]:
    """Return the tokens of the words in `marked` that stand between << and >>."""
    start = marked.index("<<")
    end = marked.index(">>") - 2
    first = tokens.at(start)
    last = first
    while last < len(tokens) and tokens.starts[last] < end:
        last += 1
    return first, last


def who(marked: str, headline: str = "") -> Resolved:
    """Resolve the words between << and >> in a text."""
    tokens = tokenise(marked.replace("<<", "").replace(">>", ""))
    return People.of(tokens, headline).resolve(*_source(tokens, marked))


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("Marta Okafor took office in May.\n\nThe dam is safe, <<Okafor>> said.", "Marta Okafor"),
        ("<<Okafor>> said the dam is safe.\n\nMarta Okafor took office in May.", "Marta Okafor"),
        ("The dam is safe, <<Ms. Okafor>> said. Marta Okafor leads the agency.", "Marta Okafor"),
        ("Sean O'Neil won. <<O'Neil>> said so.", "Sean O'Neil"),
        ("Sean O’Neil won. It was <<O’Neil’s>> idea.", "Sean O’Neil"),
        ("J.D. Harlan won. <<Harlan>> said so.", "J.D. Harlan"),
        ("Peter van der Berg won. <<Van der Berg>> said so.", "Peter van der Berg"),
        ("Ines de la Torre won, said her aide. <<De la Torre>> smiled.", "Ines de la Torre"),
        ("Prince Faisal bin Nasser spoke. <<Bin Nasser>> left.", "Faisal bin Nasser"),
        ("Omar al-Hadi spoke. <<Al-Hadi>> left.", "Omar al-Hadi"),
        ("Omar al-Hadi spoke. Later <<Hadi>> left.", "Omar al-Hadi"),
        ("Bo Jinhai, the premier, spoke. <<Bo>> left.", "Bo Jinhai"),
        ("Kim Sung Ho won. It was right, <<Kim>> said.", "Kim Sung Ho"),
        ("Moon Tae-il won. It was right, <<Moon>> said.", "Moon Tae-il"),
        ("Nguyen Van Duc won. It was right, <<Nguyen>> said.", "Nguyen Van Duc"),
        ("Zoë Brontë-Lévy won. It was right, <<Brontë-Lévy>> said.", "Zoë Brontë-Lévy"),
        ("Walter Kern Jr. won. It was right, <<Kern>> said.", "Walter Kern Jr."),
        ("William Dorn spoke. Friends call him Bill Dorn. It was right, <<Dorn>> said.", "William Dorn"),
        ("Rosa Maria Vidal Prats won. It was right, <<Vidal Prats>> said.", "Rosa Maria Vidal Prats"),
        ("Howard Dean Fox lost. Larry King won. Now <<King>> said he would rest.", "Larry King"),
        ("Ana Ruiz won. It was right, <<Ana>> said.", "Ana Ruiz"),
        ("Lulinho, a singer, came. It was right, <<Lulinho>> said.", "Lulinho"),
        ("MARTA OKAFOR speaks.\n\n<<OKAFOR>>: The dam is safe.\n\nMarta Okafor left.", "Marta Okafor"),
        ("It was right, said <<Marta Okafor, 52, who runs the agency>>.", "Marta Okafor"),
        ("It was right, said <<state Sen. Marta Okafor (D-Portville)>>.", "Marta Okafor"),
        ("It was right, said <<her spokeswoman, Ana Ruiz,>> later.", "Ana Ruiz"),
        ("It was right, said <<one of the city's lawyers, Ana Ruiz>>.", "Ana Ruiz"),
        ("It was right, said <<filmmaker and best-selling author Ana Ruiz>>.", "Ana Ruiz"),
        ("It was right, said <<County Recorder Helen Dorn>>.", "Helen Dorn"),
        ("It was right, said <<Radio Five’s Helen Dorn>>.", "Helen Dorn"),
        ("Crown Prince Karim bin Nasser came. It was right, <<Prince Karim>> said.", "Karim bin Nasser"),
        ("League Secretary-General Ana Ruiz came. It was right, <<Ruiz>> said.", "Ana Ruiz"),
        ("It was right, said <<Radio Five>> host Helen Dorn.", "Helen Dorn"),
        ("<<Another Radio Five host>>, Helen Dorn, said no.", "Helen Dorn"),
        ("Dorn, <<a former party chairman>>, said no. Helen Dorn left.", "Helen Dorn"),
        ("Helen Dorn (<<D-Ohio>>) said no.", "Helen Dorn"),
    ],
)
def test_a_name_resolves_to_the_fullest(story: str, name: str) -> None:
    found = who(story)
    assert (found.name, found.kind) == (name, "person")


@pytest.mark.parametrize(
    ("story", "role"),
    [
        (
            "Norlandian Foreign Minister Ivo Brandt left. It was right, <<Brandt>> said.",
            "Norlandian Foreign Minister",
        ),
        ("Ivo Brandt, the foreign minister, left. It was right, <<Brandt>> said.", "foreign minister"),
        ("It was right, said <<Ana Ruiz, a spokeswoman for the ministry>>.", "spokeswoman for the ministry"),
        ("It was right, said <<Ana Ruiz, 41, a nurse from Portville,>> on Monday.", "nurse"),
        ("On Monday, former President Ivo Brandt left. It was right, <<he>> said.", "former President"),
        ("It was right, said <<campaign spokesman Ivo Brandt>>.", "campaign spokesman"),
        ("The council's general counsel, Ana Ruiz, left. It was right, <<she>> said.", "general counsel"),
        ("A high school librarian, Ana Ruiz, left. It was right, <<she>> said.", "high school librarian"),
        ("It was right, said <<lead author Dr. Ana Ruiz>>.", "lead author"),
        ("It was right, said <<Mr. Brandt>>.", ""),
        ("Sen. Ivo Brandt left. It was right, <<Brandt>> said.", "Sen."),
    ],
)
def test_a_role_is_kept_as_printed_through_the_text(story: str, role: str) -> None:
    assert who(story).role == role


def test_namesakes_are_told_apart_by_title() -> None:
    story = "Paul Weber and Eva Weber came. It was right, <<{} Weber>> said."
    assert who(story.format("Mrs.")).name == "Eva Weber"
    assert who(story.format("Mr.")).name == "Paul Weber"


def test_namesakes_are_told_apart_by_who_was_named_last_as_subject() -> None:
    story = (
        "Paul Weber won the seat.\n\n" * 5 + "Minister Eva Weber said no.\n\nIt was wrong, <<Weber>> said."
    )
    assert who(story).name == "Eva Weber"


def test_the_first_named_stays_the_bare_surname() -> None:
    story = "Eva Weber won. She thanked her husband, Paul Weber.\n\n\n\nIt was right, <<Weber>> said."
    assert who(story).name == "Eva Weber"


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("Eva Weber met Paul Dorn. <<She>> said no.", "Eva Weber"),
        ("Eva Weber met Paul Dorn. <<He>> said no.", "Paul Dorn"),
        ("Paul Dorn met Karl Horn. <<He>> said no.", "Paul Dorn"),
        ('Paul Dorn spoke. "Karl Horn lied," Dorn said. "It is so," <<he>> added.', "Paul Dorn"),
        ("The minister, Ms. Sundqvist, came with Paul Dorn. <<She>> said no.", "Sundqvist"),
        ("A spokeswoman, Jo Nakamura-Ito, met Mr. Dorn. <<She>> said no.", "Jo Nakamura-Ito"),
        ("Eva Weber, <<who>> leads the agency, came.", "Eva Weber"),
        ("Eva Weber, 59, of Portville, <<who>> leads the agency, came.", "Eva Weber"),
        ("Weber campaign spokesman Paul Dorn denied it. No, <<he>> said.", "Paul Dorn"),
        ("Eva Weber met Paul Dorn. On Monday <<her>> view was clear.", "Eva Weber"),
    ],
)
def test_pronouns_go_by_gender_and_by_subject(story: str, name: str) -> None:
    assert who(story).name == name


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("Senator Eva Weber met Paul Dorn. It was right, <<the senator>> said.", "Eva Weber"),
        ("Mayor Paul Dorn spoke. Karl Horn left. It was right, <<the mayor>> said.", "Paul Dorn"),
        ("Eva Weber, a Democrat, met Republican Karl Horn. <<The Democratic nominee>> said no.", "Eva Weber"),
        ("Rep. Eva Weber spoke. It was right, <<the congresswoman>> said.", "Eva Weber"),
        ("Paul Dorn, the agency's spokesman, spoke. It was right, <<the spokesman>> said.", "Paul Dorn"),
    ],
)
def test_a_description_goes_to_who_holds_the_role(story: str, name: str) -> None:
    assert who(story).name == name


@pytest.mark.parametrize(
    ("story", "kind", "name"),
    [
        ("It was right, <<a senior official>> said.", "unnamed", "a senior official"),
        ("It was right, <<two diplomats>> said.", "unnamed", "two diplomats"),
        ("It was right, <<officials>> said.", "unnamed", "officials"),
        ("It was right, said <<a spokesman for Eva Weber>>.", "unnamed", "a spokesman for Eva Weber"),
        ("It was right, <<Weber’s aides>> said.", "unnamed", "Weber’s aides"),
        ("It was right, <<Republicans>> said.", "unnamed", "Republicans"),
        ("It was right, <<the report>> said.", "document", "the report"),
        ("It was right, according to <<a filing by Acme>>.", "document", "a filing by Acme"),
        ("It was right, <<the ministry>> said.", "organisation", "the ministry"),
        (
            "The Justice Department sued. It was right, <<the department>> said.",
            "organisation",
            "Justice Department",
        ),
        ("<<The White House>> said no.", "organisation", "White House"),
        ("<<Acme Corp.>> said no.", "organisation", "Acme Corp."),
        ("It was right, <<Moscow>> said.", "organisation", "Moscow"),
        ("It was right, <<Washington>> said.", "organisation", "Washington"),
        ("<<The Weber campaign>> said no.", "organisation", "The Weber campaign"),
        ("Acme, a carmaker, came. It was right, <<the company>> said.", "organisation", "Acme"),
        ("It was right, said <<the hotel group, Ruiz Resorts>>.", "organisation", "Ruiz Resorts"),
        ("It was right, said <<an official who saw it>>.", "unnamed", "an official who saw it"),
        ("It was right, <<N. Korea>> said.", "organisation", "N. Korea"),
        ("It was right, <<YouTube>> said.", "organisation", "YouTube"),
        ("The Joint Aid Office (JAO) came. <<JAO>> said no.", "organisation", "Joint Aid Office"),
    ],
)
def test_what_is_no_person_keeps_its_words(story: str, kind: str, name: str) -> None:
    found = who(story)
    assert (found.kind, found.name) == (kind, name)


def test_several_speakers_are_named_each() -> None:
    found = who("Eva Weber met Paul Dorn. It was right, <<Dorn and Weber>> said.")
    assert (found.name, found.number, found.kind) == ("Paul Dorn and Eva Weber", "p", "person")


def test_a_dateline_and_a_weekday_are_no_speakers() -> None:
    tokens = tokenise("PORTVILLE, March 3 (AP) -- On Wednesday, Eva Weber said no. She left.")
    people = People.of(tokens)
    assert [e.words for e in people.entities if e.person] == [("eva", "weber")]


def test_a_headline_lends_the_first_name() -> None:
    assert who("It was right, <<Weber>> said.", headline="Eva Weber Defends Dam").name == "Eva Weber"


def test_a_speaker_keeps_the_printed_words_and_their_place() -> None:
    body = "Eva Weber, the mayor, came. It was right, Weber, who had slept, said."
    tokens = tokenise(body)
    first = tokens.at(body.index("Weber, who"))
    speaker = People.of(tokens).speaker(first, first + 5)
    assert speaker.span is not None
    assert (speaker.name, speaker.mention, speaker.role) == ("Eva Weber", "Weber", "mayor")
    assert body[speaker.span.start : speaker.span.end] == "Weber"


def test_a_pronoun_without_any_name_goes_to_the_last_speaker_of_the_flow() -> None:
    tokens = tokenise("It was right, he said.")
    last = Resolved("Paul Dorn", "", "person", "m", "s", 0.9, entity=-1)
    assert People.of(tokens).resolve(4, 5, [last]).kind == "unnamed"
