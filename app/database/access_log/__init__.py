"""The access log: records that the reading statement writes, months as partitions, seals that show a later change."""
