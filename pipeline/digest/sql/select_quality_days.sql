-- Every day (UTC) on which anything was checked or set aside, the newest first, in numbers.
WITH batches AS (
  SELECT checked_at::DATE AS day, batch_id, max(checked) FILTER (suite = 'articles') AS articles,
         sum(checked) AS checked, count(*) FILTER (NOT success) AS fallen,
         coalesce(sum(failed) FILTER (severity = 'critical'), 0) AS critical,
         coalesce(sum(failed) FILTER (severity <> 'critical'), 0) AS warnings
  FROM quality GROUP BY ALL
), checks AS (
  SELECT day, count(*) AS batches, coalesce(sum(articles), 0) AS articles, sum(checked) AS checked,
         sum(fallen) AS fallen, sum(critical) AS critical, sum(warnings) AS warnings
  FROM batches GROUP BY day
), held AS (
  SELECT quarantined_at::DATE AS day, count(*) AS quarantined, count(released_at) AS released
  FROM quarantine GROUP BY 1
), dead AS (
  SELECT dead_at::DATE AS day, count(*) AS dead_letters, count(replayed_at) AS replayed FROM dead_letters GROUP BY 1
)
SELECT day, coalesce(batches, 0)::BIGINT AS batches, coalesce(articles, 0)::BIGINT AS articles,
       coalesce(checked, 0)::BIGINT AS checked, coalesce(fallen, 0)::BIGINT AS fallen,
       coalesce(critical, 0)::BIGINT AS critical, coalesce(warnings, 0)::BIGINT AS warnings,
       coalesce(quarantined, 0) AS quarantined, coalesce(released, 0) AS released,
       coalesce(dead_letters, 0) AS dead_letters, coalesce(replayed, 0) AS replayed
FROM checks FULL JOIN held USING (day) FULL JOIN dead USING (day)
ORDER BY day DESC;
