"""An invented job market, and a server that speaks for its boards in the ATSs' own protocols.

    data/           employers, roles and sentences, all of our own making
    words.py        reads the vocabulary, employers.py who hires
    composing.py    one job: title, places; paying.py its pay, telling.py its text
    changing.py     what an employer edits in a job
    life.py         one board, day after day
    market.py       which jobs each board lists on each day: pure, the same seed gives the same market
    cases/          everything awkward that happens in it, each under its name
    shapes/         a board as its ATS tells it, eight of them
    server.py       FakeATS: the same over HTTP; listening.py its socket, client.py who asks it
    building.py     all of it through the real path: crawl, archive, ingest

Nobody in it is real: invented companies have sites under `.example` (RFC 2606), and their
boards have names that no board in use is known to have.
"""
