-- Every span of the articles spoken of that something was found in.
SELECT c.ce_id, c.char_start, c.char_end, c.measure AS found, coalesce(c.speaker, '') AS speaker FROM claims c JOIN spoken_articles USING (ce_id)
UNION
SELECT i.ce_id, i.char_start, i.char_end, i.kind, coalesce(i.speaker, '') FROM incidents i JOIN spoken_articles USING (ce_id)
UNION
SELECT e.ce_id, e.char_start, e.char_end, 'estimate', coalesce(e.speaker, '') FROM estimates e JOIN spoken_articles USING (ce_id)
ORDER BY ALL;
