-- One statement per voice, figure, thing and run of touching days, so that relays of one statement and its repetitions
-- share it (a running total, and a count of a whole country, is said anew for every day it runs to); a relay may drop an
-- "about" or an "at least". Claims without a window stand on the day of their statement. `said` is its first telling: who
-- tells it again after a later figure has not gone back to it.
CREATE OR REPLACE TEMP TABLE named_statements AS
  WITH placed AS (
    SELECT *, coalesce(first, stated_on) AS opens, coalesce(last, stated_on) AS closes,
           hash(voice, measure, coalesce(low, high), unit, per, side, place, place_part, CASE WHEN cumulative OR (national AND place IS NULL AND measure <> 'exchanged') THEN coalesce(last, stated_on) END, stance = 'denies', action) AS thing
    FROM staged_claims
  ), ordered AS (
    SELECT *, max(closes) OVER (PARTITION BY thing ORDER BY opens, closes, claim_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS closed
    FROM placed
  ), numbered AS (
    SELECT *, count(*) FILTER (closed IS NULL OR opens > closed + 1) OVER (
             PARTITION BY thing ORDER BY opens, closes, claim_id) AS run
    FROM ordered
  )
  SELECT ce_id, ordinal,
         md5(concat_ws('|', 'statement', thing, min(opens) OVER statement)) AS statement_id,
         min(turn_of(numbered)) OVER statement AS said,
         bool_or(touched) OVER statement AS retold
  FROM numbered
  WINDOW statement AS (PARTITION BY thing, run);

ALTER TABLE staged_claims ADD COLUMN statement_id VARCHAR;
ALTER TABLE staged_claims ADD COLUMN said STRUCT(stated_on DATE, told_at TIMESTAMPTZ, turned INTEGER, char_start INTEGER);
-- What a touched day tells may be the first telling of what other days tell.
UPDATE staged_claims SET statement_id = s.statement_id, said = s.said, touched = staged_claims.touched OR s.retold
FROM named_statements s WHERE s.ce_id = staged_claims.ce_id AND s.ordinal = staged_claims.ordinal;
