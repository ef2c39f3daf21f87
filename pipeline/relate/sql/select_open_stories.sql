-- The stories that articles before the days worked on belong to; a new article may go on with one of them.
SELECT event_id, story_id FROM stories WHERE day < (SELECT min(published_on) FROM staged_articles WHERE near);
