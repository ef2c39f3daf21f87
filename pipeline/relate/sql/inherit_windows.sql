-- A claim without days of its own takes those that other texts of the same week give: those of the same statement, or,
-- where it belongs to an incident that its own text does not date, or speaks of one that readers know, those of the one
-- event that they tell of there.
CREATE OR REPLACE TEMP TABLE lent_windows AS
  WITH dated AS (
    SELECT * FROM staged_claims
    WHERE window_rule IN ('own', 'inherited') AND place IS NOT NULL AND NOT cumulative AND per IS NULL
  ), asked AS (
    SELECT * FROM staged_claims WHERE first IS NULL AND place IS NOT NULL AND per IS NULL
  ), offered AS (
    SELECT a.ce_id, a.ordinal, a.incident, a.of_known, d.first, d.last,
           d.voice = a.voice AND coalesce(d.low, d.high) IS NOT DISTINCT FROM coalesce(a.low, a.high) AS own_words
    FROM asked a JOIN dated d
      ON d.measure = a.measure AND d.place = a.place AND d.side IS NOT DISTINCT FROM a.side AND d.unit IS NOT DISTINCT FROM a.unit
    WHERE abs(d.published_on - a.published_on) <= getvariable('week') AND d.first <= a.stated_on AND d.claim_id <> a.claim_id
  ), allowed AS (
    SELECT *, bool_or(own_words) OVER (PARTITION BY ce_id, ordinal) AS has_own FROM offered WHERE own_words OR incident IS NOT NULL OR of_known
  ), counted AS (
    SELECT *, mode(first ORDER BY first) OVER (PARTITION BY ce_id, ordinal) AS usual FROM allowed WHERE own_words = has_own
  )
  SELECT ce_id, ordinal, min(first) FILTER (abs(first - usual) <= 1) AS first, max(last) FILTER (abs(first - usual) <= 1) AS last
  FROM counted
  GROUP BY ce_id, ordinal
  -- Days that most of them give: one text may misread a date, but where the texts scatter there is no one event.
  HAVING count(*) FILTER (abs(first - usual) <= 1) * 2 > count(*)
     AND max(last) FILTER (abs(first - usual) <= 1) - min(first) FILTER (abs(first - usual) <= 1) <= getvariable('window_slack');

UPDATE staged_claims SET first = l.first, last = l.last, window_rule = 'inherited'
FROM lent_windows l WHERE l.ce_id = staged_claims.ce_id AND l.ordinal = staged_claims.ordinal;

-- What a touched day lends, or no longer lends, changes claims of the days around it.
UPDATE staged_claims SET touched = TRUE
WHERE (window_rule IS NULL OR window_rule = 'inherited')
  AND EXISTS (FROM touched_days t WHERE abs(t.day - staged_claims.published_on) <= getvariable('week'));
