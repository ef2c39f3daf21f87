-- The day's incidents and estimates, in the order of their articles.
SELECT i.ce_id, i.kind, i.actor, i.place, i.start, i."end", i.speaker, i.quote, i.char_start, i.char_end,
       (SELECT count(*) FROM claims c WHERE c.ce_id = i.ce_id AND c.incident = i.ordinal) AS claims,
       NULL::VARCHAR AS hedge_phrase, NULL::VARCHAR AS hedge_scale, NULL::INTEGER AS hedge_low, NULL::INTEGER AS hedge_high
FROM incidents i JOIN spoken_articles a USING (ce_id)
WHERE a.stands AND a.published_on = getvariable('day')
UNION ALL
SELECT e.ce_id, 'estimate', NULL, e.place, e.start, e."end", e.speaker, e.quote, e.char_start, e.char_end, 0,
       h.phrase, h.scale, h.low, h.high
FROM estimates e JOIN spoken_articles a USING (ce_id)
LEFT JOIN hedges h ON h.ce_id = e.ce_id AND h.ordinal = e.hedge
WHERE a.stands AND a.published_on = getvariable('day')
ORDER BY ALL;
