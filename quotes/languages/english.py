"""English: pronouns, titles, words for roles and bodies."""

from __future__ import annotations

# Pronouns by what they can stand for. A source that is one of these is a pronoun mention.
HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
THEY = frozenset("they them their theirs themselves".split())
IT = frozenset("it its itself this that these those".split())
FIRST = frozenset("i me my mine myself".split())
FIRST_PLURAL = frozenset("we us our ours ourselves".split())
RELATIVE = frozenset("who whom whose which".split())
INDEFINITE = frozenset(
    "one someone somebody anyone anybody everyone everybody nobody none many some others all "
    "both most few several another each neither either you whoever".split()
)
PRONOUN_CLASSES = (HE, SHE, THEY, IT, FIRST, FIRST_PLURAL, RELATIVE, INDEFINITE)
PRONOUNS = frozenset().union(*PRONOUN_CLASSES)

MALE_TITLES = frozenset("mr sir lord king prince pope father brother baron duke".split())
FEMALE_TITLES = frozenset(
    "mrs ms miss lady queen princess sister mother baroness duchess dame madam".split()
)
# Words that stand before a name and are not part of it.
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | frozenset(
        "dr cr pc wpc dc ds di dci pte cpl "
        "prof professor sen senator sens rep reps representative gov governor president "
        "vice-president rev reverend judge justice hon congressman congresswoman mayor gen "
        "general col colonel lt lieutenant capt captain sgt sergeant sheriff cardinal bishop "
        "archbishop rabbi imam chairman chairwoman chancellor premier minister secretary "
        "ambassador inspector detective superintendent constable officer coach deputy chief "
        "cllr councillor councilman councilwoman alderman attorney speaker commissioner former "
        "ex then-president".split()
    )
)
HONOURS = frozenset("esq phd md mp qc kc cbe obe mbe".split())  # after a name, no part of it
SUFFIXES = HONOURS | frozenset("jr sr ii iii iv".split())

# Titles as they are abbreviated → the noun that a description uses for the same.
TITLE_NOUNS = {
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general",
    "col": "colonel", "lt": "lieutenant", "capt": "captain", "sgt": "sergeant",
    "prof": "professor", "rev": "reverend", "dr": "doctor", "cllr": "councillor",
    "congressman": "representative", "congresswoman": "representative",
}  # fmt: skip

# Words without a capital that a name may begin with.
NAME_PARTICLES = frozenset(
    "de del della der den di da dos du el la le al bin ibn van von ten ter".split()
)

# Nouns that say what somebody is; with the words around them they make a speaker's role.
ROLE_NOUNS = frozenset(
    "publican grazier churchwarden vicar curate warden ranger butcher baker fisherman carpenter "
    "plumber builder shopkeeper landlord landlady librarian archivist skipper pilot conductor "
    "choreographer composer mechanic engineer technician scholar lecturer dean fireman firefighter "
    "paramedic volunteer trustee treasurer clerk auctioneer jeweller miner shepherd sailor "
    "president vice-president minister premier secretary senator representative congressman "
    "congresswoman governor mayor councillor councilman councilwoman councilmember chancellor "
    "ambassador envoy commissioner chairman chairwoman chair chairperson leader spokesman "
    "spokeswoman spokesperson speaker director manager officer executive chief ceo cfo coo "
    "head founder co-founder owner partner analyst economist strategist consultant adviser "
    "advisor aide attorney lawyer solicitor barrister prosecutor judge justice magistrate "
    "coroner sheriff deputy detective inspector superintendent constable sergeant captain "
    "colonel general admiral commander lieutenant major professor scientist researcher "
    "biologist historian author writer novelist poet columnist editor journalist reporter "
    "correspondent anchor host commentator critic pollster coach trainer striker goalkeeper "
    "midfielder defender captain player driver doctor physician surgeon nurse bishop "
    "archbishop rabbi imam pastor priest reverend pope teacher principal headteacher "
    "headmaster student farmer resident neighbour neighbor witness actor actress singer "
    "musician director producer artist curator engineer architect mogul businessman "
    "businesswoman candidate nominee frontrunner lawmaker legislator democrat republican "
    "activist organizer organiser campaigner founder chef winner champion widow daughter son "
    "wife husband brother sister mother father king queen prince princess chairman".split()
)
# Last words of the names of bodies and of papers, which are sources but no persons.
DOCUMENT_NOUNS = frozenset(
    "report statement letter memo email e-mail release study survey poll article story "
    "editorial book document documents tweet post filing lawsuit complaint indictment ruling "
    "order bill transcript speech website page headline message notice review audit paper".split()
)
GROUP_NOUNS = frozenset(
    "people officials critics supporters voters experts analysts aides sources residents "
    "police authorities scientists researchers lawyers lawmakers republicans democrats leaders "
    "others students workers members activists opponents allies advisers advisors prosecutors "
    "investigators conservatives liberals americans men women families parents doctors "
    "reporters observers witnesses campaigners economists neighbours neighbors".split()
)

# First names that stand for one another, where one is not simply the start of the other.
NICKNAMES = tuple(
    frozenset(line.split())
    for line in """
    william bill billy will
    robert bob bobby rob
    richard dick rick ricky
    james jim jimmy jamie
    john jack johnny
    edward ed ted ned eddie teddy
    charles charlie chuck
    henry harry hank
    margaret maggie peggy meg
    elizabeth liz betty beth eliza lizzie bess
    catherine katherine kate kathy cathy katie
    michael mike mick mickey
    joseph joe joey
    thomas tom tommy
    anthony tony
    andrew andy drew
    bernard bernie
    theodore ted teddy
    lawrence larry
    patricia pat patty trish
    rebecca becky
    susan sue suzie
    dorothy dot dolly
    mary molly polly
    """.strip().splitlines()
)

# Last words of descriptions and names of bodies.
BODY_NOUNS = frozenset(
    "campaign company committee council government ministry department agency party court "
    "times post journal news university college school bank union association group board "
    "commission administration office team club charity church network hospital police force "
    "army organisation organization foundation institute federation corporation firm house "
    "senate congress parliament authority service trust coalition alliance society magazine "
    "newspaper".split()
)

# Words with a capital letter that may stand before a name and are no first name.
NO_FIRST_NAMES = frozenset(
    "the a an his her its their our my this that these those when while but and or as if in on "
    "at by for from with after before since although though because said says even only former "
    "current retired state house senate republican republicans democrat democrats democratic "
    "gop tory labour conservative liberal independent national federal county city monday "
    "tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december yes no not so then here there what who "
    "why how where is was are were did does do has have had will would could should can to of "
    "today yesterday meanwhile however also like unlike north south east west new longtime "
    "veteran republican-led del delegate state".split()
)
# Last words of names that keep their article: “The New York Times”.
PAPER_NOUNS = frozenset(
    "times post journal hill guardian atlantic economist independent telegraph globe tribune "
    "herald yorker sun mirror star express nation republic observer intercept onion register "
    "chronicle examiner gazette courier daily wire".split()
)

# Verbs of a reporting clause, as they stand beside a subject.
REPORTING_VERBS = frozenset(
    "said says say asked asks replied replies answered answers cried cries exclaimed whispered "
    "murmured muttered shouted called added adds continued repeated remarked observed declared "
    "told tells began went returned retorted rejoined responded demanded inquired enquired "
    "suggested explained insisted agreed admitted announced noted warned urged begged pleaded "
    "sighed laughed growled snapped stammered thought wondered put interrupted protested "
    "concluded resumed objected".split()
)

# Common first names that tell he from she; those given to both are left out.
MALE_NAMES = frozenset(
    "aaron abdul abdullah adam ahmed alan albert alejandro alexander alfred ali allan allen amir "
    "andrew angus anthony antonio arthur barack barry ben benjamin bernard bernie bill bob boris "
    "brad bradley brandon brendan brian bruce bryan callum carl carlos charles chris christopher "
    "colin craig curtis dale damian dan daniel dave david dennis derek desmond dick dmitri dominic "
    "don donald doug douglas duncan dwight earl eddie edward edwin emmanuel enrique eric ernest "
    "ethan eugene evan felix fernando francisco frank fred frederick gary gavin geoffrey george "
    "gerald gilbert giovanni glenn gordon graeme graham "
    "greg gregory gustavo guy hamish hans harold "
    "harry hassan hector henry herbert howard hugh hugo ian ibrahim igor isaac ivan jack jacob "
    "james jared jason jeff jeffrey jeremy jerome jerry jim jimmy joe joel john johnny jonathan "
    "jorge jose joseph joshua juan julian karl keith kenneth kevin kyle larry laurence lawrence "
    "leo leon leonard levan lewis liam louis luis luke malcolm manuel marco marcus mario mark "
    "martin marvin matt matthew maurice michael miguel mike mikhail mitch mitt mohammed muhammad "
    "nathan neil nicholas nigel noah norman oliver omar oscar owen pablo patrick paul pedro peter "
    "phil philip pierre rafael ralph raymond ricardo richard rick robert roberto rodney roger "
    "roland ronald roy rupert russell ryan salvatore samuel sean sergei sergio seth shane simon "
    "stanley stefan stephen steve steven stuart ted terence thaddeus theodore thomas tim timothy "
    "todd tom tomasz tony trevor tyler vernon "
    "victor vincent vladimir volodymyr walter warren wayne "
    "wilhelm william yusuf zachary".split()
)
FEMALE_NAMES = frozenset(
    "abigail adele agnes aisha alexandra alice alison "
    "amanda amelia amy ana andrea angela anita ann "
    "anna anne annette annie antonia audrey barbara beatrice beatrix becky bella bernadette beth "
    "betty beverly brenda bridget camilla carla carmen carol caroline carolyn catherine cecilia "
    "charlotte cheryl christina christine claire clara colleen cynthia daisy dawn deborah debra "
    "delphine denise diana diane dolores donna doris dorothy edith eileen elaine eleanor elena "
    "elizabeth ella ellen emily emma erica erin esther eva evelyn fatima fiona florence frances "
    "freya gabriela gail georgia geraldine gillian gina gloria grace greta gwen hannah harriet "
    "hazel heather heidi helen helena hermione hilary hillary hope huma ida ingrid irene iris "
    "isabel isabella ivanka jacqueline jane janet janice jean jeanne jennifer jenny jessica jill "
    "joan joanna josephine joyce juanita judith judy julia julie karen kate katherine kathleen "
    "kathryn katie kayleigh kellyanne kimberly kristen laura lauren laurie leah lena lillian linda "
    "lisa liz loretta lorraine louise lucia lucy lydia lynn madeleine maggie marcia margaret maria "
    "marian marianne marie marilyn marina marjorie marta martha mary maureen megan melania melanie "
    "melissa mercedes michelle mildred millicent miriam molly monica nadezhda nadia nancy naomi "
    "natalia natalie natasha nicole nina nora olga olivia olive pamela patricia paula pauline "
    "philippa phyllis priya rachel rebecca renee rita rosa rosemary rosie roxanne ruth sally "
    "samantha sandra sara sarah sharon sheila shirley silvia simone sofia solveig sonia sonya "
    "sophia sophie stella stephanie susan suzanne svetlana sylvia tamara tanya teresa theresa tina "
    "tracy ursula valentina valerie vanessa vera veronica victoria viola virginia vivian wendy "
    "winifred yasmin yolanda yvonne zoe".split()
)
