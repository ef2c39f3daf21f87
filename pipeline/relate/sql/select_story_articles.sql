SELECT article_id, event_id, published_on, title, story_id, placed FROM story_articles ORDER BY position;
