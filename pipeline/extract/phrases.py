"""Wordings that news sites put between the lines of an article, by the rule that removes them.

Reads one line of text, writes nothing. The phrases are those of many sites and languages, never of one outlet.
"""

from __future__ import annotations

import re

from pipeline.extract.wording import day_in

# A line longer than this many characters says more than its phrase.
_LINE = 260
# The longest line that is only a date: "Wednesday, 28 September 2022 at 10:28".
_DATE = 40

_STARTS = {
    "translation_notice": r"powered by automated translation|this article (?:has been|was) (?:automatically )?"
    r"(?:machine[- ])?translated|(?:automatic|machine|automated)(?:ally)? translat|translated (?:by|with) "
    r"(?:google|deepl|ai\b)|dies ist eine maschinelle übersetzung|traduit automatiquement|traducción automática"
    r"|перевод выполнен автоматически|переклад здійснено автоматично",
    "related": r"(?:read|see|watch|find out|learn|discover) (?:more|also|next)\b.{0,12}[:–—>|]|(?:read|see|watch) "
    r"(?:more|also|next)$|also read\b|read (?:the )?(?:full|original) (?:story|article)|more on this|related (?:posts?|"
    r"stor(?:y|ies)|articles?|topics?|content|news|coverage|links?)\b|(?:you (?:may|might) also (?:like|be interested)"
    r")|recommended (?:for you|stories|reading)|most (?:read|popular)|popular (?:on|now)\b.{0,40}$|don[’']t miss\b|see also\b|up next\b|top stories"
    r"|latest (?:news|stories|headlines)$|lesen sie (?:auch|hier|mehr|dazu)|mehr (?:zum thema|dazu|lesen)|auch "
    r"interessant|weiterlesen|passend dazu|siehe auch|das könnte sie auch interessieren|lire aussi|à lire aussi|à lire"
    r" également|voir aussi|lee también|leer también|le puede interesar|te puede interesar|más información$|noticias "
    r"relacionadas|leggi anche|leggi di più|potrebbe interessarti|czytaj (?:też|także|więcej|również)|zobacz (?:też|"
    r"także|również)|les også|læs også|läs (?:också|mer|även)|lue myös|lees (?:ook|meer)|leia (?:também|mais)|veja "
    r"(?:também|mais)|saiba mais|přečtěte si|čtěte také|читайте (?:также|еще|ещё|також)|читать (?:также|далее)|смотрите"
    r" также|по теме$|дивіться також|читати також|baca juga|ilgili haberler|xem thêm|あわせて読みたい|関連記事"
    r"|関連キーワード|おすすめ",
    "newsletter": r"(?:sign|signing) up ?:|(?:sign|signing) up (?:here|now|today|.{0,60}(?:newsletter|e-?mail|alerts?|updates|inbox|briefing))|subscribe "
    r"(?:to|now|here|today)|get (?:the|our) "
    r"(?:latest|best|free|daily|morning|top).{0,80}(?:inbox|newsletter|email|delivered)|(?:join|follow) (?:us|our) "
    r"|want (?:more|the latest).{0,60}newsletter|.{0,60}(?:straight|right|directly|delivered) (?:to|in|into|through) "
    r"your (?:inbox|letterbox)|start your day with|(?:melden sie sich|abonnieren sie|jetzt (?:abonnieren|anmelden))"
    r"|abonnez-vous|inscrivez-vous|recevez |suscríbete|suscribete|apúntate|iscriviti|zapisz się|подпис(?:ывайтесь|"
    r"аться)|підпис(?:уйтесь|уйтеся|атися)|assine (?:a|o|já)|abonner på|click here to (?:get the .{0,30}app|sign up|subscribe)"
    r"|get .{0,40}\bapp\b$|download (?:the|our) .{0,30}\bapp\b",
    "share": r"(?:link )?share (?:on|via|it|this(?: (?:story|article|post|page|update|entry))?)\b|(?:like|enjoyed) this (?:story|article)|(?:teilen|artikel teilen|partager|"
    r"compartir|condividi|поделиться|поділитися)\b.{0,30}$|tell us what you think|(?:print|order) (?:article|reprints)|(?:(?:vk|ok|x|telegram|whatsapp|facebook|twitter|"
    r"viber|e-?mail|link|copy|reddit|linkedin|instagram|threads|bluesky|messenger|signal|print)\W*){2,}$",
    "feedback": r"(?:found|spotted|noticed|see) (?:an? )?(?:error|mistake|typo)|fehler (?:gefunden|entdeckt|melden)|report an? "
    r"(?:error|mistake|typo)|нашли ошибку|заметили ошибку|знайшли помилку|помітили помилку|если вы (?:нашли|заметили) ошибку|"
    r"якщо ви (?:знайшли|помітили) помилку",
    "gallery_link": r".{0,60}(?:[–—-]|\|)\s*in (?:pictures|photos|images)$|(?:view|open|see|show) (?:the )?(?:gallery|"
    r"\d+ (?:photos|images|pictures)|all (?:photos|images|pictures)|slideshow)|(?:photo|picture) gallery\b"
    r"|\d+ (?:photos|bilder|images)$|(?:zur|zum) (?:bildergalerie|fotostrecke)|in pictures\b.{0,60}$",
    "caption": r"(?:(?:file |handout )?(?:photo|image|picture|foto|bild|photograph)s?(?: (?:by|credit|courtesy|source)"
    r"|:| ©)|fotos?:|bilds?:|(?:image|photo) (?:source|credits?)\b)|.{0,90}/(?:getty|afp|reuters|ap|epa|anadolu)\b"
    r".{0,30}$|.{0,60}(?:via getty images|/ ?ap photo)\)?$|.{0,220}[(\[][^()\[\]]{0,30}\b(?:photo|image|picture|foto)s? "
    r"(?:by|courtesy|from|credit|via|of)\b[^()]{0,60}[)\]]$",
    "end_mark": r"-{1,2} ?(?:30|end|ends|ende|fin) ?-{1,2}$",
    "paywall": r"(?:to (?:continue|keep) reading|(?:subscribe|sign up|register|log ?in|sign in) (?:now )?to (?:continue|keep) "
    r"reading|already (?:a subscriber|subscribed)|this (?:article|story|content) is (?:only )?(?:available )?(?:for|to) "
    r"(?:our )?(?:subscribers|members))\b",
    # Possessive, or a long line of addresses that ends otherwise would be tried in all its splits.
    "reference": r"\[?\d{1,3}[\].)]{0,2}\s*(?:(?:https?://|www\.|hxxps?:)\S++|dot|and|[;,.&])"
    r"(?:\s*+(?:(?:https?://|www\.|hxxps?:)\S++|[;,.&]))*+$",
    "advertisement": r"(?:advertisement|advertising|anzeige|werbung|publicité|publicidad|pubblicità|reklama|reklam|"
    r"реклама|sponsored(?: content)?|story continues below(?: advertisement)?|article continues (?:below|after).{0,30}"
    r"|continue reading.{0,30})$",
    "consent": r"(?:externer inhalt|deine privatsphäre-einstellungen|zur anzeige aktiviere|ein klick für den "
    r"datenschutz|(?:this|the) content (?:is )?(?:not available|is hosted by|requires)|we use cookies|enable "
    r"javascript|please enable|an error has occurred, please|to (?:view|see) this (?:content|video|embed))",
    "legal": r"our standards ?:|(?:copyright )?(?:©|\(c\)) ?(?:copyright )?\d{4}|copyright (?:©|\d{4}|[\w ]+ \d{4})|.{0,80}\ball rights "
    r"reserved\b|this copy is for your personal|(?:this material|this content) may not be|tous droits réservés|alle "
    r"rechte vorbehalten|todos los derechos reservados|riproduzione riservata|все права защищены",
    "byline": r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|por|di|av|af|text by|written by|reported by|reporting by|autor(?:in)?:|author:)\s+"
    r"(?:[A-ZÀ-ÖØ-ÝŁŚŻČŠŽ][\w.’'-]+[ ,&]*(?:(?:and|und|et|y|e|de|van|von|der|in)\s+)?){1,8}$"
    r"|[(\[]?(?:Additional r|R)eporting by [A-Z][^.!?]{3,160}[;.,] ?(?:Additional [Rr]eporting|[Ww]riting|[Ee]diting) by [A-Z][^.!?]{3,80}\.?[)\]]?$",
    "date_line": r"(?:(?:first |last )?(?:published|updated|posted|modified|created)|stand|aktualisiert|veröffentlicht"
    r"|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato|опубликовано|оновлено|обновлено)\b\s*(?:at|on|am|"
    r"le|el|il)?\s*:?\s*[^a-z]{0,3}(?:\w+[,.]?\s+){0,3}\d[^!?]{0,60}$",
}
_PATTERNS = [
    (rule, re.compile(rf"^[\W_]*(?:{pattern})", 0 if rule == "byline" else re.IGNORECASE))
    for rule, pattern in _STARTS.items()
]


def phrase_rule(text: str) -> str | None:
    """The rule that removes a line with such a wording, or None."""
    if len(text) > _LINE:
        return None
    for rule, pattern in _PATTERNS:
        if pattern.match(text):
            return rule
    return None


def is_date(text: str) -> bool:
    """Whether a line is a date, perhaps with a weekday and a clock time, and nothing else."""
    return len(text) <= _DATE and sum(map(str.isdigit, text)) >= 5 and day_in(text) is not None
