-- What each article is about, as weighted features: the words of its title before those of its lead, names, strikes and
-- fights by place and day, days, running totals whatever their figure, and other figures. What few articles share weighs
-- more. An article whose text was read but not analysed has words alone.
WITH words AS (
  SELECT ce_id, 3.0 AS weight, unnest(list_distinct(story_words(title))) AS word FROM story_articles
  UNION ALL
  SELECT ce_id, 1.0, unnest(list_distinct(story_words(substr(text, 1, getvariable('lead'))))) FROM articles JOIN story_articles USING (ce_id)
), features AS (
  SELECT ce_id, 'word:' || word AS feature, sum(weight) AS weight FROM words GROUP BY ALL
  UNION ALL
  SELECT ce_id, 'name:' || name, 1 + ln(count(*)) FROM mentions JOIN story_articles USING (ce_id) WHERE name IS NOT NULL GROUP BY ALL
  UNION ALL
  SELECT DISTINCT ce_id, concat_ws(':', 'happened', place, start), 2 FROM incidents JOIN story_articles USING (ce_id) WHERE place IS NOT NULL
  UNION ALL
  SELECT ce_id, 'day:' || start, 1 + ln(count(*)) FROM times JOIN story_articles USING (ce_id) WHERE start = "end" GROUP BY ALL
  UNION ALL
  SELECT DISTINCT ce_id, concat_ws(':', 'total', measure, coalesce(unit, ''), coalesce(side, ''), speaker), 3
  FROM claims JOIN story_articles USING (ce_id) WHERE cumulative
  UNION ALL
  SELECT DISTINCT ce_id, concat_ws(':', 'figure', measure, coalesce(unit, ''), coalesce(place, ''), coalesce(low, high)), 0.5
  FROM claims JOIN story_articles USING (ce_id) WHERE NOT cumulative AND (place IS NOT NULL OR coalesce(low, high) >= 10)
), shared AS (
  SELECT feature, row_number() OVER (ORDER BY feature) - 1 AS place, count(*) AS articles FROM features GROUP BY feature
), weighed AS (
  SELECT f.ce_id, s.place, s.articles,
         f.weight * ln((1 + (SELECT count(*) FROM story_articles)) / s.articles) AS weight
  FROM features f JOIN shared s USING (feature)
), lengths AS (
  -- What one article alone has sets it apart from all others, but only half as much.
  SELECT ce_id, sqrt(sum(pow(CASE WHEN articles = 1 THEN weight / 2 ELSE weight END, 2))) AS length FROM weighed GROUP BY ce_id
)
SELECT a.position, w.place, w.weight / l.length AS weight
FROM weighed w JOIN lengths l USING (ce_id) JOIN story_articles a USING (ce_id)
WHERE w.articles BETWEEN 2 AND getvariable('most') AND l.length > 0
ORDER BY ALL;
