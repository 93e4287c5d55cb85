"""T12-K in DataFusion SQL over flat columns, one partition; the query is DuckDB's `ranges`, in plain SQL.

    python datafusion_flat.py FOLDER ROWS
"""
import datafusion
import pyarrow as pa

import measure
from duckdb_flat import KLEENE, PLACES

QUERY = KLEENE.format(places=PLACES["ranges"]).replace("::UTINYINT", "::TINYINT UNSIGNED")


def session(flat):
    """A context with the table `flat` in memory, in batches of 8,192 rows."""
    context = datafusion.SessionContext(datafusion.SessionConfig().with_target_partitions(1))
    context.register_record_batches("flat", [flat.to_batches(max_chunksize=8192)])
    return context


def main():
    given = measure.arguments("T12-K in DataFusion")
    query = session(measure.table(given.folder, "flat", given.rows)).sql(QUERY)
    seconds, batches = measure.five_runs(query.collect)
    outcomes = pa.Table.from_batches(batches)["outcome"].to_numpy()
    measure.print_result("datafusion flat", datafusion.__version__, "native", "ranges", seconds, outcomes)


if __name__ == "__main__":
    main()
