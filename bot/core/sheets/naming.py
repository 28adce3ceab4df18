"""The names that people give to columns, in four languages, and those that never name what is kept."""

from enum import StrEnum

Names = tuple[str, ...]


class Field(StrEnum):
    """What a column can hold; the value is its name where a problem or a preview speaks of it."""

    TITLE = "topic"
    KIND = "kind"
    ALIASES = "aliases"
    OWNER = "owner"
    OWNER_EMAIL = "owner e-mail"
    PRESENTER = "presenters"
    PRESENTER_EMAIL = "presenter e-mail"
    BACKUP = "backup"
    BACKUP_EMAIL = "backup e-mail"
    REP = "field rep"
    REP_EMAIL = "field rep e-mail"
    SINCE = "since"
    UNTIL = "until"
    STORY = "story"
    SESSION = "session"
    DAY = "day"
    KEY_POINTS = "key points"
    LINK = "link"
    CHANNEL = "channel"
    KEY = "key"


TOPIC: Names = (
    "topic", "title", "name", "subject", "topic title", "topic name", "topics covered",
    "session topic", "título charla",
    "thema", "themen", "titel", "betreff", "sujet", "thème", "titre", "intitulé", "tema", "título", "asunto",
    "thema session", "thème session", "tema sesión",
)  # fmt: skip
# What names a topic where no other column does: a list of accounts has its topics in “Account”.
LISTED: Names = (
    "area", "competitor", "account", "account name", "product", "territory", "customer", "feature", "process", "skill",
    "workshop", "agenda item", "what", "produkt", "produit", "producto", "kunde", "client", "cliente", "gebiet",
    "prozess", "wettbewerber", "concurrent", "competidor",
)  # fmt: skip
OWNER: Names = (
    "owner", "owned by", "topic owner", "go-to person", "go-to", "contact", "contact person", "expert", "who to ask",
    "whom to ask", "person to ask", "responsible", "responsible person", "point of contact", "poc", "sme", "dri",
    "primary owner", "lead", "pmm", "poc name", "smes", "point person", "who", "who owns it",
    "who do i ask", "who to contact",
    "person", "zuständigkeit", "current owner", "primary sme", "subject matter expert",
    "primary contact", "directly responsible individual",
    "verantwortlich", "verantwortliche", "verantwortlicher", "verantwortliche person", "zuständig", "zuständige person",
    "ansprechpartner", "ansprechpartnerin", "ansprechperson", "kontakt", "kontaktperson",
    "responsable", "personne responsable", "référent", "référente", "pilote", "porteur", "personne à contacter",
    "encargado", "encargada", "propietario", "contacto", "persona de contacto", "dueño",
)  # fmt: skip
CO_OWNERS: Names = ("co-owner", "secondary owner", "second owner", "joint owner")
PRESENTER: Names = (
    "presenter", "presented by", "who presented", "speaker", "speakers", "host", "session presenter", "speaker names",
    "session speakers", "presenting", "panelists", "moderator", "moderation", "facilitator",
    "namen vortragenden", "referent", "referentin", "referenten", "referent*in", "vortragende",
    "vortragender", "sprecher", "sprecherin",
    "redner", "vorgestellt von", "intervenant", "intervenante", "intervenants", "orateur", "conférencier",
    "présentateur", "présenté par", "ponente", "ponentes", "orador", "presentador", "conferencista", "presentado por",
)  # fmt: skip
BACKUP: Names = (
    "backup", "back-up", "backup person", "backup owner", "deputy", "second contact", "stand-in", "if away",
    "secondary sme", "backup sme", "secondary contact", "backup contact", "fallback",
    "stellvertreter", "stellvertreterin", "stellvertretung", "vertretung", "ersatz", "suppléant", "suppléante",
    "remplaçant", "adjoint", "suplente", "sustituto", "respaldo", "persona respaldo",
)  # fmt: skip
REP: Names = (
    "field rep", "rep", "peer", "sales rep", "field colleague", "rep who lived it", "who lived it", "former holder",
    "former owner", "previous owner", "previous holder", "previous rep", "former rep", "who had it before",
    "vorher bei", "vorgänger", "ancien responsable", "prédécesseur", "responsable anterior", "predecesor",
)  # fmt: skip
EMAIL: Names = (
    "email", "mail", "email address", "mail address", "e-mail-adresse", "courriel", "adresse e-mail", "correo",
    "correo electrónico",
)  # fmt: skip


def _emails_of(names: Names) -> Names:
    return tuple(f"{name} {email}" for name in names for email in EMAIL)


KNOWN_AS: dict[Field, Names] = {
    Field.TITLE: (*TOPIC, *LISTED),
    Field.KIND: (
        "kind", "type", "category", "topic kind", "topic type", "kind of topic", "art", "typ", "kategorie",
        "catégorie", "tipo", "categoría",
    ),
    Field.ALIASES: (
        "aliases", "alias", "also known as", "aka", "other names", "synonyms", "also called", "nicknames",
        "auch bekannt als", "andere namen", "synonyme", "aussi appelé", "autres noms", "synonymes",
        "también conocido como", "otros nombres", "sinónimos",
    ),
    Field.OWNER: (*OWNER, *CO_OWNERS, "owner name", "contact name"),
    Field.OWNER_EMAIL: (*_emails_of(OWNER), *EMAIL),
    Field.PRESENTER: (*PRESENTER, "presenter name", "speaker name"),
    Field.PRESENTER_EMAIL: _emails_of(PRESENTER),
    Field.BACKUP: (*BACKUP, "backup name"),
    Field.BACKUP_EMAIL: _emails_of(BACKUP),
    Field.REP: (*REP, "field rep name", "rep name"),
    Field.REP_EMAIL: _emails_of(REP),
    Field.SINCE: ("since", "held since", "had it since", "former since", "held from", "seit", "depuis", "desde"),
    Field.UNTIL: ("until", "held until", "had it until", "former until", "bis", "jusqu'à", "hasta"),
    Field.STORY: (
        "story", "field rep story", "rep story", "peer story", "in their own words", "own words", "their story",
        "quote", "geschichte", "zitat", "histoire", "historia", "cita",
    ),
    Field.SESSION: (
        "session", "session title", "session name", "talk", "talk title", "presentation title", "proposal title",
        "presented in", "sitzung", "sitzungstitel", "vortrag", "vortragstitel", "beitrag", "séance", "titre séance",
        "titre session", "atelier", "conférence", "sesión", "título sesión", "charla", "ponencia", "taller",
    ),
    Field.DAY: (
        "day", "date", "when", "session day", "session date", "scheduled at",
        "start", "start date", "date/time", "date time", "tag", "datum", "vortragsdatum", "termin",
        "jour", "journée", "día", "fecha", "jornada",
    ),
    Field.KEY_POINTS: (
        "key points", "key takeaways", "takeaways", "main points", "what remember", "kernpunkte", "kernaussagen",
        "kernbotschaften", "stichpunkte", "points clés", "points à retenir", "messages clés", "puntos clave",
        "puntos importantes", "ideas clave",
    ),
    Field.LINK: (
        "link", "url", "deck", "deck link", "slides", "link to deck", "link to slides", "page", "more at",
        "resource", "battlecard",
        "folien", "folien-link", "link zu folien", "präsentation", "unterlagen", "lien", "lien support",
        "lien vers support", "diapositives", "supports", "enlace", "enlace presentación", "diapositivas",
        "presentación",
    ),
    Field.CHANNEL: (
        "channel", "slack channel", "where to ask", "slack", "kanal", "slack-kanal", "canal", "canal slack",
    ),
    Field.KEY: ("key", "topic key", "id", "topic id", "session id", "session code", "talk id", "proposal id", "guid"),
}  # fmt: skip
ACCENTED = {
    "referent/in": Field.PRESENTER,
    "date/time": Field.DAY,
    "référent": Field.OWNER,
    "référente": Field.OWNER,
}  # without the accents they are German speakers
# A column with one of these in its name is about something else, whatever else stands there.
ELSEWHERE = frozenset({
    "phone", "mobile", "telephone", "telefon", "handy", "portable", "movil", "whatsapp", "bio", "biography", "tagline",
    "photo", "picture", "avatar", "country", "company", "companies", "affiliation", "organization", "job", "jobtitle",
    "status", "informed", "confirmed", "ids", "score", "gender", "pronoun", "pronouns", "dietary", "diet", "shirt",
    "size", "twitter", "linkedin", "blog", "website", "notes", "comments", "abstract", "description", "room", "hotel",
    "travel", "allergies", "accessibility", "duration", "count", "level", "language", "attendees", "feedback",
})  # fmt: skip
# A letter or two make these what they are not: a session's time is not its title.
NOT_ALIKE = frozenset({"session time", "session length", "session type", "session link", "topic description"})
STATUS: Names = ("status", "state", "session status", "stand", "statut", "estado")
SERVICE: Names = ("isservicesession", "is service session", "service session")
