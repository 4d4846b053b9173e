"""English transcripts: what labels a speaker, what labels something else, how people talk."""

from __future__ import annotations

# Nouns that name a speaker by what they do there; with "the" or a number they still do.
SPEAKER_NOUNS = frozenset(
    "interviewer interviewee interviewed host co-host cohost presenter moderator facilitator guest "
    "caller audience crowd chorus narrator announcer voice voiceover all both several together "
    "speaker participant respondent informant subject man woman boy girl child person male female "
    "witness court judge clerk bailiff juror jury foreperson foreman counsel prosecutor defendant "
    "plaintiff reporter videographer interpreter attorney chair chairman chairwoman chairperson "
    "president secretary minister member members operator analyst student pupil teacher professor "
    "doctor patient nurse mother father mum mom dad son daughter brother sister officer detective "
    "agent customer user assistant bot system-user editor questioner press journalist anchor "
    "correspondent commentator coach captain player king queen prince duke lord lady messenger "
    "servant soldier citizen guard porter nurse friar ghost commissioner mayor councillor "
    "stranger inspector sergeant examiner applicant respondent tribunal arbitrator premier "
    "chancellor ambassador senator representative delegate deputy chaplain ceann comhairle "
    "cathaoirleach gníomhach leas-cheann "
    "coordinator lieutenant general colonel major judge justice".split()
)
# The same, of several people.
GROUPS = frozenset("all both several audience crowd chorus together members jury press".split())
# Labels of somebody, who may be another the next time.
ANYBODY = frozenset(
    "unidentified unknown audience voice questioner caller participant member juror "
    "reporter".split()
)
# What a label says instead of a name in questions and answers.
QUESTION, ANSWER = frozenset({"q", "question"}), frozenset({"a", "answer"})

# Words that end a label which names no speaker.
NO_SPEAKERS = frozenset(
    "note notes notice warning caution tip tips hint important reminder update updated edit error "
    "info debug trace warn fatal critical exception traceback todo fixme ps nb example examples "
    "ingredients serves servings yield method directions instructions preparation prep cook time "
    "total calories garnish step steps stage phase level day days week month year date dates hour "
    "hours when where what why who how which here there this that these those it monday tuesday "
    "wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december morning afternoon evening night from to cc bcc subject "
    "sent re fw fwd attachment attachments address phone tel telephone fax email e-mail mobile "
    "website web url link links source sources credit credits photo photos photograph image images "
    "picture caption video audio read related more also see watch listen share tags tag category "
    "categories filed topics topic keywords title subtitle author authors director producer cast "
    "genre publisher published isbn edition language format pages price prices cost costs fee fees "
    "rating score result results final location place venue address room city country state county "
    "name names age sex gender occupation height weight size color colour material model brand "
    "version type types kind status priority id number code description summary overview "
    "introduction background abstract objective objectives aim aims methods methodology design "
    "setting findings finding conclusion conclusions discussion interpretation limitations "
    "funding recommendation recommendations references reference bibliography appendix chapter "
    "part section article clause paragraph figure fig table box chart graph act scene verse volume "
    "item items "
    "issue unit lesson exercise quiz task goal goals purpose problem problems solution solutions "
    "cause causes effect effects symptom symptoms treatment diagnosis pros cons pro con advantage "
    "advantages disadvantages strength strengths weakness weaknesses opportunities threats before "
    "after input output expected actual given then else if case default default return returns "
    "param params raises args yields parameters arguments usage install installation requirements "
    "features feature fact facts claim verdict truth context analysis myth reality reason reasons "
    "answer-key key legend first second third fourth fifth next last finally however therefore "
    "remember meanwhile plus minus option options choice scenario round group team teams home away "
    "attendance goals scorers substitutes referee odds prediction bottom-line bottomline verdict "
    "headline deadline agenda attendees present apologies absent minutes motion action actions "
    "decision resolved vote ayes noes contact contacts hours opening admission tickets info "
    "information details detail highlights highlight plot synopsis review quote quotes lead "
    "breaking exclusive opinion editorial correction corrections disclaimer disclosure copyright "
    "bridge intro outro refrain hook interlude pre-chorus solo "
    "transcript interview hearing panel event pronunciation etymology noun verb adjective synonyms "
    "definition meaning translation origin habitat diet range lifespan species families family "
    "kingdom order class genus nutrition protein fat sugar salt sodium fibre fiber carbs "
    "added fixed changed removed improved deprecated security known-issues breakfast lunch dinner "
    "supper room rooms staff service food pool parking cleanliness appearance nose palate aroma "
    "taste finish texture look feel sound battery screen display camera performance "
    "appearances exhibit exhibits carbohydrates subtotal tax amount balance invoice due".split()
)

# A label does not begin with these.
PREPOSITIONS = frozenset("for by on in at as with about under".split())

# What everybody says in English: a text without these words is another language, or no speech.
# (“is”, “in”, “of”, “we”, “for” and a small “i” would not do: Dutch and Danish have them, too.)
FUNCTION_WORDS = frozenset(
    "the and to that you it this with what they your my there these those which their don't can't "
    "i'm i've i'd i'll it's that's there's you're you've we're we've they're isn't wasn't didn't "
    "doesn't won't how when who why where would could should did does do were been because know "
    "think thank thanks yes about from but by have if will can not just like very really than then "
    "now go get got see say said be are she them him his us our any some one more".split()
)
# People who talk to each other say “I” and “you”, ask, and answer.
TALK = frozenset(
    "i i'm i've i'd i'll you you're you've you'd you'll your yours yourself we we're we've we'd "
    "we'll our us me my mine myself yes no yeah yep nope okay ok oh well hello hi hey thanks thank "
    "please sorry sir madam lol let's thee thou thy".split()
)
FIRST_PERSON = frozenset(
    "i i'm i've i'd i'll me my mine myself we we're we've we'd we'll our ours us".split()
)

# Words in brackets that are no words of the speaker: what is heard or seen besides.
DIRECTION_WORDS = frozenset(
    "laughs laugh laughing laughter chuckles chuckling giggles applause cheers cheering cheer boos "
    "pause pauses pausing silence crosstalk cross-talk overlapping inaudible unintelligible "
    "indistinct indiscernible music singing sings sighs sighing sigh coughs coughing crying cries "
    "sobs weeping whispers whispering shouts shouting nods nodding shrugs shrugging smiles smiling "
    "gestures gesturing pointing points interruption interrupting interrupts phonetic sic noise "
    "static beep bleep beat aside exit exits exeunt enter enters reenter re-enter off offstage "
    "standing rising rises rose sits sitting stands kneels kneeling curtain recess break "
    "adjourned adjourns bell ringing rings knock knocking clears throat breathes breathing "
    "end begins ends foreign translated reading reads voiceover on-screen mumbles mutters "
    "murmurs hums humming groans gasps gasping screams yawns sniffs scoffs snorts "
    "witness sworn sidebar whereupon thereupon".split()
)
# In capitals and brackets before words, what is heard and no name: “[GUNSHOT] Get down!”.
SOUNDS = frozenset(
    "gunshot gunshots gunfire thunder siren sirens alarm phone telephone door doors bang crash "
    "thud footsteps engine horn whistle barks bark chatter radio tv wind rain explosion glass "
    "click clicks beeps buzz buzzes theme song english french german spanish continues playing "
    "slams opens closes creaks in on over man's woman's voice voices voiceover background".split()
)
# What meeting software writes behind a name, in brackets.
DIRECTORY_NOTES = frozenset(
    "ext external guest unverified you presenter he/him she/her they/them he/him/his she/her/hers "
    "they/them/theirs".split()
)
# What listeners say while another one speaks.
BACKCHANNELS = frozenset(
    "yeah yes yep yup no nope nah ok okay right mm mmm mhm mm-hmm hm hmm uh-huh huh oh ah wow sure "
    "exactly what really sorry".split()
)
# Who asks says these to whom is asked.
ADDRESSED = frozenset("you your yours yourself yourselves".split())
