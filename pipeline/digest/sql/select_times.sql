SELECT t.ce_id, t.char_start, t.char_end, t.text, NULL AS name, t.start, t."end"
FROM times t JOIN spoken_articles USING (ce_id)
UNION
SELECT b.ce_id, b.char_start, b.char_end, b.time, NULL, try_cast(b.time[1:10] AS DATE), try_cast(b.time[1:10] AS DATE)
FROM blocks b JOIN spoken_articles USING (ce_id) WHERE b.time IS NOT NULL
ORDER BY ALL;
