"""One local page for an archive: `application.application` answers, `guard` says to whom.

`page/` has its frame, style and scripts; what they share with the report comes from there. It needs
the extra ``serve``.
"""
