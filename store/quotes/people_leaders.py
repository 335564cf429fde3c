"""Heads of state and government whom wires print by office and surname alone: "President Obama said".

House styles leave out the given name of a sitting head of state at first
mention, so that no story need print it. The name is completed only where the
office stands before the surname and nobody else of that surname is named;
surnames that two holders of the office bore ("President Bush") are left out.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

_PRESIDENTS = """
Mahmoud Abbas|Mahmoud Ahmadinejad|Joe Biden|Jair Bolsonaro|Jimmy Carter|Hugo Chavez|Hugo Chávez|Jacques Chirac
Bill Clinton|Rodrigo Duterte|Dwight Eisenhower|Recep Tayyip Erdogan|Recep Tayyip Erdoğan|Vicente Fox
Mikhail Gorbachev|François Hollande|Hamid Karzai|Nicolás Maduro|Emmanuel Macron|Nelson Mandela|Dmitry Medvedev
Javier Milei|François Mitterrand|Hosni Mubarak|Robert Mugabe|Yoweri Museveni|Richard Nixon|Barack Obama
Petro Poroshenko|Vladimir Putin|Cyril Ramaphosa|Ronald Reagan|Hassan Rouhani|Dilma Rousseff|Nicolas Sarkozy
Harry Truman|Donald Trump|Joko Widodo|Boris Yeltsin|Viktor Yanukovich|Viktor Yanukovych|Volodymyr Zelenskiy
Volodymyr Zelensky|Volodymyr Zelenskyy|Jacob Zuma|Alexander Lukashenko
"""
_MINISTERS = """
Tony Abbott|Shinzo Abe|Jacinda Ardern|Silvio Berlusconi|Tony Blair|David Cameron|Julia Gillard|Stephen Harper
Fumio Kishida|Junichiro Koizumi|Giorgia Meloni|Narendra Modi|Brian Mulroney|Benjamin Netanyahu|Ehud Olmert
Viktor Orban|Viktor Orbán|Mariano Rajoy|Matteo Renzi|Kevin Rudd|Ariel Sharon|Keir Starmer|Rishi Sunak
Margaret Thatcher|Alexis Tsipras|Donald Tusk|Malcolm Turnbull
"""
_CHANCELLORS = "Helmut Kohl|Angela Merkel|Friedrich Merz|Olaf Scholz|Gerhard Schroeder|Gerhard Schröder"
_FAMILY_FIRST = {"president": "Hu Jintao|Jiang Zemin|Xi Jinping", "secretary-general": "Ban Ki-moon"}
_GENERALS = "Kofi Annan|Antonio Guterres|António Guterres"


def _names(text: str) -> list[str]:
    return text.strip().replace("\n", "|").split("|")


_BY_OFFICE: dict[tuple[str, str], str] = {
    **{("president", name.split()[-1].casefold()): name for name in _names(_PRESIDENTS)},
    **{("minister", name.split()[-1].casefold()): name for name in _names(_MINISTERS)},
    **{("chancellor", name.split()[-1].casefold()): name for name in _names(_CHANCELLORS)},
    **{("secretary-general", name.split()[-1].casefold()): name for name in _names(_GENERALS)},
    **{
        (office, name.split()[0].casefold()): name
        for office, names in _FAMILY_FIRST.items()
        for name in _names(names)
    },
}
OFFICES = frozenset(office for office, _ in _BY_OFFICE)
SURNAMES = frozenset(surname for _, surname in _BY_OFFICE)


def full_name(surname: str, titles: AbstractSet[str]) -> str:
    """Return the full name of who bears one of the titles and the lower-case surname; "" if none does."""
    for title in titles & OFFICES:
        if (title, surname) in _BY_OFFICE:
            return _BY_OFFICE[title, surname]
    return ""
