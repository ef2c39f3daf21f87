-- Origins are written anew for all claims near the days touched, relations for pairs with a touched one.
DELETE FROM origins
WHERE claim_id IN (SELECT claim_id FROM staged_claims WHERE near) OR claim_id NOT IN (SELECT claim_id FROM claims);
DELETE FROM relations
WHERE claim_id IN (SELECT claim_id FROM staged_claims WHERE touched)
   OR other_claim_id IN (SELECT claim_id FROM staged_claims WHERE touched)
   OR claim_id NOT IN (SELECT claim_id FROM claims)
   OR other_claim_id NOT IN (SELECT claim_id FROM claims);
