DELETE FROM stories
WHERE event_id IN (SELECT a.event_id FROM staged_articles a JOIN story_articles s USING (article_id) WHERE NOT s.placed)
   OR event_id NOT IN (SELECT event_id FROM articles);
