"""English as novels write it: titles, words for people, nicknames, verbs of saying."""

from __future__ import annotations

from quotes.languages import english

# Titles by what they tell of their bearer. They stay in a name that has no first name.
MALE = frozenset(
    "mr mister sir lord master monsieur count king prince duke marquis baron earl father brother "
    "uncle signor signore don herr grandfather grandpa friar squire abbe abbé m sahib".split()
)
FEMALE = frozenset(
    "mrs miss ms lady madame madam mme mlle mademoiselle mistress countess queen princess duchess "
    "marchioness marquise baroness mother sister aunt auntie signora signorina dona doña frau "
    "fräulein fraulein grandmother grandma granny dame begum".split()
)
EITHER = frozenset(
    "dr doctor professor prof captain capt colonel col major general admiral lieutenant corporal "
    "sergeant inspector constable commander rev reverend judge justice cousin st saint bishop "
    "archbishop dean canon nurse president secretary comrade detective superintendent "
    "cardinal pope senator governor mayor chief".split()
)
OF_SEVERAL = frozenset("misses messrs mesdames".split())
TITLES = MALE | FEMALE | EITHER | OF_SEVERAL
TITLES_BEHIND = frozenset("begum sahib".split())  # they follow the name
KIN = frozenset(
    "cousin uncle aunt mother father brother sister grandmother grandfather grandma grandpa granny "
    "master mistress".split()
)
# Titles that need a name, or that many are called by: no character is known by them alone.
NEVER_ALONE = frozenset(
    "mr mrs miss sir lord madam monsieur mister don m st judge justice brother sister aunt uncle "
    "cousin mother father master mistress nurse dame frau herr signor signora madame".split()
)
# Titles that go with a place: the Duke of Omnium.
OF_A_PLACE = frozenset(
    "king queen duke duchess prince princess earl count countess marquis".split()
)
SMALL = frozenset("de la le von van der du di del da st".split())  # small words within names
PLACE_NOUNS = frozenset(
    "lodge hall street square villa cottage abbey park house place road lane court inn castle "
    "church bridge hill wood hotel farm county island river town station corner row gardens "
    "terrace palace college university avenue valley mountain mountains".split()
)
# Those that are written with a full stop, which ends no sentence.
SHORTENED = frozenset("mr mrs ms dr prof capt col rev st mme mlle m lieut gen sgt messrs".split())
MARRIED = frozenset("mrs madame mme signora frau".split())
SAME_TITLE = {
    "capt": "captain", "col": "colonel", "doctor": "dr", "prof": "professor", "reverend": "rev",
    "mister": "mr", "monsieur": "mr", "m": "mr", "mademoiselle": "miss", "mlle": "miss",
    "ms": "miss", "madame": "mrs", "mme": "mrs", "mistress": "mrs", "signore": "signor",
    "saint": "st", "auntie": "aunt",
}  # fmt: skip

# Capitalised words that are no names, wherever they stand.
NO_NAMES = (
    frozenset(
        "i o oh ah eh god heaven heavens lord christ jesus providence sunday monday tuesday "
        "wednesday thursday friday saturday january february "
        "march april may june july august september "
        "october november december christmas easter english french german italian russian indian "
        "american spanish irish scotch scottish welsh british roman greek latin turkish polish "
        "jewish european christian catholic protestant mohammedan hindu moslem muslim englishman "
        "englishmen frenchman frenchmen englishwoman german germans jew jews chapter book part "
        "volume letter mr mrs miss sir madam ma'am mama mamma papa esq x ii iii iv vi vii viii ix "
        "xi xii d".split()
    )
    | english.PRONOUNS
)

# What somebody may be called who is not named; with “man”, “woman” they tell he from she.
HE_NOUNS = frozenset(
    "man gentleman boy lad fellow father brother son uncle husband nephew grandfather grandpapa "
    "papa king prince lord duke baronet clergyman priest vicar curate butler footman policeman "
    "constable landlord host waiter sailor soldier officer groom coachman nobleman monk squire "
    "bridegroom widower old-man youth chap guy schoolboy workman workmen tradesman postman "
    "fireman boatman cabman ploughman clerk beadle lawyer sir master son-in-law father-in-law "
    "brother-in-law undertaker jew barman mariner tramp parson rector".split()
)
SHE_NOUNS = frozenset(
    "woman lady girl mother sister daughter aunt wife niece grandmother grandmamma mamma mama "
    "mummy queen princess duchess countess baroness landlady hostess waitress governess maid "
    "housekeeper nurse widow bride spinster housemaid damsel matron schoolgirl mistress "
    "sister-in-law mother-in-law daughter-in-law actress lass madam barmaid charwoman nanny "
    "parlourmaid cook heiress".split()
)
PERSON_NOUNS = HE_NOUNS | SHE_NOUNS | english.ROLE_NOUNS | frozenset(
    "stranger child person friend cousin companion servant guest visitor neighbour neighbor voice "
    "traveller traveler passenger speaker narrator prisoner invalid baby poet artist painter "
    "philosopher cook porter driver magistrate anarchist tutor patient creature thing one other "
    "former latter second third first dwarf giant ghost".split()
)  # fmt: skip
# Kin who are as a rule a married woman, an unmarried one, of the same family name.
WIVES = frozenset("mother mamma mama wife aunt mother-in-law lady".split())
DAUGHTERS = frozenset("sister daughter niece cousin girl".split())
FAMILY = frozenset(
    "mother father sister brother son daughter "
    "wife husband mamma papa grandmother grandfather".split()
)
# What anybody may be called, and what somebody is called by relation.
GENERIC = frozenset(
    "man woman gentleman lady boy girl child fellow person creature stranger other youth lad lass "
    "one chap baby thing former latter companion speaker voice friend visitor guest".split()
)
KIN_NOUNS = FAMILY | frozenset(
    "uncle aunt niece nephew cousin mummy mum daddy grandmamma grandpapa granny parent "
    "brother-in-law sister-in-law father-in-law mother-in-law son-in-law daughter-in-law".split()
)
# Kin who are named by the word alone: “said nanny”.
BARE_KIN = frozenset(
    "nanny nurse papa mamma mama mummy mum daddy father mother grandmother grandmamma grandpapa "
    "grandfather granny uncle aunt auntie".split()
)
GROUP_PRONOUNS = frozenset("they we both all".split())

# First names that the lists of the news lack.
MALE_NAMES = english.MALE_NAMES | frozenset(
    "abel abraham adolphus alec alfred algernon ambrose amos arnold augustus barnaby basil "
    "bartholomew bertie bertram cecil cedric charley chester clarence claude clement clifford "
    "cuthbert cyril denis dick dudley ebenezer edgar edmund edwin egbert ellis elmer emile ernest "
    "eustace everard ezra felix ferdinand fitzwilliam fred freddie freddy geoffrey gerald gilbert "
    "godfrey guy harold hector herbert hezekiah hiram horace hubert hugh humphrey ichabod ira "
    "isaac israel ivan jabez jacob jasper jem jeremiah jerome jim jock joshua josiah julian "
    "julius lancelot lawrence leopold lionel lorenzo luke maurice maximilian milo montague "
    "mortimer moses nathaniel neville nicholas nigel noah obadiah octavius oliver orlando osbert "
    "oscar oswald owen percival percy peregrine philip phineas pierre ralph randolph raymond "
    "reggie reginald reuben roderick rodney roger roland rollo rufus rupert samson sebastian "
    "septimus sidney silas simeon solomon stanley sylvester thaddeus theodore theophilus tobias "
    "toby tony uriah valentine victor vincent wallace walter wilbur wilfred willie willoughby "
    "winston zachary ronny ronnie teddy jacques jean louis henri hans fritz otto karl alexei "
    "dmitri fyodor pyotr boris".split()
)
FEMALE_NAMES = english.FEMALE_NAMES | frozenset(
    "ada adela adelaide adele agatha agnes alberta alexandra alma althea amabel amelia amy "
    "anastasia angelina annabel antonia arabella araminta augusta aurora barbara beatrix becky "
    "belinda bella bertha bessie bess betsey betsy bettina biddy blanche brenda bridget camilla "
    "carlotta cassandra cecilia cecily celeste celia charity clara clarissa clementina constance "
    "constantia cordelia cornelia cynthia daisy daphne deborah delia dinah dolly dora dorcas "
    "dorothea edith effie eleanor elinor eliza elspeth elsie emmeline enid esther estella ethel "
    "etta eudora eugenia eulalia eunice euphemia evangeline evelina evie fanny fannie felicia "
    "fidelia flora florence frances frieda georgiana georgina geraldine gertrude gladys grizel "
    "gussie gwendolen harriet hatty henrietta hermione hester hetty hilda honoria hortense ida "
    "imogen irene isabel isobel jacky jemima jessica jessie jenny joan josephine juliana juliet "
    "kitty lavinia leah leila lena leonora letitia letty lettice lilia lilian lillian lily lizzie "
    "lizzy lottie louisa lucinda lucretia lydia mabel madeline magdalen maggie maisie marcella "
    "marcia margery marian mariana marianne marjorie matilda mattie maud maude mercy mildred "
    "millicent millie milly mina minerva minna minnie minty mirabel miranda miriam mollie molly "
    "muriel myra myrtle nan nance nancy nell nellie nelly netta nora octavia olive olivia ophelia "
    "pamela pansy patience patty pauline pearl peggy penelope persis philippa phoebe phyllis "
    "polina polly portia primrose priscilla prudence rachael rebecca rhoda roberta rosalie "
    "rosalind rosamond rosamund rose rosie rosina rowena ruby sabina sadie sally selina serena "
    "sibyl sissy sophia sophie sophy stella sukey susannah sybil sylvia tabitha tess theodora "
    "theresa tilly trixie ursula veronica viola violet virginia vivian wilhelmina winifred winnie "
    "zoe".split()
)

# First names that stand for one another, besides those of the news.
NICKNAMES = english.NICKNAMES + tuple(
    frozenset(line.split())
    for line in """
    elizabeth lizzy lizzie eliza betsy bessy betty bess
    catherine kitty cathy kate
    margaret meg madge margery
    helen nell nelly ellen nellie
    eleanor nell nelly nora
    mary molly polly may
    martha patty
    frances fanny
    anne nancy annie nan
    harriet hatty
    dorothea dolly dora
    isabella bella
    arabella bella
    susan sukey susy
    sarah sally sadie
    louisa lou loo
    thomas tom tommy
    edmund ned
    francis frank
    frederick fred freddy
    joseph joe
    josiah joe
    philip phil pip
    charles charley charlie
    christopher kit
    alexander alec sandy
    henry harry hal
    george georgie
    leonard len
    """.strip().splitlines()
)

# Verbs of saying as novels have them, in the forms that stand beside a subject.
SAYING = english.REPORTING_VERBS | frozenset(
    "say ask reply answer cry exclaim whisper shout call shouted roared yelled screamed shrieked "
    "bellowed bawled howled hissed grunted groaned moaned sobbed wailed wept chuckled giggled "
    "sneered drawled lisped gasped panted faltered stuttered mumbled grumbled muttered breathed "
    "urged pursued proceeded ventured hesitated volunteered put observed quoth ejaculated "
    "vociferated expostulated remonstrated pleaded implored entreated besought commanded ordered "
    "directed bade advised warned counselled assured promised swore vowed affirmed asserted "
    "averred stated pronounced proclaimed confessed acknowledged owned conceded allowed granted "
    "contended argued reasoned reflected mused pondered considered speculated wondered guessed "
    "surmised concluded decided corrected amended echoed repeated reiterated chimed chanted sang "
    "recited read quoted wrote dictated announced informed confided hinted insinuated intimated "
    "signified specified enquired questioned interrogated queried demanded challenged accused "
    "reproached reproved rebuked scolded chided upbraided apologised apologized thanked greeted "
    "welcomed rejoined parried countered retaliated interposed interpolated intervened broke "
    "burst struck cut joined finished ended "
    "started opened coaxed wheedled soothed comforted consoled "
    "encouraged cheered teased mocked jeered taunted scoffed snarled barked rasped croaked "
    "squeaked squealed piped trilled cooed purred "
    "crooned thundered stormed raged fumed smiled grinned "
    "laughed sighed shuddered nodded blurted spluttered sputtered boomed rumbled growled "
    "articulated uttered spoke says saying crying asking replying exclaiming whispering answering "
    "adding calling protest protested responded prompted persisted supplied suggested proposed "
    "offered invited beckoned summoned hailed apostrophised soliloquised sounded thought "
    "explained elaborated expounded emphasised stressed maintained told".split()
)  # fmt: skip
# Verbs that report only where they stand right beside the quotation's comma.
WEAK = frozenset(
    "smiled grinned laughed sighed shuddered nodded told thought read sang wrote broke burst "
    "struck cut joined finished ended started opened "
    "began considered decided allowed granted owned wept "
    "put called pursued proceeded hesitated sounded directed offered".split()
)
PARTICLES = frozenset("in out on up back off forth".split())  # “put in Lucy”
# What words are, where a reporting clause has a noun: “…” was her answer.
UTTERANCES = frozenset(
    "answer answers cry comment conclusion ejaculation exclamation greeting observation question "
    "rejoinder remark reply response retort salutation verdict voice words".split()
)
# How an answer begins.
ANSWERS = frozenset(
    "yes no yeah aye nay certainly indeed quite exactly nothing never perhaps because not of "
    "nobody nonsense thank oh ah well".split()
)
# What may stand between subject and verb (“she had at last said”).
BETWEEN = frozenset(
    "had has have would could did was then again only also at last once now just never soon "
    "presently and himself herself".split()
)
