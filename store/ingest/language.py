"""The language of a story, told from its script or its small words; only when there is no doubt."""

from __future__ import annotations

import re
from collections import Counter

_ENOUGH = 12  # words, below which nothing is said
_SHARE = 0.18  # of all words are small words of the language; wire copy has 0.3 to 0.5
_LEAD = 3  # times as many words of its own as the next language

_SMALL_WORDS = """
en: the of to and in a that for on was said with is as at by from he it his her were be has have had are
    which who
de: der die das und in den von zu mit ist auf für im dem nicht ein eine sich des am sagte dass er sie
    hat war wie
fr: le la les de des du et à en un une que qui est dans pour sur par au a ne pas plus il elle ont été se
    aux dit
es: el la los las de del y en un una que es por con para se su al no lo ha más como sus le fue este ya
    dijo había según también pero
it: il la le lo gli di del della dei e in un una che è per con non si da al nel ha sono alla come anche
    detto
pt: o a os as de do da dos das e em um uma que é por com para se no na não ao mais foi pelo pela seu
    disse
nl: de het een van en in is dat op te zijn voor met die niet aan er om ook als bij door naar heeft werd
sv: och i att det som en på är av för med den till inte har de om ett han var men sig från vi så
da: og i at det som en på er af for med den til ikke har de om et han var men sig fra vi så
pl: i w na z do nie się to że jest o od po jak za dla przez przy ale był są czy już tego
tr: ve bir bu da de için ile olarak çok olan gibi daha ne sonra kadar ise en var o
"""
_LANGUAGES: dict[str, list[str]] = {}
for _code, _words in re.findall(r"(\w\w): ([^:]+)(?=\n\w\w:|$)", _SMALL_WORDS.strip()):
    for _word in _words.split():
        _LANGUAGES.setdefault(_word, []).append(_code)
_SCRIPTS = (
    (re.compile("[\u3040-\u30ff]"), "ja", 0.05),
    (re.compile("[\uac00-\ud7af]"), "ko", 0.2),
    (re.compile("[\u4e00-\u9fff]"), "zh", 0.3),
    (re.compile("[\u0590-\u05ff]"), "he", 0.4),
    (re.compile("[\u0370-\u03ff]"), "el", 0.4),
    (re.compile("[\u0e00-\u0e7f]"), "th", 0.4),
)  # scripts of one language; of Arabic letters, only Arabic has these
_ARABIC, _NOT_ARABIC = re.compile("[\u0600-\u06ff]"), re.compile("[پچژگکیےٹڈ]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_WORD = re.compile(r"[^\W\d_]+")


def tell(text: str) -> str:
    """Return the BCP 47 code of a text's language, or an empty string where it is not certain."""
    sample = text[:800]
    if not sample.isascii():
        letters = sum(map(str.isalpha, sample))
        if letters < 24:
            return ""
        if code := _by_script(sample, letters):
            return code
    words = _WORD.findall(sample.lower())
    if len(words) < _ENOUGH:
        return ""
    shared: dict[str, int] = {}
    own: dict[str, int] = {}  # words that no other language here has
    for word, times in Counter(filter(_LANGUAGES.__contains__, words)).items():
        codes = _LANGUAGES[word]
        for code in codes:
            shared[code] = shared.get(code, 0) + times
        if len(codes) == 1:
            own[codes[0]] = own.get(codes[0], 0) + times
    if not own:
        return ""
    (first, code), (second, _) = (*sorted(((n, code) for code, n in own.items()), reverse=True), (0, ""))[:2]
    return code if shared[code] >= _SHARE * len(words) and first >= max(3, _LEAD * second) else ""


def _by_script(sample: str, letters: int) -> str:
    for script, code, share in _SCRIPTS:
        if len(script.findall(sample)) > share * letters:
            return code
    if len(_ARABIC.findall(sample)) > letters / 2:
        return "" if _NOT_ARABIC.search(sample) else "ar"
    if len(_CYRILLIC.findall(sample)) > letters / 2:
        if re.search("[іїєґІЇЄҐ]", sample):
            return "uk" if re.search("[їєґЇЄҐ]", sample) else ""
        return "ru" if re.search("[ыэЫЭ]", sample) else ""
    return ""
