-- How fast the loader goes: where it was at each snapshot of the last hour.

CREATE TABLE progress (
  published_at TIMESTAMPTZ NOT NULL,
  topic VARCHAR NOT NULL,
  records BIGINT NOT NULL
);
COMMENT ON TABLE progress IS
  'How far each topic had been loaded at every snapshot of the last hour; two rows give a rate.';
COMMENT ON COLUMN progress.published_at IS 'When that snapshot was published.';
COMMENT ON COLUMN progress.topic IS 'Topic.';
COMMENT ON COLUMN progress.records IS 'Sum of the next offsets of its partitions.';
