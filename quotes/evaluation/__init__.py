"""How good the records are, against annotations made by hand: the figures, with their definitions.

`polnear`, `litbank` and `pdnc` score against these corpora, `corrected` against records that
somebody corrected. Each takes gold annotations and the records found, and gives its figures, which
`figures` describes; none of them knows where the records came from.

The units here (tokens, quoted spans, names) are those of the yardstick and not those of the
pipeline, so that a change of the pipeline can never move its own yardstick.
"""
