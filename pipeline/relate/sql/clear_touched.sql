-- Everything that this run writes anew, and what rests on rows that are gone.
DELETE FROM article_relations
WHERE event_id IN (SELECT event_id FROM staged_articles WHERE touched)
   OR other_event_id IN (SELECT event_id FROM staged_articles WHERE touched)
   OR event_id NOT IN (SELECT event_id FROM articles)
   OR other_event_id NOT IN (SELECT event_id FROM articles);
DELETE FROM signatures WHERE event_id NOT IN (SELECT event_id FROM articles);
