-- How names are compared, and what a name alone tells about whose side its bearer speaks for.
CREATE OR REPLACE TEMP MACRO speaker_key(name) AS
  regexp_replace(strip_accents(lower(regexp_replace(name, '^[Tt]he ', ''))), '[^\w ]', '', 'g');
CREATE OR REPLACE TEMP MACRO inferred_side(name) AS CASE
  WHEN regexp_matches(name, '\b(Russian?|Wagner|Kremlin|Luhansk People|Donetsk People)') THEN 'RU'
  WHEN regexp_matches(name, '\b(Ukraine|Ukrainian|Kyiv|Oblast|Azov)\b') THEN 'UA'
  WHEN regexp_matches(name, '\b(UK|British|Britain)\b') THEN 'GB'
  WHEN regexp_matches(name, '\b(US|American|Pentagon|White House|United States)\b') THEN 'US'
  WHEN regexp_matches(name, '\bBelarus') THEN 'BY' END;
-- Where one text tells how a figure changed: 1 for what it came to be, -1 for what it had been, else 0.
CREATE OR REPLACE TEMP MACRO turned(words) AS CASE
  WHEN regexp_matches(words, '\b(up|down|rose|risen|grown|raised|increased|revised|corrected) from [^,;]*$|\b(previously|initially|at first|first (said|put|spoke|reported|counted)|earlier (said|put|spoke|reported|counted|figure|count|toll|report))\b') THEN -1
  WHEN regexp_matches(words, '\b(grown|grew|grows|risen|rose|rises|climbed|climbs|raised|increased|revised|corrected|updated|went up|gone up|(now|later),? ((he|she|it|they|the \w+),? )?(stands|stood|put|puts|says|said|known|counts|counted|speaks|spoke|reported|gave)|by (the )?(noon|midday|afternoon|evening|dusk|nightfall|midnight))\b') THEN 1
  ELSE 0 END;
-- "The toll of the strike", "Sunday's shelling": an event that readers know, whatever day it was.
CREATE OR REPLACE TEMP MACRO names_event(words) AS
  regexp_matches(words, '\b(the|that|this|its|’s|''s) ([\w-]+ ){0,2}(tolls?|strikes?|attacks?|crash|explosions?|blasts?|shelling|raid|fire|salvo|barrage|disaster|bombardment)\b');
-- "Nobody was hurt", "no casualties": no one of either army, and no civilian.
CREATE OR REPLACE TEMP MACRO says_nobody(words) AS
  regexp_matches(words, '\b(nobody|no[- ]?one|(no|without) (casualt|loss|death|dead|fatalit|injur|victim|wounded)\w*)\b');
CREATE OR REPLACE TEMP MACRO country_name(code) AS
  CASE code WHEN 'UA' THEN 'Ukraine' WHEN 'RU' THEN 'Russia' WHEN 'BY' THEN 'Belarus' WHEN 'MD' THEN 'Moldova' WHEN 'PL' THEN 'Poland' END;
CREATE OR REPLACE TEMP MACRO daypart(words) AS CASE
  WHEN regexp_matches(words, '\b(overnight|midnight|nights?|early hours)\b') THEN 'night'
  WHEN regexp_matches(words, '\b(after noon|afternoon|evening|dusk|nightfall)\b') THEN 'afternoon'
  WHEN regexp_matches(words, '\b(before noon|morning|dawn|sunrise|daybreak)\b') THEN 'morning' END;
-- The words of a text for likeness, without their endings ("strikes" is "strike"), and its numbers, which are the same in
-- every language.
CREATE OR REPLACE TEMP MACRO story_words(text) AS list_transform(
  regexp_extract_all(lower(text), '\p{L}{3,}|\d[\d,]*\d'),
  lambda word: replace(regexp_replace(word, '^(.{4,}?)(ing|ed|es|s)$', '\1'), ',', ''));
