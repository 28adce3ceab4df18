"""Claims about reading what people type."""

import pytest

from bot.core.text import plain, words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("<@U06LEONIE|leonie.brandt> spoke", "@leonie.brandt spoke"),
        ("ask <@U07ZOLFEK>, please", "ask , please"),
        ("see <#C06NK2201|comp-nordkassa>", "see comp-nordkassa"),
        ("<https://example.com/statement|this page> says", "this page says"),
        ("<https://example.com/x>", "https://example.com/x"),
        ("<mailto:ana@example.com|ana@example.com>", "ana@example.com"),
        ("<mailto:ana@example.com>", "ana@example.com"),
        ("<!channel> hello <!subteam^S1|@sales>", "hello @sales"),
        ("due <!date^1700000000^{date}|14 November>", "due 14 november"),
    ],
)
def test_markup_reads_as_slack_shows_it(typed: str, meant: str) -> None:
    assert plain(typed) == meant


def test_an_entity_and_its_character_end_up_equal() -> None:
    assert plain("R&amp;D") == plain("R&D")
    assert plain("a &lt;b&gt; c") == "a <b> c"


def test_an_escaped_bracket_is_never_taken_for_markup() -> None:
    assert plain("&lt;@U1|Zoe&gt;") == "<@u1|zoe>"


def test_emoji_codes_go_and_times_stay() -> None:
    assert plain("stolen cards :rotating_light: :+1::skin-tone-2: at 10:30:45") == "stolen cards at 10:30:45"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Beatriz Falcão", "beatriz falcao"),
        ("Straße in Łódź", "strasse in lodz"),
        ("“President’s” club", '"president\'s" club'),
        ("Köln　ＡＢＣ", "koln abc"),
        ("Подъём и йога", "подъем и иога"),
        ("がぎぐ", "がぎぐ"),
    ],
)
def test_accents_widths_and_quotes_make_no_difference(typed: str, meant: str) -> None:
    assert plain(typed) == meant


def test_plain_text_stays_as_it_is_when_read_again() -> None:
    once = plain("Who owns <#C1|R&amp;D>, “Zoë”? :wave:")
    assert plain(once) == once


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("who's up? VCC's!", ["whos", "up", "vccs"]),
        ("qui s'occupe d'iberia", ["qui", "s", "occupe", "d", "iberia"]),
        ("IC++ or C#, not a+b", ["ic++", "or", "c#", "not", "a", "b"]),
        ("no-show_fees/k.y.c.", ["no", "show", "fees", "k", "y", "c"]),
        ("請求書 v2", ["請", "求", "書", "v2"]),
        ("🔥🔥 !!! :fire:", []),
        ("", []),
    ],
)
def test_words_are_what_a_person_would_call_words(typed: str, found: list[str]) -> None:
    assert words(typed) == found
