-- The articles of the days touched, which are placed in stories, and those of the days around them, which keep theirs;
-- each in its last revision, with the story that it had.
CREATE OR REPLACE TEMP TABLE story_articles AS
  WITH span AS (SELECT min(day) - getvariable('silent') AS first, max(day) + getvariable('silent') AS last FROM touched_days),
  standing AS (
    SELECT s.* FROM staged_articles s, span WHERE s.published_on BETWEEN span.first AND span.last
    QUALIFY row_number() OVER (PARTITION BY s.article_id ORDER BY s.fetched_at DESC, s.event_id) = 1
  ), known AS (
    SELECT article_id, arg_max(story_id, (fetched_at, event_id)) AS story_id
    FROM stories JOIN staged_articles USING (event_id) GROUP BY article_id
  )
  SELECT s.ce_id, article_id, s.event_id, s.published_on, coalesce(a.title, 'Untitled') AS title, k.story_id,
         NOT s.touched AND k.story_id IS NOT NULL AS placed,
         row_number() OVER (ORDER BY s.published_on, s.told_at, article_id) - 1 AS position
  FROM standing s JOIN (SELECT ce_id, title FROM articles) a USING (ce_id) LEFT JOIN known k USING (article_id);
