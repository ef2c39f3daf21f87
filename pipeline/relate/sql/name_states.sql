-- A state or an army that states what somebody who speaks for it states in the same week was named for him: "Russia",
-- for its ministry. Its claim gets the voice that stated it first, and its days where it has none of its own.
CREATE OR REPLACE TEMP TABLE named_states AS
  SELECT w.ce_id, w.ordinal,
         arg_min({'voice': i.voice, 'first': i.first, 'last': i.last}, (i.first IS NULL, i.stated_on, i.told_at, i.claim_id)) AS named
  FROM staged_claims w JOIN staged_claims i
    ON i.voice_side = w.voice_side AND i.measure = w.measure AND coalesce(i.low, i.high) IS NOT DISTINCT FROM coalesce(w.low, w.high)
   AND i.unit IS NOT DISTINCT FROM w.unit AND i.per IS NOT DISTINCT FROM w.per AND i.side IS NOT DISTINCT FROM w.side
   AND i.place IS NOT DISTINCT FROM w.place AND i.place_part = w.place_part AND i.action IS NOT DISTINCT FROM w.action
   AND i.cumulative = w.cumulative AND (i.stance = 'denies') = (w.stance = 'denies')
  WHERE w.whole AND i.national AND NOT i.whole
    AND abs(i.published_on - w.published_on) <= getvariable('week')
    AND (w.first IS NULL OR i.first IS NULL OR (w.first <= i.last + 1 AND i.first <= w.last + 1))
  GROUP BY ALL;

UPDATE staged_claims SET voice = s.named.voice, voice_rule = 'state_named',
       window_rule = CASE WHEN first IS NULL AND s.named.first IS NOT NULL THEN 'inherited' ELSE window_rule END,
       first = coalesce(first, s.named.first), last = coalesce(last, s.named.last)
FROM named_states s WHERE s.ce_id = staged_claims.ce_id AND s.ordinal = staged_claims.ordinal;

-- What a touched day names, or no longer names, changes claims of the days around it; it may have lent windows before.
UPDATE staged_claims SET touched = TRUE
WHERE whole AND EXISTS (FROM touched_days t WHERE abs(t.day - staged_claims.published_on) <= 2 * getvariable('week'));
