-- One origin per voice; one statement per voice, figure, thing and run of touching days, so that relays of one
-- statement and its repetitions share it (a running total is said anew for every day it runs to); a relay may drop an "about" or an "at least". Claims without a window stand on the day of their statement.
INSERT INTO origins
  WITH placed AS (
    SELECT *, coalesce(first, stated_on) AS opens, coalesce(last, stated_on) AS closes,
           hash(voice, measure, coalesce(low, high), unit, per, side, place, place_part, CASE WHEN cumulative THEN coalesce(last, stated_on) END, stance = 'denies', action) AS thing
    FROM staged_claims
  ), ordered AS (
    SELECT *, max(closes) OVER (PARTITION BY thing ORDER BY opens, closes, claim_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS closed
    FROM placed
  ), numbered AS (
    SELECT *, count(*) FILTER (closed IS NULL OR opens > closed + 1) OVER (
             PARTITION BY thing ORDER BY opens, closes, claim_id) AS run
    FROM ordered
  )
  SELECT claim_id, md5('origin' || voice), published_on, voice, voice_kind, voice_side,
         md5(concat_ws('|', 'statement', thing, min(opens) OVER (PARTITION BY thing, run))), voice_rule
  FROM numbered
  WHERE near
  QUALIFY row_number() OVER (PARTITION BY claim_id ORDER BY place) = 1;
