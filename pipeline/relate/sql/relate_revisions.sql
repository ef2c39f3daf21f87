-- A revision points to the one fetched before it; how like they are is the share of their words in common.
INSERT INTO article_relations
  WITH ordered AS (
    SELECT s.event_id, s.touched, s.published_on, list_distinct(regexp_extract_all(lower(a.text), '\w+')) AS words,
           lag(s.event_id) OVER earlier AS other_event_id, lag(s.touched) OVER earlier AS other_touched
    FROM staged_articles s JOIN articles a USING (ce_id)
    WHERE s.article_id IN (SELECT article_id FROM staged_articles GROUP BY article_id HAVING count(*) > 1)
    WINDOW earlier AS (PARTITION BY s.article_id ORDER BY s.fetched_at, s.event_id)
  )
  SELECT o.event_id, o.other_event_id, o.published_on, 'revision',
         len(list_intersect(o.words, e.words)) / greatest(1, len(list_distinct(list_concat(o.words, e.words)))),
         'same_article'
  FROM ordered o JOIN ordered e ON e.event_id = o.other_event_id
  WHERE o.touched OR o.other_touched;
