"""The lines that a web page leaves around an article: no one says them, and they name no one.

Navigation, image files, captions and credits, share buttons, advertising, cookie and copyright
notes, bylines. A line is taken for residue only if its whole shape says so: missing some does
little harm, taking a speaker's name or words away does much. So a line with a quotation mark in
it is never residue (image tags apart), and neither is anything that could be a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

Span = tuple[int, int]

# No furniture is longer; with it, every pattern below has a bounded cost.
_LONGEST = 200
_LONGEST_IMAGE = 2000
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"
_LINE = re.compile(r"[^\r\n]+")
# A mark that can open or close a quotation; an apostrophe inside or after a word is none.
_MARK = re.compile(r"[\"“”„‟«»‹›「」『』]|''|``|(?<!\w)['‘‚]\w")


def _listed(*groups: str) -> frozenset[str]:
    return frozenset(item for group in groups for item in group.split(", "))


# Lines that are one of these, or several of them in a row ("Share | Tweet | Print").
_PHRASES = _listed(
    # buttons
    "share, tweet, tweet this, pin it, print, email, e-mail, like, comment, comments, save",
    "save for later, save article",
    "copy link, copy the link, link copied, bookmark, share this, share this article",
    "share this story, share this page, share this post, share article, share story",
    "share via email, email this article, print this article, print article, send",
    "leave a comment, post a comment, add a comment, view comments, show comments, reply",
    "facebook, twitter, x, instagram, linkedin, whatsapp, reddit, pinterest, telegram, youtube",
    "tiktok, messenger, flipboard, bluesky, threads, mastodon, tumblr, rss",
    # advertising
    "advertisement, advertisements, advert, ad, ads, sponsored, sponsored content, promoted",
    "promoted content, paid content, paid post, skip ad, report this ad",
    # navigation
    "home, menu, search, navigation, skip to content, skip to main content, back to top, close",
    "skip to navigation, back to home, homepage, site map, sitemap, next, previous, more",
    "next article, previous article, read more, load more, show more, see more, see all",
    "view all, view gallery, view all comments, continue reading, keep reading, latest",
    "category, categories, tags, topics, related, related articles, related article",
    "related stories, related story, related content, related topics, related coverage",
    "related news, related posts, related links, related reading, related videos",
    "recommended, recommended for you, recommended stories, you may also like",
    "you might also like, more on this story, more stories, more news, other stories",
    "latest news, latest stories, top stories, top news, breaking news, popular stories",
    "most read, most popular, most viewed, most shared, most recent, trending, trending now",
    "editor's picks, editors' picks, editor's choice, in this article, in this story",
    "what to read next",
    "log in, login, sign in, sign up, sign out, register, subscribe, subscribe now, my account",
    "contact us, about us, privacy policy, privacy notice, cookie policy, cookie settings",
    "terms of use, terms of service, terms and conditions, terms & conditions, newsletter",
    "newsletters, play video, play audio, watch video, watch live, listen live, live updates",
    "listen to this article, listen to article, follow us, accept cookies, accept all cookies",
    "reject all, manage cookies, manage preferences, all rights reserved",
)
_SECTIONS = _listed(
    "news, sport, sports, politics, business, world, opinion, culture, arts, entertainment, money",
    "technology, tech, science, health, travel, lifestyle, video, videos, photos, podcasts",
)
_BETWEEN_PHRASES = re.compile(r" ?[|/,·•] ?")

_OUTLET = (
    r"(?:Getty(?: Images)?|Reuters|REUTERS|AP(?: Photos?)?|AFP|EPA(?:-EFE)?|PA(?: Wire| Media)?|UPI"
    r"|(?:The )?Associated Press|ASSOCIATED PRESS|Press Association|Agence France-Presse"
    r"|Bloomberg|Shutterstock|iStock|Alamy|Xinhua|TASS|ANSA|DPA|dpa|Zuma Press|Sipa|Rex Features"
    r"|Corbis|Unsplash|Flickr|Wikimedia(?: Commons)?|Creative Commons|Instagram|INSTAGRAM|Twitter"
    r"|TWITTER|Facebook|FACEBOOK|YouTube|TikTok|Screenshot|Handout)"
)
# Names, outlets and the small words that join them: no verb, so no sentence.
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w.’'&-]*"
_SMALL = r"(?:and|for|of|the|via|de|la|van|von|der)"
_NAMES = rf"{_CAPITAL}(?:(?:,? |/| / | \| )(?:{_CAPITAL}|{_SMALL}\b))*"
_CREDIT = (
    r"(?:FILE )?(?:(?:Photo|Image|Picture|Video) (?:credits?|courtesy|source)|PHOTOS?|Photos?"
    r"|Photographs?|Photography|Images?|IMAGES?|Pictures?|Pics?|Credits?|CREDITS?|Illustrations?)"
)
_IMAGE_FILE = r"\.(?:png|jpe?g|gif|webp|svg|avif|bmp|tiff?|heic)"
_NETWORK = r"(?:facebook|twitter|x|instagram|linkedin|whatsapp|youtube|tiktok|telegram|bluesky)"

_SHAPES = (
    # Getty. / Jane Doe via Getty Images / AP Photo/Jane Doe / Getty/Instagram.
    rf"\(?(?:{_NAMES}(?:/| / |, | \| | via ))??{_OUTLET}"
    rf"(?:(?:/| / |, | \| | via ){_NAMES})?\)?\.?",
    # Photo: Jane Doe / (Photo by Jane Doe for The Post) / Photo courtesy of the City of Harwick
    rf"[(\[]?{_CREDIT}: ?(?:(?:[Bb]y|[Cc]ourtesy(?: of)?|[Vv]ia) )?{_NAMES}[)\]]?\.?",
    rf"[(\[]?(?:{_OUTLET} )?{_CREDIT},? (?:by|BY|via|courtesy of)(?: the)? {_NAMES}[)\]]?\.?",
    rf"\(?(?:Source|SOURCE|Courtesy|Via): ?(?:{_NAMES}(?:/| / |, | \| ))??{_OUTLET}\)?\.?",
    # The boats come home. Photograph: Tom Roe / The boats come home. (AP Photo/Tom Roe)
    rf".+[.!?)\w] (?:{_CREDIT}: ?|\((?:{_OUTLET} )?{_CREDIT}(?:: ?| by |/)){_NAMES}\)?\.?",
    # FILE PHOTO: … / Image caption … / [Illustration: …]
    r"\(?FILE(?: PHOTO:| PHOTO -| -| –| —) .*",
    r"(?:Image|Media|Video|Photo) (?:caption|copyright|source)(?::| (?=[A-Z0-9])).*",
    r"(?:Caption|CAPTION|Pictured|PICTURED): .*",
    r"\[(?:Illustration|Image|Photo|Picture|Video|Gallery)(?:: ?[^\]]*)?\]",
    # By Jane Doe and John Roe, Harwick News
    rf"(?:By|BY) {_CAPITAL} {_NAMES}",
    # Read more: Harbour to be dredged
    r"(?:Read [Mm]ore|READ MORE|Read [Aa]lso|READ ALSO|Also [Rr]ead|ALSO READ|See [Aa]lso|SEE ALSO"
    r"|Related|RELATED|Recommended|RECOMMENDED|Don[’']t [Mm]iss|DON[’']T MISS"
    r"|Must [Rr]ead|MUST READ|WATCH|LISTEN|Up [Nn]ext|UP NEXT|Next [Aa]rticle): ?[A-Z0-9].*",
    r"(?:Also on|ALSO ON|More from|MORE FROM|More on|MORE ON) [A-Z][^.,;!?:]{0,50}[.:]?",
    # 21ab.png / -21ab.jpg) / a picture](img/21ab.jpg) / a bare address
    rf"(?i:\S*{_IMAGE_FILE}(?:[?#]\S*)?[)\]]*)",
    rf"(?i:[^\[\]()]*\]\([^\s()]+{_IMAGE_FILE}[^\s()]*\))",
    r"(?:https?://|www\.|pic\.twitter\.com/)\S+",
    # Share on Facebook / Click to email this to a friend / 12 comments
    rf"(?i:(?:click to )?(?:share|post|tweet|send|save|email)(?: (?:this|it|article|story))*"
    rf" (?:on|to|via|by|with) (?:{_NETWORK}|e-?mail|a friend|friends))",
    r"(?i:\d+ (?:comments?|shares?|likes?|views?))",
    # Story continues below / Scroll down to continue
    r"(?i:\W*(?:(?:this )?(?:story|article|post)|content) continues (?:below|after)"
    r"(?: (?:the|this))?(?: (?:advert(?:isement)?|ad|promotion|newsletter promotion|video))?\W*)",
    r"(?i:scroll (?:down )?(?:to continue|for more).{0,40})",
    # Tags: harbour, fishing / 5 min read / Watch the full interview below:
    r"(?:Tags|TAGS|Filed under|FILED UNDER|Categor(?:y|ies)|Topics): [^.!?]+",
    r"(?i:\d{1,2}[ -]?min(?:ute)?s? read)",
    r"(?i:watch (?:the )?(?:full )?(?:video|interview|clip|ad|segment) (?:above|below|here)[.:]?)",
    # Sign up for our newsletter / Subscribe to Jane's podcast here / Follow us on Twitter
    r"(?:Sign up|Subscribe|SIGN UP|SUBSCRIBE) (?:[^.!?]{0,60} )?"
    r"(?:(?:newsletters?|e-?mails?|alerts?|podcasts?|channel|inbox)\b.{0,80}|(?:here|now|below)\W?)",
    r"(?:Click|Tap|CLICK|TAP) (?:here|HERE) (?:to|for|if|TO|FOR|IF)\b.*",
    r"(?:Get|Have) [^.!?]{1,80} (?:to|in) your inbox.*",
    rf"(?:Follow|FOLLOW|Like|Join|Find) (?:us|me|him|her|them|@\w+|{_NAMES}(?: @\w+)?)"
    rf"(?i: on {_NETWORK}(?:[ ,:]+@\w+|,? (?:and|or) {_NETWORK})*\.?)",
    # Cookies, copyright
    r"(?:We use|This (?:web)?site uses|Our (?:web)?site uses) cookies\b.*",
    r"By (?:continuing|clicking|signing up|using this)\b.*"
    r" (?:you (?:agree|accept|consent)|cookies)\b.*",
    r"(?:Copyright )?(?:©|\([cC]\) ?(?=19|20)|&copy;).*",
    r"(?:Copyright|COPYRIGHT) (?:19|20)\d\d\b.*",
    r".{0,120}\b[Aa]ll [Rr]ights [Rr]eserved\.?",
    # Published: 3 May 2024, 10:15 BST / Updated 2 hours ago
    r"(?:(?:First |Last )?(?:[Pp]ublished|[Uu]pdated|[Pp]osted|[Mm]odified))(?: (?:on|at))?:? "
    r"(?=.*\d)(?:(?:\d[\d:./-]*|[A-Z][a-z]+|[A-Z]{2,4}|at|on|ago|[ap]\.?m\.?|minutes?|hours?|days?)"
    r"(?:,? |$|,$))+",
)
_SHAPE = re.compile("|".join(f"(?:{shape})" for shape in _SHAPES))
_IMAGES = re.compile(r"(?:\[?!\[[^\]]*\]\([^()]*\)(?:\]\([^()]*\))? ?)+")

# "- Latest news", "• Sport": a few words without the end of a sentence. A long dash is no bullet:
# it opens dialogue and stands before the name of who is quoted.
_BULLET = re.compile(r"[-*+•·▪] ([A-Z0-9][\w&’'/-]*(?: [\w&’'/-]+){0,4})")
_FEWEST_WORDS_OF_PROSE = 12


def residue(text: str) -> list[Span]:
    """The (start, end) of each line of `text` that is page furniture, in order; offsets are code
    points, `end` exclusive, the line break not included. Linear in the length of `text`.
    """
    spans = [match.span() for match in _LINE.finditer(text) if not match[0].isspace()]
    lines = [_normalised(text, start, end) for start, end in spans]
    found = {i for i, line in enumerate(lines) if _is_residue(line)}
    for bullets in _lists_outside_prose(lines):
        # Elsewhere a list may tell who was there, and give the full names.
        starts_page = bullets[0] == 0 or bullets[0] - 1 in found
        if starts_page or any(_is_section(lines[i]) for i in bullets):
            found.update(bullets)
    return [spans[i] for i in sorted(found)]


def _normalised(text: str, start: int, end: int) -> str:
    """The line with single spaces, or nothing if it is too long to be furniture."""
    if end - start > (_LONGEST_IMAGE if text.startswith(("![", "[!["), start) else _LONGEST):
        return ""
    return " ".join(text[start:end].split()).strip(_INVISIBLE)


def _is_residue(line: str) -> bool:
    if not line:
        return False
    if line.startswith(("![", "[![")):
        return _IMAGES.fullmatch(line) is not None
    if _MARK.search(line):
        return False
    return _is_phrases(line) or _SHAPE.fullmatch(line) is not None


def _is_phrases(line: str) -> bool:
    if line[0].islower():
        return False
    line = line.rstrip(":").replace("’", "'").lower()
    if line == "x":  # alone it numbers a chapter
        return False
    return any(
        all(part in _PHRASES for part in parts)
        for parts in ([line], line.split(" "), _BETWEEN_PHRASES.split(line))
    )


def _is_section(line: str) -> bool:
    bullet = _BULLET.fullmatch(line)
    return bullet is not None and (_is_phrases(bullet[1]) or bullet[1].lower() in _SECTIONS)


def _lists_outside_prose(lines: Sequence[str]) -> Iterator[list[int]]:
    """Runs of bullets before the first line of prose (long, or quoting someone) and after the
    last one; those among the prose are points of the article.
    """
    prose = [
        i
        for i, line in enumerate(lines)
        if not line or len(line.split()) >= _FEWEST_WORDS_OF_PROSE or _MARK.search(line)
    ]
    outside = [*range(prose[0]), *range(prose[-1] + 1, len(lines))] if prose else []
    run: list[int] = []
    for i in (i for i in outside if _BULLET.fullmatch(lines[i])):
        if run and run[-1] != i - 1:
            yield run
            run = []
        run.append(i)
    if run:
        yield run
