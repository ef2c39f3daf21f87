-- One origin per voice, and the statement that the claim repeats.
INSERT INTO origins
  SELECT claim_id, md5('origin' || voice), published_on, voice, voice_kind, voice_side, statement_id, voice_rule
  FROM staged_claims
  WHERE near
  QUALIFY row_number() OVER (PARTITION BY claim_id ORDER BY place) = 1;
