"""The public pages of postings: one selection told as pages."""
