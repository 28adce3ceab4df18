"""What somebody typed, read as one of a few intentions.

In a command a first word is a verb only if the rest fits it; everything else is a question:

>>> command("help"), command("help desk hours")
(Help(), Question(text='help desk hours'))
>>> command("learned"), command("gaps"), command("gaps in the fence")
(Learned(), Gaps(), Question(text='gaps in the fence'))
>>> command("story"), command("stories"), command("story of the fence")
(Tell(), Stories(), Question(text='story of the fence'))
>>> command("who nordkassa"), command("who knows nordkassa?"), command("export compliance")
(Question(text='nordkassa'), Question(text='who knows nordkassa?'), Question(text='export compliance'))

Organizers keep the directory with a few more, and what does not fit them is a question again:

>>> command("stats"), command("stats of the Benelux team")
(Stats(), Question(text='stats of the Benelux team'))
>>> command("upload"), command("template"), command("history"), command("new"), command("new pricing")
(Upload(), Template(), History(), New(), Question(text='new pricing'))
>>> command("export"), command("Export XLSX"), command("export compliance")
(Export(format='csv'), Export(format='xlsx'), Question(text='export compliance'))

About recaps one says little, and what only begins like it is a question:

>>> command("recap"), command("mute"), command("Resume"), command("mute the bell")
(Recap(), Mute(), Resume(), Question(text='mute the bell'))
>>> command("snooze"), said("snooze a week"), said("recap")
(Snooze(), Snooze(), Help())
>>> said("stop"), said("please stop the recaps!"), said("unsubscribe"), said("stop loss clause")
(Mute(), Mute(), Mute(), Question(text='stop loss clause'))

They plan the recaps too, and look at what somebody will read:

>>> command("recaps"), command("recap preview Ana Ferreira"), command("recap preview")
(Recaps(), RecapPreview(who='Ana Ferreira'), RecapPreview(who=''))

Whoever types `edit` and is no organizer has asked something, so the whole line comes along:

>>> command("edit"), command("edit permissions")
(Edit(name='', line='edit'), Edit(name='permissions', line='edit permissions'))

In a conversation a few short sentences refer to what was asked before:

>>> said("who else?"), said("Who else knows about pricing?")
(WhoElse(), Question(text='Who else knows about pricing?'))
>>> said("thanks!"), said("thanks, and pricing?")
(Thanks(), AndAlso(text='pricing?'))
"""

import re

from bot.core.intentions import (
    AndAlso,
    Command,
    Edit,
    Export,
    Gaps,
    Help,
    History,
    Intention,
    KeyPoints,
    Learned,
    Mute,
    New,
    Question,
    Recap,
    RecapPreview,
    Recaps,
    Resume,
    Snooze,
    Stats,
    Stories,
    Tell,
    Template,
    Thanks,
    Upload,
    WhoElse,
)

__all__ = [
    "FORMATS",
    "AndAlso",
    "Command",
    "Edit",
    "Export",
    "Gaps",
    "Help",
    "History",
    "Intention",
    "KeyPoints",
    "Learned",
    "Mute",
    "New",
    "Question",
    "Recap",
    "RecapPreview",
    "Recaps",
    "Resume",
    "Snooze",
    "Stats",
    "Stories",
    "Tell",
    "Template",
    "Thanks",
    "Upload",
    "WhoElse",
    "command",
    "said",
]

LEAD = r"(?:so|ok|okay|and|but|great|und|et|y)?[\s,]*"
WHO_ELSE = re.compile(
    LEAD + r"(?:who|any(?:one|body)|some(?:one|body)) else(?: (?:can|could|should|do|would) (?:i|we) (?:ask|talk to)"
    r"| (?:can|could) help| is there| knows(?: (?:this|that|it))?)?(?: (?:about|on) (?:this|that|it))?",
    re.IGNORECASE,
)
KEY_POINTS = re.compile(
    LEAD + r"(?:what (?:were|are|was)|remind me of|give me|show me|tell me|list)?\s*(?:the|its|their)?\s*key points?"
    r"(?: again| please)?|" + LEAD + r"what (?:should|do) i (?:need to )?(?:remember|know)(?: about (?:it|that|this))?",
    re.IGNORECASE,
)
AND_ALSO = re.compile(
    r"(?:and|und|et|y|what about|how about|and what about|and how about)\s+(?P<rest>\S.*)", re.IGNORECASE | re.DOTALL
)
THANKS = re.compile(
    r"(?:(?:ok|okay|great|perfect|super|cool|nice|awesome|brilliant|got it|many|no thanks|oh|ah"
    r"|that helped|a lot|so much|very much|thanks?|thank you|thanx|thx|ty|cheers|danke(?: schön| dir)?|vielen"
    r"|merci|gracias|tak|grazie|all good|never ?mind"
    r"|:[a-z0-9_+\-]+:|👍|🙏|❤️|👏|🎉)[\s,.!🙂😊]*)+",
    re.IGNORECASE,
)
GOES_ON = re.compile(  # after these the line is a sentence that begins with who, and is repeated to people as a whole
    r"\s*(?:knows?|owns?|has|had|have|is|was|are|were|can|could|should|do|does|did|would|will|runs?|handles?|else|to)\b",
    re.IGNORECASE,
)
THANKS_FIRST = re.compile(
    r"(?:thanks?(?: you)?|thx|cheers|danke|merci|gracias)(?: a lot| so much)?\s*[,.!–-]+\s*", re.IGNORECASE
)
SENDING = r"(?:sending|asking|messaging|texting|writing|pinging)(?: to)?"
RECAPS = r"(?:recaps?|reminders?|messages?|questions?|dms?)"
WHAT = rf"(?:it|this|that|these|those|(?:(?:the|this|these|those|my|all|any|more) )*{RECAPS})"
THE_RECAPS = rf"(?: {SENDING} me|(?: {SENDING})?(?: me)? {WHAT})?(?: now)?"
PLEASE = r"(?:(?:ok|okay|please|pls)[\s,]+)?"
MUTE = re.compile(
    PLEASE
    + rf"(?:stopp?|mute|unsubscribe(?: me)?(?: from)?|opt(?: me)?[ -]?out(?: of)?|no more(?= {RECAPS}))"
    + THE_RECAPS
    + r"(?:[\s,]+please)?",
    re.IGNORECASE,
)
SNOOZE = re.compile(
    PLEASE + r"(?:snooze|pause)" + THE_RECAPS + r"(?: (?:for )?(?:a|one|this|next|the next) week)?(?:[\s,]+please)?",
    re.IGNORECASE,
)
RESUME = re.compile(
    PLEASE + r"(?:resume|unmute|subscribe|re-?subscribe)" + THE_RECAPS + r"(?:[\s,]+please)?", re.IGNORECASE
)
LAST_RECAP = re.compile(PLEASE + r"(?:show )?(?:my |the )?(?:last )?recap(?:[\s,]+please)?", re.IGNORECASE)
GREETING = re.compile(r"(?:(?:hi|hello|hey|hallo|hola|bonjour|moin|help|who|start)(?: there| sko)?)?", re.IGNORECASE)
PREVIEW = re.compile(r"preview(?:\s+(?P<who>\S.*))?\s*", re.IGNORECASE | re.DOTALL)
MARKS = " \t\n.,!?…"
DRESSED = MARKS + "*_`~'\"“”„‘’"  # and what a single word may be put in
SPACE = re.compile(r"\s+")


FORMATS = ("csv", "xlsx")  # what an export comes as; the first unless another is named
ALONE: dict[str, Command] = {  # verbs that count only where nothing follows
    "help": Help(),
    "learned": Learned(),
    "gaps": Gaps(),
    "story": Tell(),
    "stories": Stories(),
    "upload": Upload(),
    "export": Export(FORMATS[0]),
    "template": Template(),
    "history": History(),
    "stats": Stats(),
    "new": New(),
    "recap": Recap(),
    "recaps": Recaps(),
    "mute": Mute(),
    "stop": Mute(),
    "snooze": Snooze(),
    "pause": Snooze(),
    "resume": Resume(),
}


def command(line: str) -> Command:
    """Read what follows `/sko`: `who …` always asks, another verb counts if it stands alone, the rest is a question."""
    verb, _, rest = SPACE.sub(" ", line.strip(), count=1).partition(" ")
    match verb.casefold():
        case "who" if rest:
            return Question(line.strip() if GOES_ON.match(rest) else rest)
        case "edit":
            return Edit(name=rest.strip(), line=line.strip())
        case "recap" if preview := PREVIEW.fullmatch(rest):
            return RecapPreview(who=(preview["who"] or "").strip())
        case "export" if rest.strip().casefold() in FORMATS:
            return Export(rest.strip().casefold())
        case alone if alone in ALONE and not rest:
            return ALONE[alone]
    return Help() if GREETING.fullmatch(line.strip(MARKS)) else Question(line.strip())


def said(text: str) -> Intention:
    """Read what somebody wrote in a conversation with the bot."""
    text = THANKS_FIRST.sub("", text.strip(), count=1) or text.strip()
    bare = text.strip(MARKS)
    if GREETING.fullmatch(bare):
        return Help()
    undressed = text.strip(DRESSED)
    if MUTE.fullmatch(undressed):
        return Mute()
    if SNOOZE.fullmatch(undressed):
        return Snooze()
    if RESUME.fullmatch(undressed):
        return Resume()
    if LAST_RECAP.fullmatch(undressed):
        return Help()  # which names the command, for what is shown again is gone with it
    if WHO_ELSE.fullmatch(bare):
        return WhoElse()
    if KEY_POINTS.fullmatch(bare):
        return KeyPoints()
    if THANKS.fullmatch(text):
        return Thanks()
    if follows := AND_ALSO.fullmatch(text):
        return AndAlso(follows["rest"])
    return Question(text)
