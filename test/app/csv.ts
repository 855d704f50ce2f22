import { DuckDBInstance, type DuckDBValue } from '@duckdb/node-api'

/** Reads a CSV with a reader that is not ours. Every cell comes as text, an empty one as null. */
export async function readCsv(path: string): Promise<Record<string, DuckDBValue>[]> {
  const instance = await DuckDBInstance.create()
  const connection = await instance.connect()
  try {
    const sql = `SELECT * FROM read_csv(?, header = true, all_varchar = true)`
    const reader = await connection.runAndReadAll(sql, [path])
    return reader.getRowObjects()
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
