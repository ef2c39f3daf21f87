DELETE FROM stories
WHERE day >= (SELECT min(published_on) FROM staged_articles WHERE near) AND day <= (SELECT max(published_on) FROM staged_articles)
   OR event_id NOT IN (SELECT event_id FROM articles);
