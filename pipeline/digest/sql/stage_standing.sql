-- The articles that stood at the moment, and which of them this day's digest may speak of: its own, those whose claims
-- its own are related to, and the revisions that its own replaced.
CREATE OR REPLACE TEMP TABLE standing AS FROM articles_as_of(getvariable('moment'));
CREATE OR REPLACE TEMP TABLE known_articles AS
  SELECT a.*, s.ce_id IS NOT NULL AS stands
  FROM (FROM articles WHERE fetched_at <= getvariable('moment')
        QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY try_cast(rules_version AS INTEGER) DESC, ingested_at DESC, ce_id) = 1) a
  LEFT JOIN (SELECT ce_id FROM standing) s USING (ce_id);
CREATE OR REPLACE TEMP TABLE known_claims AS
  SELECT c.*, k.stands, k.outlet, k.kind AS outlet_kind, coalesce(k.published_at_utc, k.published_on::TIMESTAMPTZ) AS told_at
  FROM claims c JOIN known_articles k USING (ce_id);
CREATE OR REPLACE TEMP VIEW standing_claims AS FROM known_claims WHERE stands;
-- A contradiction is one of statements: where neither telling of the day was compared with the other, because each dates
-- it in its own way, an earlier comparison of the two holds.
CREATE OR REPLACE TEMP TABLE standing_relations AS
  WITH told AS (
    SELECT DISTINCT statement_id FROM standing_claims JOIN origins USING (claim_id) WHERE published_on = getvariable('day')
  ), known AS (
    SELECT DISTINCT r.claim_id, r.other_claim_id, r.kind, r.rule, r.reason, x.published_on, y.published_on AS other_on
    FROM relations r JOIN known_claims x USING (claim_id) JOIN known_claims y ON y.claim_id = r.other_claim_id
    WHERE r.kind IN ('agreement', 'contradiction', 'revision', 'series')
      AND x.stands AND (y.stands OR r.rule = 'corrected')
      AND x.published_on <= getvariable('day') AND y.published_on <= getvariable('day')
  ), disputed AS (
    SELECT k.* FROM known k JOIN origins ox USING (claim_id) JOIN origins oy ON oy.claim_id = k.other_claim_id
    WHERE k.kind = 'contradiction' AND getvariable('day') NOT IN (k.published_on, k.other_on)
      AND ox.statement_id IN (FROM told) AND oy.statement_id IN (FROM told)
    QUALIFY row_number() OVER (PARTITION BY ox.statement_id, oy.statement_id ORDER BY k.published_on DESC, k.claim_id, k.other_claim_id) = 1
  )
  SELECT DISTINCT claim_id, other_claim_id, kind, rule, reason
  FROM (FROM known WHERE getvariable('day') IN (published_on, other_on) UNION ALL FROM disputed);
CREATE OR REPLACE TEMP TABLE spoken_claims AS
  SELECT * FROM known_claims
  WHERE (stands AND published_on = getvariable('day'))
     OR claim_id IN (SELECT claim_id FROM standing_relations UNION SELECT other_claim_id FROM standing_relations);
CREATE OR REPLACE TEMP TABLE spoken_articles AS
  SELECT * FROM known_articles
  WHERE (stands AND published_on = getvariable('day')) OR ce_id IN (SELECT ce_id FROM spoken_claims);
