SELECT r.ce_id, r.text, r.rule
FROM removed r JOIN spoken_articles USING (ce_id)
ORDER BY r.ce_id, r.ordinal;
