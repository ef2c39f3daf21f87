SELECT a.ce_id, a.event_id, a.article_id, a.outlet, a.title, a.text, a.url, a.authors, a.published_at, a.published_on, a.modified_at,
       a.language, a.analysis, a.fetched_at, a.stands,
       (SELECT count(*) FROM claims c WHERE c.ce_id = a.ce_id) AS claims,
       (SELECT min(s.outlet) FROM article_relations r JOIN standing s ON s.event_id = r.other_event_id
         WHERE r.event_id = a.event_id AND r.kind IN ('syndication', 'exact_duplicate', 'near_duplicate')) AS copy_of,
       EXISTS (FROM article_relations r WHERE r.event_id = a.event_id AND r.kind = 'revision') AS revision
FROM spoken_articles a
ORDER BY a.outlet, a.published_at, a.ce_id;
