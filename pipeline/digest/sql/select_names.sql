SELECT m.ce_id, m.char_start, m.char_end, m.text, m.name
FROM mentions m JOIN spoken_articles USING (ce_id) WHERE m.name IS NOT NULL
UNION
SELECT p.ce_id, p.char_start, p.char_end, p.text, p.name
FROM places p JOIN spoken_articles USING (ce_id)
UNION
SELECT b.ce_id, b.char_start, b.char_end, b.author, b.author
FROM blocks b JOIN spoken_articles USING (ce_id) WHERE b.author IS NOT NULL
UNION
SELECT b.ce_id, b.char_start, b.char_end, b.handle, '@' || ltrim(b.handle, '@')
FROM blocks b JOIN spoken_articles USING (ce_id) WHERE b.handle IS NOT NULL
ORDER BY ALL;
