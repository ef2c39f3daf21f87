-- Who may be the origin of a copied text, first come first: agencies, then the earliest.
SELECT article_id, arg_min(outlet, told_at)
FROM staged_articles
GROUP BY article_id
ORDER BY min(CASE WHEN kind IN ('agency', 'government', 'party') THEN 0 ELSE 1 END), min(told_at), min(fetched_at), article_id;
