"""What is counted, and by which words: one declaration per measure, and the kinds of things that can be counted.

Reads nothing, writes nothing. Adding a measure is one `Measure` here and its tests; the grammar that finds the
words in a sentence does not change.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.enrich.measures_forms import singular, verb_forms, words

PERSON, MUNITION, STRIKE, THING = "person", "munition", "strike", "thing"
OBJECT, SUBJECT = "object", "subject"


@dataclass(frozen=True, slots=True)
class Measure:
    """The words of one measure.

    `objects`: verbs whose object (or passive subject) is counted; `subjects`: verbs whose subject is; `events`: nouns
    of which it is counted ("the death of 12"); `counted`: nouns that are counted themselves ("12 deaths");
    `states`: adjectives that say it of what they modify. `kinds`: what may be counted. A verb with a particle is
    written with "+" ("shoot+down").
    """

    name: str
    kinds: frozenset[str]
    objects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    context: str | None = None  # a pattern that the text around must hold, for words that mean other things elsewhere


MEASURES = (
    Measure(
        "killed",
        kinds=words("person"),
        objects=words(
            "kill murder slay execute assassinate eliminate liquidate neutralize neutralise destroy massacre wipe+out"
            " shoot"
        ),
        subjects=words("die perish succumb fall+dead drown suffocate"),
        events=words("death killing murder elimination liquidation body corpse remains life"),
        counted=words("death fatality body corpse dead life kill"),
        states=words("dead lifeless deceased"),
    ),
    Measure(
        "wounded",
        kinds=words("person"),
        objects=words("wound injure hurt maim concuss hospitalise hospitalize"),
        subjects=words("suffer+injury sustain+injury receive+injury"),
        events=words("wounding injury"),
        counted=words("injury wounded injured"),
        states=words("wounded injured hurt"),
    ),
    Measure("killed_or_wounded", kinds=words("person"), counted=words("casualty victim")),
    Measure("losses", kinds=words("person"), objects=words("lose"), events=words("loss"), counted=words("loss")),
    Measure(
        "captured",
        kinds=words("person"),
        objects=words("capture take+prisoner take+captive seize imprison detain+prisoner hold+captivity"),
        subjects=words("surrender lay+arm give+up be+captivity remain+captivity"),
        events=words("capture surrender"),
        states=words("captured captive"),
    ),
    Measure(
        "missing",
        kinds=words("person"),
        states=words("missing unaccounted"),
    ),
    Measure(
        "exchanged",
        kinds=words("person"),
        objects=words(
            "exchange swap return release free hand+over hand+back bring+home bring+back get+back"
            " get+return receive repatriate liberate"
        ),
        subjects=words(
            "return come+home come+back travel+direction go+direction cross+direction travel+way go+way go+home"
            " be+back be+home"
        ),
        events=words("exchange swap return release repatriation"),
        states=words("released freed exchanged swapped"),
        context=r"captiv|prisoner|\bpow|\bswap|exchang",
    ),
    Measure(
        "displaced",
        kinds=words("person"),
        objects=words("evacuate displace uproot bring+out take+out drive+out draw+out ferry+out"),
        subjects=words(
            "flee evacuate leave+town leave+city leave+home leave+house leave+region leave+area leave+country"
            " leave+village"
        ),
        events=words("evacuation displacement flight"),
        counted=words("evacuee"),
        states=words("displaced homeless"),
    ),
    Measure(
        "shot_down",
        kinds=words("munition thing"),
        states=words("downed down intercepted"),
        objects=words("shoot+down down intercept bring+down shoot+out neutralize neutralise stop repel"),
        events=words("downing interception shooting+down"),
    ),
    Measure(
        "launched",
        kinds=words("munition strike"),
        objects=words(
            "launch fire drop carry+out conduct mount inflict send unleash use rain hurl lob release"
            " make perform"
            " stage deploy direct involve head"
        ),
        subjects=words(
            "hit strike target attack land fall explode rain crash slam pound fly approach enter cross involve reach"
            " participate come head come+down go+off arrive"
        ),
        events=words("launch firing barrage salvo volley wave attack strike raid bombardment swarm assault"),
    ),
    Measure("launched", kinds=words("strike"), objects=words("deliver")),
    Measure(
        "hit",
        kinds=words("thing"),
        objects=words("hit strike damage shell bombard target attack break shatter mutilate"),
        events=words("damage shelling bombardment bombing"),
        states=words("damaged broken shattered"),
    ),
    Measure(
        "destroyed",
        kinds=words("thing munition"),
        objects=words(
            "destroy demolish flatten raze wipe+out knock+out eliminate lose burn obliterate wreck incinerate sink"
            " disable ruin take+out gut blow+up"
        ),
        events=words("destruction loss"),
    ),
)
OF_PEOPLE = frozenset(measure.name for measure in MEASURES if measure.kinds == {PERSON})

# Nouns that stand for people. `None` side: may be soldiers or not.
MILITARY = words(
    "soldier troop serviceman servicewoman servicemember fighter conscript recruit mercenary paratrooper marine officer"
    " sailor gunner invader occupier occupant personnel militant combatant reservist infantryman defender trooper"
    " attacker"
    " commander general colonel pilot guardsman cadet raider separatist volunteer convict mobilised mobilized orc"
    " artilleryman tankman tanker sniper saboteur member borderguard crewman manpower enemy warrior private"
    " sergeant lieutenant captain legionnaire contractor operator comrade guy"
)
CIVIL = words(
    "civilian child woman girl boy resident worker miner passenger villager pensioner teenager baby infant toddler"
    " mother father grandmother grandfather family inhabitant citizen bystander shopper doctor nurse medic paramedic"
    " patient journalist reporter teacher pupil student volunteer driver employee engineer electrician rescuer"
    " firefighter guard"
    " fireman policeman priest adult minor couple sister brother daughter son grandson granddaughter nephew niece wife"
    " husband tourist commuter"
    " farmer aid-worker refugee evacuee national foreigner local householder homeowner staff schoolchild youngster"
    " kid neighbour neighbor tenant guest colleague relative worshipper worshiper parishioner client janitor baker"
)
PEOPLE = (
    MILITARY
    | CIVIL
    | words(
        "people person man victim human individual other somebody someone crew anyone anybody nobody everyone"
        " prisoner pow captive"
        " detainee hostage survivor police one captive defender they them dead wounded injured life"
    )
)
PERSON_ENDINGS = (
    "man", "men", "women", "persons", "children", "ists", "fighters", "workers", "keepers", "guards", "ians", "folk",
)  # fmt: skip

MUNITIONS = words(
    "drone missile rocket bomb uav shell projectile shahed munition warhead round grenade quadcopter kamikaze uavs"
    " kalibr iskander kinzhal mortar ammunition geran lancet orlan torpedo decoy himars grad tochka-u s-300"
    " weapon bullet"
)
MISSILES = ("kh-", "x-")  # how the names of missiles begin
STRIKES = words(
    "strike attack airstrike shelling bombardment assault raid air-strike bombing sortie airstrikes salvo barrage"
    " volley blast attempt hit"
)
# Nouns that stand for what they are made of: what happens to "a group of 12" happens to the 12.
COLLECTIVES = words(
    "group crowd total average crew column batch wave number majority rest pair team series family handful dozen"
    " hundred thousand squad platoon detachment convoy swarm salvo barrage"
)
# Strike nouns that are counted whatever the verb; the others need a verb of launching.
COUNTED_STRIKES = words("strike attack airstrike shelling bombardment assault raid air-strike bombing sortie hit")
AIRCRAFT = words(
    "aircraft plane jet warplane helicopter fighter-jet bomber airplane su-25 su-34 su-24 ka-52 mi-8 mi-24 chopper"
)
CIVIL_THINGS = words(
    "house home building apartment flat block school hospital car bus wagon church kindergarten shop store"
    " market clinic"
    " vehicle-civilian roof window garage dwelling high-rise warehouse farm barn library museum theatre theater lyceum"
    " university college bakery supermarket truck-civilian ambulance tram trolleybus cottage shed household"
    " dormitory hotel"
    " cafe pharmacy mall playground greenhouse property skyscraper boiler-house substation enterprise facility"
    " carriage minibus tractor villa structure hostel storey pipeline van lorry bicycle motorcycle trolley taxi"
)
MILITARY_THINGS = AIRCRAFT | words(
    "tank vehicle gun howitzer system launcher carrier boat ship vessel depot radar battery mortar truck tanker"
    " dump point post command hangar warship frigate corvette barge ferry cruiser submarine apc ifv afv mlrs bmp btr"
    " equipment artillery piece cannon pickup fuel position stronghold base barrack complex installation excavator"
    " unit depots concentration area object target pontoon bridge crossing locomotive train airfield station"
)
# Verbs that kill people and destroy things, by their beginnings.
OF_THINGS_TOO = ("destroy", "eliminat", "liquidat", "neutrali")
# What is never counted by a claim: time, money, measures, shares, parts of an argument.
NEVER = words(
    "second minute hour day week month year decade century night morning evening weekend occasion percent kilometre"
    " kilometer mile metre meter km m mm cm foot yard inch dollar euro hryvnia pound ruble rouble tonne ton litre liter"
    " degree page point step way reason thing side front direction stage phase part half quarter third country nation"
    " state region oblast settlement-size district question word article chapter round-table party vote seat"
    " member-state leader president minister ambassador deputy lawmaker candidate generation kind type form version"
    " aspect issue goal priority task option scenario axis time megawatt kilowatt floor storey lane copy kilo"
    " gigawatt corner flight"
)
# Verbs whose "times" are counted, and the unit of each.
TIMES_UNITS = {"shell": "shellings", "fire": "shellings", "strike": "strikes", "attack": "attacks",
               "bomb": "air strikes", "bombard": "shellings",
               "hit": "strikes", "storm": "attacks", "assault": "attacks", "shoot": "shellings",
               "use": "shellings", "cover": "shellings"}  # fmt: skip
TIMES_VERBS = {form: unit for verb, unit in TIMES_UNITS.items() for form in verb_forms(verb)}


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a word: the measure that it gives to what stands in `role` if that is of one of the kinds."""

    measure: str
    role: str
    kinds: frozenset[str]
    particle: str | None
    context: str | None = None


@lru_cache(maxsize=1)
def verb_senses() -> dict[str, tuple[Sense, ...]]:
    """Every inflected form of every verb of the declarations, with its readings in the order of declaration."""
    table: dict[str, list[Sense]] = {}
    for measure in MEASURES:
        for role, verbs in ((OBJECT, measure.objects), (SUBJECT, measure.subjects)):
            for verb in sorted(verbs):
                base, _, particle = verb.partition("+")
                sense = Sense(measure.name, role, measure.kinds, particle or None, measure.context)
                for form in verb_forms(base):
                    table.setdefault(form, []).append(sense)
    return {form: tuple(sorted(senses, key=lambda s: s.particle is None)) for form, senses in table.items()}


@lru_cache(maxsize=1)
def event_nouns() -> dict[str, tuple[Sense, ...]]:
    """Nouns of events ("the death of …"), by singular."""
    table: dict[str, list[Sense]] = {}
    for measure in MEASURES:
        for noun in sorted(measure.events):
            table.setdefault(noun.partition("+")[0], []).append(
                Sense(measure.name, OBJECT, measure.kinds, None, measure.context)
            )
    return {noun: tuple(senses) for noun, senses in table.items()}


@lru_cache(maxsize=1)
def counted_nouns() -> dict[str, str]:
    """Nouns that carry their measure ("casualties"), by singular."""
    return {noun: measure.name for measure in MEASURES for noun in measure.counted}


@lru_cache(maxsize=1)
def state_words() -> dict[str, str]:
    """Adjectives that carry their measure ("missing")."""
    return {word: measure.name for measure in MEASURES for word in sorted(measure.states) if measure.context is None}


# Words of state that are words of other things too: "the roof down", "down to 0.24".
OFTEN_OTHERWISE = words("down")


def kind_of(noun: str) -> str | None:
    """Which kind of thing a noun counts (`person`, `munition`, `strike`, `thing`); None for what is never counted."""
    word = singular(noun)
    if word in NEVER:
        return None
    if word in MUNITIONS or word.startswith(MISSILES):
        return MUNITION
    if word in STRIKES:
        return STRIKE
    if word in PEOPLE or noun.lower().endswith(PERSON_ENDINGS):
        return PERSON
    return THING
