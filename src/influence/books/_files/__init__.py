"""Files of tables: CSV, JSON Lines and Parquet as rows of text, each with its place."""
