"""Landing on a cluster: the same reports, read by Spark's workers, into `raw.*` as Parquet, load by load."""
