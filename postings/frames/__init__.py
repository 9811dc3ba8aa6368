"""A posting's page in two parts: the frame, which is kept, and what is filled in for each reader.

    posting, body, places  --making-->  frame, a page with holes  --keeping-->  KeptFrame
    events, kin, numbers   --live---->  {hole: text}
    frame, {hole: text}    --holes--->  the page

Most of a page depends on its posting alone and stays as it is for weeks, while it is read again and again:
so the frame is made once, by whoever brings in the visit. It is a copy and never the truth: the database
raises a posting's revision with all that its frame is made of, and one of another revision is made anew for
that reader.
"""
