SELECT s.event_id, a.text
FROM staged_articles s JOIN articles a USING (ce_id)
WHERE NOT EXISTS (FROM signatures g WHERE g.event_id = s.event_id)
ORDER BY s.event_id;
