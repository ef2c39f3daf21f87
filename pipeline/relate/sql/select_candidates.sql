-- Pairs of different articles within a week that share a band, or all their words; the later one first.
WITH signed AS (
  SELECT s.event_id, s.article_id, s.outlet, s.published_on, s.touched, g.text_hash, g.bands,
         row(s.told_at, s.fetched_at, s.event_id) AS turn
  FROM staged_articles s JOIN signatures g USING (event_id)
), banded AS (
  SELECT event_id, unnest(bands) AS band FROM signed
  UNION ALL SELECT event_id, hash(text_hash) FROM signed
), meeting AS (
  SELECT DISTINCT x.event_id AS one, y.event_id AS other FROM banded x JOIN banded y USING (band) WHERE x.event_id <> y.event_id
)
SELECT x.event_id, y.event_id, x.published_on, x.outlet = y.outlet, x.text_hash = y.text_hash
FROM meeting m JOIN signed x ON x.event_id = m.one JOIN signed y ON y.event_id = m.other
WHERE x.turn > y.turn AND x.article_id <> y.article_id AND (x.touched OR y.touched) AND abs(x.published_on - y.published_on) <= 7
ORDER BY ALL;
