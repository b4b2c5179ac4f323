"""Words: those that keywords are made of, and those that people say anyway.

A keyword is a real English word that people can say and spell, and that hardly anybody writes to a
shop without meaning it. The words that stand alone are in no pair, and no pair of words reads as
another keyword when it is written without its space.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import attrs

from influence.errors import InvalidInputError
from influence.tracking import words as words_of

_SINGLES = """
    acorn alpine amulet anchor anvil apricot atlas avocado badger balloon bamboo banjo beacon
    bison blossom bonfire boulder breeze buffalo cactus candle canoe canyon caramel cascade
    cedar cello cinder citrus clover cobalt coconut comet compass copper cosmos cricket cypress
    daffodil dolphin domino dragon eagle eclipse ember falcon feather fennel fiddle firefly
    flamingo fossil galaxy garnet gecko geyser glacier gondola granite guitar hammock harbor
    harvest hazelnut heron hibiscus honey horizon igloo indigo island ivory jaguar jigsaw kayak
    kestrel kettle kiwi koala ladder lagoon lantern lavender lemon leopard lilac lobster lotus
    magnet mango maple marble marigold meadow meteor mimosa mosaic moss mustang nectar nimbus
    nutmeg oasis octopus orchid origami otter oyster paddle panda papaya parrot pebble pelican
    penguin peppermint piano pigeon plum polar pollen prairie prism puffin pumpkin quartz quiver
    rabbit raccoon radar reef ribbon rocket saffron salmon sapphire satin seagull shell silver
    sparrow spruce squirrel stallion starfish sunflower swallow tango thistle thunder tiger
    toucan trumpet tulip tundra turtle umbrella vanilla velvet violin volcano walnut walrus
    waterfall wombat zebra zephyr
"""
_FIRSTS = """
    amber ancient autumn bold brave bright calm clever cloudy cosy crisp curious dancing daring
    distant dusty early eager electric fearless floating frosty gentle giant gleaming golden happy
    hidden humble jolly lively lucky merry mighty misty modest noble patient polite proud quiet
    rapid restless roaming royal rustic shady shining silent singing sleepy smooth snowy spotted
    steady sturdy sunny swift tender tiny twilight vivid wandering windy winter witty wooden zesty
"""
_SECONDS = """
    antler arrow barn basket bay beetle bell birch boat bridge brook cabin camel castle cave chess
    cliff cloud coast cottage creek crown daisy delta desert dove drum dune fern field finch fjord
    flute forest fountain fox garden gate goose grove harp hawk hedge hill hive jungle
    kite lake lamb lark lighthouse lily lion llama lynx market mill monkey moon moose mountain
    mouse mule nest oak orchard owl palm panther path peach pear pond pony puma rain raft river
    robin rose sail seal shore sky snail sphinx squid star stork stream sun swan tent tower
    trail tree trout valley village wagon whale wheel wind wolf wren yak
"""

_STOP_WORDS = """
    a about again all also am an and any are as ask at available back be because been best big but
    buy by call can card cart check checkout cheap code codes come cost could coupon day days deal
    deals delivery did discount do does done email find first for found free from get gift give go
    good got great had has have hello help her here hey hi him his how i if in info information
    interested is it item just know like link live look love make maybe me message month more much
    my need new next nice no not now of off offer ok okay on one open or order our out page pay
    please post price product promo question ready really return review sale save see sell send
    she shipping shop should show size so some soon sorry stock stop store story sure take tell
    thank thanks that the their them then there they thing this time to today tomorrow too try
    unsubscribe up us use very video want was watch we website week well what when where which who
    why will wish with work would yes yet you your
    hola gracias precio codigo enlace bonjour merci prix lien hallo danke preis bitte ciao grazie
    prezzo ola obrigado preco link
"""

#: What people write to a shop without meaning a creator.
STOP_WORDS = frozenset(_STOP_WORDS.split())


@attrs.frozen(kw_only=True)
class KeywordWords:
    """The words that keywords are made of.

    Args:
        singles: Words that are a keyword by themselves.
        firsts: First words of a pair.
        seconds: Second words of a pair.

    Raises:
        InvalidInputError: A word is none, is one that people say anyway, or stands twice.
    """

    singles: tuple[str, ...]
    firsts: tuple[str, ...] = ()
    seconds: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        every = (*self.singles, *self.firsts, *self.seconds)
        for word in every:
            if not isinstance(cast("object", word), str) or words_of(word) != (word,):
                raise InvalidInputError("word of a keyword", "be one word in lower case", word)
            if word in STOP_WORDS:
                rule = "be none that people say anyway"
                raise InvalidInputError("word of a keyword", rule, word)
        twice = _first_twice(every)
        if twice:
            raise InvalidInputError("word of a keyword", "stand in one place", twice)


def _first_twice(words: Iterable[str]) -> str:
    """The first word that stands twice; empty when none does."""
    seen: set[str] = set()
    for word in words:
        if word in seen:
            return word
        seen.add(word)
    return ""


KEYWORD_WORDS = KeywordWords(
    singles=tuple(_SINGLES.split()),
    firsts=tuple(_FIRSTS.split()),
    seconds=tuple(_SECONDS.split()),
)
