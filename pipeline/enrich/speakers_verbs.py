"""The verbs and nouns by which English text gives words to somebody.

Reads nothing, writes nothing. Closed lists, as the verbs of saying are a closed class; the grammar does the rest.
"""

from __future__ import annotations

from functools import lru_cache

from pipeline.enrich.measures_forms import forms, verb_forms, words

_SAYING = words("""say state announce report claim declare add note tell write explain warn insist stress argue allege
    assert estimate assess suggest believe reveal disclose recall comment reply respond boast maintain emphasise
    emphasize
    inform point reiterate publish counter predict calculate conclude post tweet describe contend remark observe think
    expect indicate show specify clarify update count record register document brief testify hint joke complain
    promise vow
    pledge put give list release speak communicate underline underscore highlight proclaim forecast judge number share
    summarise summarize continue mention offer reckon read compute tally recount certify detail quip log answer confide
    lament muse sigh elaborate volunteer assure correct grumble retort whisper shout snap scoff
    object caution advise opine venture murmur mutter exclaim sneer vent sob groan growl bark
    protest plead enthuse marvel assess reminisce consider deem call regard rate identify verify find establish
    remind determine blame accuse
    remember name""")
_CONFIRMING = words("confirm admit acknowledge concede")
_DENYING = words("deny reject refute dismiss rebut")
_REPEATING = words("repeat relay")

# These need a clause or a figure behind them to be speech; alone they are ordinary verbs ("posted near the town").
WEAK = forms(
    "put give list release post show count record register number share point document continue describe"
    " publish judge"
    " offer think expect indicate suggest promise vow pledge speak brief mention read report log detail tally"
    " compute update consider deem call regard rate identify verify find establish determine blame accuse"
    " remember name"
)
# Verbs of judging: with a pronoun for their subject they go on with what its bearer has said.
JUDGING = forms("call consider deem describe regard")
# Weak verbs whose object may be the figure itself: "put the toll at 40", "recorded 14 shellings".
FIGURE_VERBS = forms(
    "put estimate give list count record document register report speak show log detail tally compute number"
    " update mention offer add identify verify blame accuse remember think"
)
# "stands by its figure": verbs that give words only with these prepositions.
PHRASAL = {
    form: to
    for verb, to in (("stand", "by"), ("hold", "to"), ("stick", "to"), ("arrive", "at"))
    for form in verb_forms(verb)
}
REPORT_NOUNS = words("""column chart video clip recording
    estimate figure count tally claim assessment report statement data number statistic
    toll version account
    calculation update briefing post message announcement summary bulletin information analysis note record document
    communique finding entry diary testimony total word ledger table list reckoning assertion admission confirmation
    acknowledgement acknowledgment denial boast allegation contention declaration disclosure insistence suggestion
    dispatch tweet bulletin log notebook
    investigation study survey review inquiry projection guess telling verdict communiqué remark comment""")
# "raised the toll to four": these verbs give the figures that they lead from and to.
REVISING = forms("raise lower revise cut increase reduce correct bring adjust update put")
# People and things that speak for the institution they belong to.
MOUTHPIECES = words("""spokesman spokeswoman spokesperson spokespeople spokespersons service office
    statement report update
    document briefing bulletin website channel account message post page tweet letter summary communique site assessment
    analysis figures data estimate headquarters""")
# Nouns of time, which stand where a speaker may: "the day's total", "admitted two days later".
TIMES = words("""second minute hour day night morning evening afternoon week weekend month year yesterday today tonight
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday spring summer autumn winter century""")
REPORTERS = words(
    "reporters journalists reporter journalist correspondents correspondent media newsmen us me him her them"
)


@lru_cache(maxsize=1)
def stances() -> dict[str, str]:
    """Every form of every verb of saying, with the stance that it gives."""
    kinds = ((_SAYING, "asserts"), (_CONFIRMING, "confirms"), (_DENYING, "denies"), (_REPEATING, "repeats"))
    return {form: stance for verbs, stance in kinds for verb in sorted(verbs) for form in verb_forms(verb)}


@lru_cache(maxsize=1)
def quoting_forms() -> frozenset[str]:
    """The forms of "cite" and "quote": their object is the speaker."""
    return forms("cite quote")
