"""How right our facts are, by agreed answers on recorded postings and on location strings.

golden.py   a file of answers, and the recorded postings that they are about
judging.py  one answer beside what we found
scoring.py  many of them as shares
"""
