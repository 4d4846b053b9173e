"""English words by what they do to the sense of a sentence, and numbers as they are written out."""

from __future__ import annotations

# Who drops or adds one of these turns a statement round.
NEGATIONS = frozenset(
    "not no never none nobody nothing nowhere neither nor without ain't hardly barely scarcely "
    "minus cannot nay rarely seldom".split()
)
# Who drops one of these makes a statement say more than it did.
CONDITIONS = frozenset(
    "only if unless may some might maybe perhaps except possibly probably almost nearly until "
    "whether allegedly few partly mostly sometimes supposedly reportedly potentially likely "
    "provided apparently".split()
)
MAGNITUDES = frozenset(
    "hundred hundreds thousand thousands million millions billion billions trillion trillions "
    "dozen dozens half quarter third thirds double triple twice thrice".split()
)
FUNCTION_WORDS = (
    frozenset(
        "a an the this that these those such and or but so yet as of in on at by for from with to "
        "into onto upon over under about above below between among through during before after "
        "against toward towards off out up down near across around behind beyond within than then "
        "i me my mine myself you your yours yourself yourselves he him his himself she her hers "
        "herself it its itself we us our ours ourselves they them their theirs themselves who whom "
        "whose which what when where why how there here be am is are was were been being have has "
        "had having do does did doing done will would shall should can could must ought 's 'd let "
        "because while though although since also too very just even still again ever both each "
        "either any all more most much many other another same own well now oh ah yes yeah okay "
        "per cent like get got".split()
    )
    | NEGATIONS
    | CONDITIONS
)
# Too common to tell where they come from, though they are no function words.
COMMON_WORDS = FUNCTION_WORDS | frozenset(
    "good bad great big small new old right wrong sure thing things people time year years day "
    "days way say said says know think go going come make made see want need work really "
    "important difficult problem question answer thanks thank please sorry hello absolutely "
    "anything something nothing everything anybody somebody everybody anyone someone everyone "
    "never always today tomorrow money man woman men women world country government".split()
)
# What reported speech shifts: “I will do it tomorrow” → that she would do it the next day.
SHIFTED = frozenset(
    "today tomorrow yesterday now then here there ago before after next last previous following "
    "day this that tonight currently already".split()
)

FILLERS = frozenset("um uh er erm uhm umm uhh ah eh hm hmm mm mhm mmm uh-huh".split())
# What a host says while somebody goes on, and what only begins a sentence.
ASSENTS = FILLERS | frozenset("yes yeah yep right okay sure".split())
BEGINNINGS = frozenset("and so well".split())
FILLER_PHRASES = (("you", "know"), ("i", "mean"))
# Before these words “you know” and “I mean” are no fillers: “if you know”, “do you know”.
GOVERNS_FILLER = frozenset(
    "do does did if that what how as when because not would could should will can must before "
    "all everything unless whether than like let hope think where who why "
    "which until once and or".split()
)
# After these they are none either: “you know him”, “I mean it”.
GOVERNED_BY_FILLER = frozenset(
    "him her it them me us that what who how where why when which about of to this these those "
    "by not nothing everything something anything better more well enough".split()
)
# A clause does not end in one of these, so what breaks off after it was a false start.
UNFINISHED = frozenset(
    "a an the of in on at by for from with to into and or but because that which who is are was "
    "were be been have has had will would shall should can could must may might do does did i we "
    "they he she my our your their his its very so as than if when where going 's 'd am".split()
)
# What a whole sentence begins with that takes back or limits the one before it.
TAKES_BACK = frozenset("but only if unless except not or nor yet provided however until".split())

# The same word in lower case, or with other capitals, is another word.
CASE_TELLS = frozenset("us it who aids may march polish turkey china bill mark will rob".split())

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
TENS["fourty"] = 40
ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        start=1,
    )
}
# What “a” counts as one before.
ROUND = frozenset("hundred thousand million billion trillion dozen".split())
SCALES = {"hundred": 100, "thousand": 1000}

# Verbs by which a speaker quotes somebody: “you said”, “he tweeted”, “quote”.
QUOTES_VERBS = frozenset(
    "said say says saying called call calls calling tweeted tweets tweeting wrote writes told "
    "tells asked asks described describes quoting quoted unquote claimed claims stated "
    "states posted argued argues warned insisted suggested mentioned complained referred "
    "asserted remarked declared accused".split()
)
# “The comment that you are weak”.
QUOTES_NOUNS = frozenset(
    "comment comments statement statements remark remarks tweet tweets quote words".split()
)
# What somebody may think, say or be said to: under a negation or in others' minds it is no claim.
HOLDS_VERBS = frozenset(
    "said say says saying think thinks thought believe believes believed suggest suggested claim "
    "claimed claims argue argued mean meant imply implied promised promise agree agreed pretend "
    "pretended hope hoped tell told know knew".split()
)
PERSONS = frozenset("i we you he she they".split())
# Words that a summary may drop or tidy without anybody calling the quotation another one.
TIDIED = frozenset(
    "that the a an so well and but just very really of to in on 's is are be been was were "
    "now then also too actually you know i mean look okay right there here for as it this".split()
)

# Forms of the verbs that help others, which a tidied tense changes.
TENSES = {"has": "have", "had": "have", "having": "have", "does": "do", "did": "do"}

# Words of offices and ranks before a name in a label, that are no first names.
OFFICE_WORDS = frozenset(
    "fire station air marshal commodore commander lieutenant-general vice deputy assistant under "
    "prime first second chief police lord attorney-general solicitor-general foreign home finance "
    "defence defense health acting interim associate senior junior staff state district county "
    "city town village national federal general major brigadier corporal private warrant wing "
    "group squadron flight rear admiral comptroller auditor treasurer ombudsman provost rector "
    "warden superintendent coroner bailiff counsel clerk member honourable honorable hon right "
    "rt excellency majesty highness shadow opposition majority minority whip leader secretary "
    "surgeon special envoy representative delegate ranger trooper sergeant-at-arms usher "
    "moderator reporter translator interpreter".split()
)
