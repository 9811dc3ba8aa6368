"""What employers are called, with and without what lawyers add to it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from companies.naming import clean, is_hidden, key, readable, undisclosed

CLEANED = {
    # a form at the end goes
    "SAP SE": "SAP",
    "Delivery Hero SE": "Delivery Hero",
    "Ada Health GmbH": "Ada Health",
    "MOIA gGmbH": "MOIA",
    "Otto GmbH & Co KG": "Otto",
    "Otto (GmbH & Co KG)": "Otto (GmbH & Co KG)",
    "Lidl Stiftung GmbH & Co. KG": "Lidl Stiftung",
    "Fresenius SE & Co. KGaA": "Fresenius",
    "Merck KGaA": "Merck",
    "Deutsche Bahn AG": "Deutsche Bahn",
    "Harbor UG (haftungsbeschränkt)": "Harbor",
    "Ärzte ohne Grenzen e.V.": "Ärzte ohne Grenzen",
    "Wiz, Inc.": "Wiz",
    "MerQube Inc": "MerQube",
    "ASSYST, INC.": "ASSYST",
    "JD.com Inc": "JD.com",
    "Persistent Systems, LLC": "Persistent Systems",
    "Latham L.L.P.": "Latham",
    "Anthropic PBC": "Anthropic",
    "Acme Corp.": "Acme",
    "Appian Corporation": "Appian",
    "Arup Group Limited": "Arup Group",
    "Genestack Ltd": "Genestack",
    "Barclays PLC": "Barclays",
    "Heidi Health Pty Ltd": "Heidi Health",
    "Heidi Health Pty. Ltd.": "Heidi Health",
    "Infosys Pvt. Ltd.": "Infosys",
    "Grab Holdings Pte. Ltd.": "Grab Holdings",
    "Petronas Sdn. Bhd.": "Petronas",
    "Mellanox Technologies, Ltd.": "Mellanox Technologies",
    "Samsung Electronics Co., Ltd.": "Samsung Electronics",
    "L'Oréal S.A.": "L'Oréal",
    "Nestlé SA": "Nestlé",
    "Doctolib SAS": "Doctolib",
    "Alan S.A.S.": "Alan",
    "Ledger S.à r.l.": "Ledger",
    "Ferrari S.p.A.": "Ferrari",
    "Satispay S.r.l.": "Satispay",
    "Adyen N.V.": "Adyen",
    "Bunq B.V.": "Bunq",
    "Spotify AB": "Spotify",
    "Volvo Cars AB (publ)": "Volvo Cars",
    "Novo Nordisk A/S": "Novo Nordisk",
    "Pleo ApS": "Pleo",
    "Kahoot! ASA": "Kahoot!",
    "Statkraft AS": "Statkraft",
    "Supercell Oy": "Supercell",
    "Wärtsilä Oyj Abp": "Wärtsilä",
    "Oy Karl Fazer Ab": "Karl Fazer",
    "Glovoapp23, S.L.": "Glovoapp23",
    "Allegro Sp. z o.o.": "Allegro",
    "Rohlik s.r.o.": "Rohlik",
    "Infobip d.o.o.": "Infobip",
    "Bolt Technology OÜ": "Bolt Technology",
    "Nubank Ltda.": "Nubank",
    "株式会社メルカリ": "メルカリ",
    "トヨタ自動車株式会社": "トヨタ自動車",
    "ООО «Ромашка»": "Ромашка",
    # and nothing else does
    "Intel": "Intel",
    "Intel 471": "Intel 471",
    "Intel 471 Inc.": "Intel 471",
    "Inc.": "Inc.",
    "GmbH": "GmbH",
    "GmbH & Co. KG": "GmbH & Co. KG",
    "Limited": "Limited",
    "The Limited": "The Limited",
    "Unlimited": "Unlimited",
    "AG": "AG",
    "X Corp": "X Corp",
    "Tiffany & Co.": "Tiffany & Co.",
    "Levi Strauss & Co., Inc.": "Levi Strauss & Co.",
    "New York City Economic Development Corporation": "New York City Economic Development Corporation",
    "Brain Corp": "Brain Corp",
    "Zip Co Limited": "Zip Co",
    "Ford Motor Co": "Ford Motor Co",
    "Co Star Group": "Co Star Group",
    "AB InBev": "AB InBev",
    "SE Ranking": "SE Ranking",
    "AS Roma": "AS Roma",
    "SAS": "SAS",
    "Inc Research Group": "Inc Research Group",
    "Swag": "Swag",
    "What they sell as": "What they sell as",
    "Booking.com": "Booking.com",
    "Yahoo!": "Yahoo!",
    "C++": "C++",
    # the ATS and the board's title are no part of it
    "Acme | Greenhouse": "Acme",
    "Acme - Lever": "Acme",
    "Lever": "Lever",
    "jobs.lever.co/acme": "Acme",
    "https://boards.greenhouse.io/forward-financing": "Forward Financing",
    "Employment Opportunities at BuzzFeed, Inc.": "BuzzFeed",
    "Careers at Acme": "Acme",
    "Work at": "Work at",
    "  Acme \t\u200b Health\n": "Acme Health",
}


@pytest.mark.parametrize(("name", "cleaned"), CLEANED.items())
def test_a_name_loses_its_legal_form_and_nothing_else(name, cleaned):
    assert clean(name) == cleaned


@given(st.text(max_size=60))
@example("AG AG AG")
@example("Inc, Inc, Inc")
@example("株式会社株式会社")
def test_whatever_a_board_calls_itself_the_name_is_stable_and_not_empty(name):
    assert clean(clean(name)) == clean(name)
    assert bool(clean(name)) == bool("".join(c for c in name if c.isprintable()).strip())
    assert key(clean(name)) == key(name)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("SAP SE", "sap", True),
        ("L’Oréal", "L'Oreal S.A.", True),
        ("Johnson & Johnson", "Johnson and Johnson", True),
        ("X-Energy", "x energy", True),
        ("Monzo", "Monzo Bank", False),
        ("Intel", "Intel 471", False),
        ("C", "C++", False),
        ("C#", "C++", False),
        ("株式会社灯台", "株式会社港", False),
        ("Booking.com", "Booking", False),
        ("", " ", True),
    ],
)
def test_companies_are_one_by_the_same_words_only(one, other, same):
    assert (key(one) == key(other)) is same


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("Confidential", True),
        ("Company Confidential", True),
        ("Stealth Startup", True),
        ("Stealth AI Start-up", True),
        ("Undisclosed", True),
        ("Anonymous employer", True),
        ("Hidden Level", False),
        ("Stealth Ventures at Redesign Health", False),
        ("Anonymous Content", False),
        ("Company", False),
        ("", False),
    ],
)
def test_who_hides_is_known_by_saying_so(name, hidden):
    assert is_hidden(name) is hidden


def test_an_undisclosed_employer_is_told_from_others_by_its_board():
    assert undisclosed("stealth-co") == "Undisclosed employer (stealth-co)"


@pytest.mark.parametrize(
    ("token", "name"),
    [
        ("spotify", "Spotify"),
        ("forward-financing", "Forward Financing"),
        ("DeepL", "DeepL"),
        ("Synergy Pet Group", "Synergy Pet Group"),
        ("kraken.com", "Kraken"),
        ("heidihealth.com.au", "Heidihealth"),
        ("15five", "15five"),
        (".com", ".com"),
        ("nvidia/wd5/NVIDIAExternalCareerSite", "Nvidia"),
    ],
)
def test_a_token_becomes_a_name_for_readers(token, name):
    assert readable(token) == name
