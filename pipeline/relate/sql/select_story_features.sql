-- What each article is about, as weighted features: what happened where and when before who and where, before words.
-- Only the last revision of an article; an article whose text was read but not analysed has its title alone.
WITH standing AS (
  SELECT * FROM staged_articles
  QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY fetched_at DESC, event_id) = 1
), features AS (
  SELECT ce_id, 'happened:' || coalesce(place, '') || ':' || coalesce(start::VARCHAR, '') AS feature, 3.0 AS weight
  FROM incidents WHERE place IS NOT NULL
  UNION ALL
  SELECT ce_id, 'counted:' || measure || ':' || coalesce(place, '') || ':' || coalesce(coalesce(low, high)::VARCHAR, ''), 2.0
  FROM claims WHERE place IS NOT NULL OR low >= 20
  UNION ALL
  SELECT ce_id, 'name:' || name, CASE type WHEN 'EVENT' THEN 2.0 WHEN 'PLACE' THEN 1.5 WHEN 'PERSON' THEN 1.5 ELSE 0.7 END
  FROM mentions WHERE name IS NOT NULL AND name NOT IN (SELECT unnest(getvariable('everywhere')))
  UNION ALL
  SELECT ce_id, 'title:' || word, 1.0
  FROM (SELECT ce_id, unnest(regexp_extract_all(strip_accents(lower(title)), '[a-zа-яіїєґ]{4,}')) AS word FROM articles)
), summed AS (
  -- A name said often weighs more, but not as often as it is said.
  SELECT ce_id, feature, any_value(weight) * (1 + ln(count(*))) AS weight FROM features GROUP BY ce_id, feature
)
SELECT s.article_id, s.event_id, s.published_on, coalesce(a.title, 'Untitled') AS title,
       list(f.feature ORDER BY f.feature) AS features, list(f.weight ORDER BY f.feature) AS weights
FROM standing s JOIN articles a USING (ce_id) JOIN summed f USING (ce_id)
GROUP BY ALL
ORDER BY s.published_on, min(s.told_at), s.article_id;
