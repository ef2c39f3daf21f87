-- Every claim near the days touched, in the form in which it is compared:
--   lo, hi     the figure as a range; open ends are infinite, "about" is widened
--   first, last  the window: the claim's own, else its incident's (window_rule `inherited`), else null
--   daypart    morning, afternoon or night, where the text says so
--   turned     1 where the text says that the figure has changed to it, -1 where from it
--   lineage    the place and what contains it
--   voice      who stands behind it: the institution for its spokespersons, the outlet for its own words
--   whole      a state or its armed forces are named, not one of their institutions
CREATE OR REPLACE TEMP TABLE staged_claims AS
  WITH located AS (
    SELECT p.name, mode(p.admin1) AS admin1, mode(p.country) AS country
    FROM places p JOIN staged_articles USING (ce_id) GROUP BY p.name
  ), entries AS (
    SELECT c.ce_id, c.ordinal, max(try_cast(b.time AS TIMESTAMPTZ)) AS told_at
    FROM claims c JOIN staged_articles USING (ce_id)
    JOIN blocks b ON b.ce_id = c.ce_id AND b.kind IN ('post', 'entry')
      AND c.char_start >= b.char_start AND c.char_end <= b.char_end
    GROUP BY ALL
  ), named AS (
    SELECT c.ce_id, c.ordinal, c.claim_id, c.event_id, c.article_id, a.published_on, a.fetched_at, a.touched, a.near,
           a.outlet, a.country AS outlet_country, a.kind AS outlet_kind, r.root_article_id, r.root_outlet,
           coalesce(e.told_at, a.told_at) AS told_at,
           c.measure, c.low, c.high, c.approx, c.unit, c.per, c.side, c.place, coalesce(c.place_part, '') AS place_part,
           c.char_start, c.cumulative, c.action, c.weapon, c.speaker, c.stance, c.incident, coalesce(c.stated_on, a.published_on) AS stated_on,
           c.start, c."end", i.start AS incident_start, i."end" AS incident_end, l.admin1, l.country,
           coalesce(k.voice, c.speaker) AS speaker_voice, coalesce(k.side, inferred_side(c.speaker)) AS speaker_side,
           coalesce(k.national, FALSE) AS national, coalesce(k.whole, FALSE) AS whole,
           -- "Two of my colleagues", "in my block nobody", "one battalion": what somebody saw is no count of the place.
           c.measure <> 'control' AND k.key IS NULL AND c.speaker IS NOT NULL AND (regexp_matches(c.quote, '\b([Mm]y|[Oo]ur|[Ww]e|us|I)\b')
             OR regexp_matches(c.quote, '\b([Hh]is|[Hh]er|[Tt]heir|[Oo]ne) (street|yard|house|block|neighbou?rs|colleagues|comrades|battalion|company|platoon|unit)\b')
             OR regexp_matches(substr(t.text, c.char_end + 1, 80), '^[^.!?;\n]*\b(my|our)\b')
             OR regexp_matches(substr(t.text, greatest(1, c.char_start - 39), least(40, c.char_start)), '\b[Mm]y [^.!?;\n]*$')) AS witness,
           names_event(lower(regexp_extract(substr(t.text, greatest(1, c.char_start - 119), least(120, c.char_start)), '[^.!?\n]*$') || c.quote
             || regexp_extract(substr(t.text, c.char_end + 1, 120), '^[^.!?\n]*'))) AS of_known,
           c.high = 0 AND c.unit IS NULL AND c.stance <> 'denies' AND says_nobody(lower(c.quote)) AS nobody,
           turned(lower(regexp_extract(substr(t.text, greatest(1, c.char_start - 39), least(40, c.char_start)), '[^.!?;\n]*$') || c.quote)) AS turned,
           lower(substr(t.text, greatest(1, c.char_start - 119), c.char_end - c.char_start + 240)) AS around,
           -- The incident's words, then the claim's, then its sentence: the first that names a part of the day decides.
           [lower(i.quote), lower(c.quote),
            lower(regexp_extract(substr(t.text, greatest(1, c.char_start - 199), least(200, c.char_start)), '[^.!?\n]*$') || ' ' ||
                  regexp_extract(substr(t.text, c.char_end + 1, 200), '^[^.!?\n]*'))] AS told
    FROM claims c
    JOIN staged_articles a USING (ce_id)
    JOIN articles t USING (ce_id)
    JOIN article_roots r ON r.article_id = c.article_id
    LEFT JOIN incidents i ON i.ce_id = c.ce_id AND i.ordinal = c.incident
    LEFT JOIN entries e ON e.ce_id = c.ce_id AND e.ordinal = c.ordinal
    LEFT JOIN located l ON l.name = c.place
    LEFT JOIN known_speakers k ON k.key = speaker_key(c.speaker)
  ), attributed AS (
    -- An article that says in its own words what it ascribes to somebody elsewhere adds no origin of its own.
    SELECT ce_id, measure, low, high, side, place, min(speaker_voice) AS voice, min(speaker_side) AS voice_side
    FROM named WHERE speaker IS NOT NULL AND stance <> 'denies' GROUP BY ALL
  ), framed AS (
    SELECT n.*, CASE
      WHEN n.measure = 'control' AND n.stance = 'denies' THEN
        {'first': coalesce(n.start, n.stated_on) - getvariable('control_lasts'), 'last': greatest(coalesce(n."end", n.stated_on), n.stated_on), 'window_rule': 'denied_until_stated'}
      WHEN n.measure = 'control' AND n.action IN ('takes', 'withdraws') THEN
        {'first': coalesce(n.start, n."end", n.stated_on), 'last': greatest(coalesce(n."end", n.stated_on), n.stated_on) + getvariable('control_lasts'), 'window_rule': 'control_lasts'}
      WHEN n.start IS NOT NULL OR n."end" IS NOT NULL THEN
        {'first': coalesce(n.start, n."end"), 'last': coalesce(n."end", greatest(n.start, n.stated_on)), 'window_rule': 'own'}
      WHEN coalesce(n.incident_start, n.incident_end) <= n.stated_on THEN
        {'first': coalesce(n.incident_start, n.incident_end), 'last': coalesce(n.incident_end, n.incident_start), 'window_rule': 'inherited'}
      WHEN n.measure = 'control' OR n.cumulative THEN
        {'first': n.stated_on, 'last': n.stated_on, 'window_rule': 'stated'}
      ELSE {'first': NULL::DATE, 'last': NULL::DATE, 'window_rule': NULL::VARCHAR}
    END AS frame
    FROM named n
  )
  SELECT n.* EXCLUDE (start, "end", incident_start, incident_end, speaker_voice, speaker_side, around, told, frame),
         CASE WHEN n.approx = 'about' THEN n.low * (1 - getvariable('about')) ELSE coalesce(n.low, 0) END AS lo,
         CASE WHEN n.approx = 'about' THEN n.high * (1 + getvariable('about')) ELSE coalesce(n.high, 'infinity'::DOUBLE) END AS hi,
         frame.first AS first, frame.last AS last, frame.window_rule AS window_rule,
         list_distinct(list_filter([n.place, n.admin1, country_name(n.country)], lambda x: x IS NOT NULL)) AS lineage,
         coalesce(n.speaker_voice, t.voice, n.root_outlet) AS voice,
         coalesce(n.speaker_side, t.voice_side,
                  CASE WHEN n.speaker IS NULL AND n.outlet_kind IN ('government', 'party') THEN n.outlet_country END) AS voice_side,
         CASE WHEN n.speaker_voice IS NOT NULL OR t.voice IS NOT NULL THEN 'speaker'
              WHEN n.root_article_id <> n.article_id THEN 'syndication' ELSE 'outlet' END AS voice_kind,
         CASE WHEN n.speaker_voice <> n.speaker THEN 'spokesperson' WHEN n.speaker IS NOT NULL THEN 'speaker'
              WHEN t.voice IS NOT NULL THEN 'attributed_elsewhere'
              WHEN n.root_article_id <> n.article_id THEN 'copy' ELSE 'own_words' END AS voice_rule,
         regexp_matches(n.around, '\b(night|overnight|midnight|new year)') AS at_night,
         list_filter(list_transform(n.told, lambda words: daypart(words)), lambda part: part IS NOT NULL)[1] AS daypart
  FROM framed n
  LEFT JOIN attributed t ON n.speaker IS NULL AND t.ce_id = n.ce_id AND t.measure = n.measure
    AND t.low IS NOT DISTINCT FROM n.low AND t.high IS NOT DISTINCT FROM n.high
    AND t.side IS NOT DISTINCT FROM n.side AND t.place IS NOT DISTINCT FROM n.place;
