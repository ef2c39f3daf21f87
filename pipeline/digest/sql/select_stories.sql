-- The course of every story that an article of the day goes on with: its articles up to the day, oldest first.
WITH told AS (
  SELECT t.story_id, t.label, s.event_id, s.outlet, s.title, s.text[1:400] AS opening, s.published_on,
         coalesce(s.published_at_utc, s.published_on::TIMESTAMPTZ) AS told_at
  FROM stories t JOIN standing s USING (event_id)
  WHERE s.published_on <= getvariable('day')
)
SELECT story_id, event_id, outlet, title, opening, published_on
FROM told
WHERE story_id IN (SELECT story_id FROM told GROUP BY story_id HAVING max(published_on) = getvariable('day') AND count(*) > 1)
ORDER BY story_id, told_at, event_id;
