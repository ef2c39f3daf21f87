-- The expectations of one day, each over all its batches; those that failed come first.
SELECT suite, expectation, any_value(kind) AS kind, any_value(column_name) AS column_name, severity,
       count(*) AS batches, sum(checked)::BIGINT AS checked, sum(failed)::BIGINT AS failed,
       list_sort(list_distinct(flatten(list(examples))))[:8] AS examples
FROM quality
WHERE checked_at::DATE = getvariable('day')
GROUP BY suite, expectation, severity
ORDER BY suite, sum(quality.failed) = 0, severity, sum(quality.failed) DESC, expectation;
