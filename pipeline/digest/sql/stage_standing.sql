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
CREATE OR REPLACE TEMP TABLE standing_relations AS
  SELECT DISTINCT r.claim_id, r.other_claim_id, r.kind, r.rule, r.reason
  FROM relations r JOIN known_claims x USING (claim_id) JOIN known_claims y ON y.claim_id = r.other_claim_id
  WHERE r.kind IN ('agreement', 'contradiction', 'revision', 'series')
    AND x.stands AND (y.stands OR r.rule = 'corrected')
    AND ((x.published_on = getvariable('day') AND y.published_on <= x.published_on)
      OR (y.published_on = getvariable('day') AND x.published_on <= y.published_on));
CREATE OR REPLACE TEMP TABLE spoken_claims AS
  SELECT * FROM known_claims
  WHERE (stands AND published_on = getvariable('day'))
     OR claim_id IN (SELECT claim_id FROM standing_relations UNION SELECT other_claim_id FROM standing_relations);
CREATE OR REPLACE TEMP TABLE spoken_articles AS
  SELECT * FROM known_articles
  WHERE (stands AND published_on = getvariable('day')) OR ce_id IN (SELECT ce_id FROM spoken_claims);
