from __future__ import annotations

import pytest

from tests.plain_copy import DATELINE, headings, read

MARKS = [
    "-30-",
    "###",
    "-0-",
    "ENDS",
    "NNNN",
    "(end)",
    "==Kyodo",
    "Reuter",
    "ab/cd/ef",
    "Enditem",
    "___",
    "(SDA/ats)",
    "/ends/",
]


class TestBody:
    def test_lines_broken_at_a_column_are_joined(self) -> None:
        article = read(
            "LEEDS, March 3, 2021 (XYZ) - The canal company said on Tuesday that\nit had bought "
            "the lock from the "
            "city of Leeds, which built it in\nthe year of the great frost and never found a use "
            "for it.\nIt paid one pound.\n"
        )
        assert article.body_text.count("\n") == 2
        assert article.body_text.endswith("use for it.\n\nIt paid one pound.")

    def test_a_line_a_paragraph_is_not_joined(self) -> None:
        lines = [
            "The lock was sold.",
            "Its keeper wept and asked for the key back.",
            "It leaks.",
        ]
        article = read("Lock sold\n\n" + DATELINE + "\n".join(lines) + "\n")
        assert article.body_text == DATELINE + "\n\n".join(lines)

    def test_indents_start_paragraphs(self) -> None:
        article = read(
            "    LEEDS, March 3 - The canal company said on Tuesday that it had\nbought the lock.\n"
            '    "It leaks," said Sam Roe, who had kept it for forty years and\ntwo months.\n'
            "    He wept.\n Reuter\n"
        )
        assert article.body_text.split("\n\n")[1:] == [
            '"It leaks," said Sam Roe, who had kept it for forty years and two months.',
            "He wept.",
        ]
        assert article.source == "Reuters"

    def test_table_rows_keep_their_lines_and_columns(self) -> None:
        rows = ["Lock        Built   Price", "Leeds        1821       1", "Ripon        1773     200"]
        article = read(
            f"{DATELINE}The locks:\n\n" + "\n".join(rows) + "\n\nAll of them leak, the keeper said.\n"
        )
        assert "\n\n" + "\n".join(rows) + "\n\n" in article.body_text

    def test_tabs_part_columns(self) -> None:
        article = read(f"{DATELINE}The locks:\n\nLeeds\t1821\t1\nRipon\t1773\t200\n\nAll of them leak.\n")
        assert "Leeds    1821    1\nRipon    1773    200" in article.body_text

    def test_list_items_stay_lines_and_keep_their_wrapped_rest(self) -> None:
        article = read(
            f"{DATELINE}It is known that:\n\n- It leaks.\n- It has two gates, of which the\n  "
            f"upper leaks more.\n\nThat is all.\n"
        )
        assert "\n\n- It leaks.\n- It has two gates, of which the upper leaks more.\n\n" in article.body_text

    def test_a_cross_head_between_paragraphs_is_a_heading(self) -> None:
        article = read(
            f"{DATELINE}The lock was sold, its keeper said.\n\nThe price\n\nIt cost a pound, "
            f"which was paid in "
            "shillings, and the keeper counted them twice.\n"
        )
        assert headings(article) == ["The price"]
        assert not any("cut" in warning for warning in article.parse_warnings)

    @pytest.mark.parametrize("joint", ["\n\n", " "])
    def test_a_cross_head_with_nothing_below_says_that_the_text_may_be_cut(self, joint: str) -> None:
        article = read(
            f'{DATELINE}The lock was sold. "It leaks," he said. "It always did."{joint}Price of the gates\n'
        )
        assert headings(article) == ["Price of the gates"]
        assert article.body_text.endswith('did."\n\nPrice of the gates')
        assert any("may be cut" in warning for warning in article.parse_warnings)

    @pytest.mark.parametrize(
        "tail",
        ['"It is ours," Roe said', "It would never be opened by the", "He met Mr. Roe of Leeds", "It leaks"],
    )
    def test_the_end_of_a_sentence_without_its_stop_is_no_cross_head(self, tail: str) -> None:
        article = read(
            f"{DATELINE}The lock was sold and its keeper wept for a long time\n\n{tail}\n"
            if tail == "It leaks"
            else f"{DATELINE}The lock was sold. {tail}\n"
        )
        assert headings(article) in ([], ["It leaks"])
        assert tail in article.body_text

    @pytest.mark.parametrize("mark", MARKS)
    def test_end_marks_and_sign_offs_are_not_body(self, mark: str) -> None:
        article = read(f"{DATELINE}The lock was sold.\n\nIt leaks.\n{mark}\n")
        assert article.body_text == f"{DATELINE}The lock was sold.\n\nIt leaks."

    def test_notes_below_an_end_mark_are_for_editors(self) -> None:
        article = read(
            f"{DATELINE}The lock was sold.\n\nIt leaks.\n\nENDS\n\nNotes to editors:\nIt is no door lock.\n"
        )
        assert article.body_text.endswith("It leaks.")
        assert article.ednote == "Notes to editors:\nIt is no door lock."

    def test_a_dash_at_the_head_of_a_broken_line_goes_on_the_sentence(self) -> None:
        article = read(
            f"{DATELINE}The keeper says that nearly nobody\n"
            "comes by in winter, and that the boats of the summer are few\n"
            "- which is why the town wants to sell the lock and the house\n"
            "before the year is out, and why nobody has asked him about.\n\nIt leaks.\n"
        )
        assert "the summer are few - which is why" in article.body_text

    def test_private_notes_are_kept_apart(self) -> None:
        article = read(
            f"{DATELINE}The lock was sold.\n\nThe following information is not intended for "
            f"publication:\nAnn Poe, 555 1\n"
        )
        assert article.body_text == f"{DATELINE}The lock was sold."
        assert "555 1" in article.ednote_private
        assert "555 1" not in article.ednote
