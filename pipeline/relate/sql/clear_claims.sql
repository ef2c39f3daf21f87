-- Origins are written anew for all claims near the days touched, relations for pairs with a touched one. What older
-- rules found and newer ones do not is related to nothing.
CREATE OR REPLACE TEMP TABLE read_claims AS
  SELECT claim_id FROM claims WHERE ce_id IN (SELECT ce_id FROM revisions);
DELETE FROM origins
WHERE claim_id IN (SELECT claim_id FROM staged_claims WHERE near) OR claim_id NOT IN (SELECT claim_id FROM read_claims);
DELETE FROM relations
WHERE claim_id IN (SELECT claim_id FROM staged_claims WHERE touched)
   OR other_claim_id IN (SELECT claim_id FROM staged_claims WHERE touched)
   OR claim_id NOT IN (SELECT claim_id FROM read_claims)
   OR other_claim_id NOT IN (SELECT claim_id FROM read_claims);
