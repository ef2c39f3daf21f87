SELECT DISTINCT x.article_id, y.article_id
FROM article_relations r
JOIN staged_articles x ON x.event_id = r.event_id
JOIN staged_articles y ON y.event_id = r.other_event_id
WHERE r.kind IN ('exact_duplicate', 'near_duplicate', 'syndication')
ORDER BY ALL;
