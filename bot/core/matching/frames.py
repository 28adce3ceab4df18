"""The words a question is wrapped in rather than about, in the languages reps type; plain, so without accents."""

from bot.core.matching.stems import stem

ENGLISH = """
a about after again against all also am an and another any anybody anyone anything are as ask asked asking asks at be
beat beaten because been before being best bit but by came can cannot cant come could d did didnt do does doesnt doing
done dont else ever every everyone everything expert explain explains few find for from get gets getting give gives go
goes going good got guy had handle handles has have havent having he hear heard hello help helps her here hey hi him
his how i if im in into is isnt it its ive just keep keeps knew know knows let like ll look looked looking looks lot m
made make makes many may maybe me mean meet might mine more most much must my myself need needed needs never new no
nobody not now of off ok on one only or other our ours out over own owner owns per person please pls present presented
presenter presenting presents previous previously question questions quick quickly re really right run runs said same
saw say says see seen sell sells session sessions she should show so sold some somebody someone something sorry still
stuff sure take takes talk talked talks team tell than thank thanks that thats the their them then there these they
thing things think this those through time to today told tomorrow too tried try trying two until up us use used using
ve very want wanted wants was wasnt way we week well went were what whats when where which while who whom whos whose
why will with won wont would yes yesterday yet you your yours
"""
GERMAN = """
aber als am an auch auf aus bei bin bitte da dafur damit das dass dem den der des die dies diese dir du durch ein eine
einem einen einer er es etwas fur gibt habe haben hallo hat hatte ich ihr ihm im in ins ist ja jemand kann kannst kennt
man mein meine mich mir mit muss nach nicht noch nur oder schon sein sich sie sind so uber um und uns unser unsere vom
von vor war warum was weiss welche wem wen wenn wer wie wir wird wo zu zum zur zustandig
"""
SPANISH = """
a al alguien algo como con cual cuando de del donde el ella ellos en era es esta estan este esto hay hola la las le les
lo los me mi mis muy nada no nos o para pero por porque puede puedo que quien quienes sabe saber se si sobre son su sus
te tiene tengo tu un una unas unos y yo
"""
FRENCH = """
a ai au aux avec avez bonjour c ce ces cette chez d dans de des du elle en est et etait il ils j je l la le les leur lui
m ma mais mes moi mon n ne nos notre nous occupe on ou par pas peut pour qu quand que quel quelle qui s sa sait salut
sans se ses si son sont sur t tu un une vous y
"""
STEMS = frozenset(map(stem, f"{ENGLISH} {GERMAN} {SPANISH} {FRENCH}".split()))


def is_frame(word: str) -> bool:
    """Tell whether a word, in any of its forms, belongs to the wrapping.

    >>> [word for word in "who knows about the pricing".split() if not is_frame(word)]
    ['pricing']
    """
    return stem(word) in STEMS
