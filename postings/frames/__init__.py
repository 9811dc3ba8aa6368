"""A posting's page in two parts: the frame, which is kept, and what is filled in for each reader.

    posting, body, events, kin   --making-->  frame, a page with holes  --keeping-->  KeptFrame
    when it was seen, numbers    --live---->  {hole: text}
    frame, {hole: text}          --holes--->  the page

Most of a page stays as it is for weeks, while it is read again and again: so the frame is made once, by
whoever brings in the visit. It is a copy and never the truth: the database raises a posting's revision with
all that its frame is made of, and one of another revision, or that names another posting which has changed
since, is made anew for that reader.
"""
