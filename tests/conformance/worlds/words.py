"""Texts that have broken search, order, filters or printing somewhere, small enough in number to meet each other.

Out: lists of texts for hypothesis to choose from. Several fold to the same key, several only nearly.
"""

from __future__ import annotations

FIRST_NAMES = [
    "Anna", "anna", "ANNA", "Ann", "Åse", "ase", "Øystein", "oystein", "Łucja", "lucja", "Æsa", "aesa", "Đorđe",
    "Þóra", "thora", "İlker", "ılker", "Ilker", "e\u0301va", "éva", "Eva", "Œdipe", "שרה", "مريم", "Ада", "👩‍🏫 Ada",
    "Zoë-Mae", "Ö", "ﬁlip", "filip",
]  # fmt: skip
LAST_NAMES = [
    "Straße", "STRASSE", "Strasse", "O'Brien", 'the "Great"', "back\\slash", "100%", "a_b", "a%b", "ab", "Ná Conaill",
    "na conaill", "  spaced  out ", "Õunapuu", "ounapuu", "Kovács", "kovacs", "x", "null", "$1", ":name", "{}", "'';--",
    "\u202egnorw", "zero\u200bwidth", "Lund\u00a0Berg",
]  # fmt: skip
WORDS = [
    "Physics",
    "physics",
    "Füüsika",
    "fuusika",
    "Art & Craft",
    "ICT",
    "música",
    "IX",
    "Ⅸ",
    "½",
    "o'clock",
    "%",
    "_",
]
PROSE = [
    "", " ", "Physics teacher from Tartu", "Loves physics, PHYSICS and füüsika.", "Ich heiße Łucja.", "100% _sure_",
    "Line one\nline two\ttabbed", "𝔉𝔯𝔞𝔨𝔱𝔲𝔯 ｆｕｌｌ", "w" * 600, "back \\ slash", "Õunapuu & Kovács",
    "\u0301combining first",
]  # fmt: skip
PLACES = ["Tartu", "TARTU", "Tärtu", "Ålesund", "Győr", "gyor", "Rīga", "Riga", "Łódź", "lodz", "Saint-Étienne", "%"]
REGIONS = [None, None, "Põhja", "põhja", "Pohja", "Nord", "nord", ""]
SCHOOL_NAMES = ["Tartu Kool", "tartu kool", "Øvre Skole", "Šola №1", "École “Étoile”", "A", "Kool_1", "100% School"]
TITLES = [
    "Water", "water", "WATER and Life", "Øl og vann", "ol og vann", "Życie", "zycie", "100%", "_", "\\", "ﬀ", "ff",
    "Straße der Sonne", "👋🏽 Hello", "שלום world", "Water\u00a0Ways",
]  # fmt: skip
LANGUAGES = ["et", "en", "nb", "hu", "lv", "sv", "sr-Latn"]
COUNTRIES = ["EE", "NO", "HU"]
NAMES_IN_EMAILS = ["ann", "Ann", "a_b", "o'brien", "first+last", "100%"]
