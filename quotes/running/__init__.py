"""Running over a corpus: from any number of files to a folder of part files.

    inputs → batches → engine (worker processes, or Ray) → parts, and a manifest of what is done

`run.run` reads as that story. `arrow.extract` is the one function that every engine runs, and
what Spark or a program of your own calls. All of it needs the extra `corpus`, and says so where it
is missing (`MissingExtraError`).
"""

from quotes.extras import require

require("pyarrow", "corpus", "running over a corpus")
