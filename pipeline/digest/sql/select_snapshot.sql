SELECT snapshot_id, published_at FROM snapshot_info;
