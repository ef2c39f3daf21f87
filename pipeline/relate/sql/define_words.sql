-- How names are compared, and what a name alone tells about whose side its bearer speaks for.
CREATE OR REPLACE TEMP MACRO speaker_key(name) AS
  regexp_replace(strip_accents(lower(regexp_replace(name, '^[Tt]he ', ''))), '[^\w ]', '', 'g');
CREATE OR REPLACE TEMP MACRO inferred_side(name) AS CASE
  WHEN regexp_matches(name, '\b(Russian?|Wagner|Kremlin|Luhansk People|Donetsk People)') THEN 'RU'
  WHEN regexp_matches(name, '\b(Ukraine|Ukrainian|Kyiv|Oblast|Azov)\b') THEN 'UA'
  WHEN regexp_matches(name, '\b(UK|British|Britain)\b') THEN 'GB'
  WHEN regexp_matches(name, '\b(US|American|Pentagon|White House|United States)\b') THEN 'US'
  WHEN regexp_matches(name, '\bBelarus') THEN 'BY' END;
CREATE OR REPLACE TEMP MACRO country_name(code) AS
  CASE code WHEN 'UA' THEN 'Ukraine' WHEN 'RU' THEN 'Russia' WHEN 'BY' THEN 'Belarus' WHEN 'MD' THEN 'Moldova' WHEN 'PL' THEN 'Poland' END;
CREATE OR REPLACE TEMP MACRO daypart(words) AS CASE
  WHEN regexp_matches(words, '\b(overnight|midnight|nights?|early hours)\b') THEN 'night'
  WHEN regexp_matches(words, '\b(after noon|afternoon|evening|dusk|nightfall)\b') THEN 'afternoon'
  WHEN regexp_matches(words, '\b(before noon|morning|dawn|sunrise|daybreak)\b') THEN 'morning' END;
