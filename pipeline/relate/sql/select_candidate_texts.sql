-- The texts of every revision that shares a band with another.
WITH banded AS (
  SELECT event_id, unnest(list_append(bands, hash(text_hash))) AS band FROM staged_articles JOIN signatures USING (event_id)
), meeting AS (
  SELECT DISTINCT unnest(list(event_id)) AS event_id FROM banded GROUP BY band HAVING count(*) > 1
)
SELECT s.event_id, a.text FROM meeting JOIN staged_articles s USING (event_id) JOIN articles a USING (ce_id);
