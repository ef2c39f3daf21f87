-- What counts as agreeing, and how each relation is put in words.

-- Ranges that overlap do not contradict. A denial contradicts the figures it denies and says nothing about others;
-- a denial of any at all is the figure 0.
CREATE OR REPLACE TEMP MACRO denies_figure(c) AS c.stance = 'denies' AND coalesce(c.high, 1) > 0;
CREATE OR REPLACE TEMP MACRO overlap(x, y) AS x.lo <= y.hi AND y.lo <= x.hi;
CREATE OR REPLACE TEMP MACRO figures_agree(x, y) AS CASE
  WHEN denies_figure(x) AND denies_figure(y) THEN CASE WHEN overlap(x, y) THEN TRUE END
  WHEN denies_figure(x) OR denies_figure(y) THEN CASE WHEN overlap(x, y) THEN FALSE END
  ELSE overlap(x, y) END;

-- Running totals of two voices that no growth of a day or two explains.
CREATE OR REPLACE TEMP MACRO far_apart(x, y) AS
  x.voice <> y.voice AND x.cumulative AND y.cumulative AND abs(x.last - y.last) <= getvariable('window_slack')
  AND (x.lo > y.hi * (1 + getvariable('about')) OR y.lo > x.hi * (1 + getvariable('about')));

-- Who holds the place, according to each. "Contested" fits nobody's full control.
CREATE OR REPLACE TEMP MACRO holders_agree(x, y) AS CASE
  WHEN x.stance = 'denies' AND y.stance = 'denies' THEN CASE WHEN x.side = y.side THEN TRUE END
  WHEN x.stance = 'denies' OR y.stance = 'denies' THEN
    CASE WHEN 'contested' IN (x.action, y.action) THEN TRUE
         -- "Has not changed hands", whoever took it, is at odds with every change and with no holder.
         WHEN x.side IS NULL OR y.side IS NULL THEN CASE WHEN 'holds' NOT IN (x.action, y.action) THEN FALSE END
         ELSE x.side <> y.side END
  WHEN 'contested' IN (x.action, y.action) THEN x.action = y.action
  WHEN x.side IS NULL OR y.side IS NULL THEN NULL
  ELSE x.side = y.side END;

CREATE OR REPLACE TEMP MACRO reason_for(kind, corrected, measure, denied, shared_days) AS CASE
  WHEN kind = 'different_scope' THEN 'One speaks of a wider place than the other.'
  WHEN kind = 'different_window' AND shared_days <= 0 THEN 'They speak of different days.'
  WHEN kind = 'different_window' THEN 'They cover different spans of days.'
  WHEN kind = 'series' THEN 'Running totals of the same speaker, the later one up to a later day.'
  WHEN kind = 'revision' AND corrected THEN 'The outlet changed its article.'
  WHEN kind = 'revision' THEN 'The same speaker later stated something else about the same days.'
  WHEN kind = 'contradiction' AND denied THEN 'One denies what the other states.'
  WHEN kind = 'contradiction' AND measure = 'control' THEN 'They name different holders of the same place for the same days.'
  WHEN kind = 'contradiction' THEN 'Different speakers, same place and days that meet, and the figures do not overlap.'
  WHEN kind = 'agreement' AND measure = 'control' THEN 'Different speakers name the same holder.'
  WHEN kind = 'agreement' THEN 'Different speakers, same place and days that meet, and the figures overlap.' END;

-- `x` tells of a night over two days, `y` of the first of the two and of no night.
CREATE OR REPLACE TEMP MACRO night_after(x, y) AS
  x.daypart IS NOT DISTINCT FROM 'night' AND x.last = x.first + 1 AND y.first = x.first AND y.last = x.first AND y.daypart IS DISTINCT FROM 'night';

-- `x` counts no less, and over all the days of `y` with two or more besides.
CREATE OR REPLACE TEMP MACRO holds_more(x, y) AS
  x.first <= y.first AND x.last >= y.last AND (x.last - x.first) - (y.last - y.first) >= 2 AND x.lo >= y.lo;

-- Which of two statements is the later one: by the day it was made, then by when it was told, then by what a text says
-- of a figure that changed; those of one voice by when they were told first; of two revisions of one article the one that
-- was fetched later.
CREATE OR REPLACE TEMP MACRO turn_of(c) AS
  {'stated_on': c.stated_on, 'told_at': c.told_at, 'turned': c.turned, 'char_start': c.char_start};
CREATE OR REPLACE TEMP MACRO turn(c, other) AS
  row(CASE WHEN c.article_id = other.article_id AND c.event_id <> other.event_id THEN c.fetched_at END,
      CASE WHEN c.voice = other.voice THEN c.said ELSE turn_of(c) END, turn_of(c), c.claim_id);
