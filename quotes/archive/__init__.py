"""The newsroom's memory: texts, records and speakers in one SQLite file that is searched.

`archive.Archive` is the whole of it; `schema` has the tables.
"""
