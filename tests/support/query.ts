/** Reads a bank's file beside whoever has it open. */
import Database from 'better-sqlite3'

/** The rows of a statement without blanks. */
export const query = <Row>(path: string, statement: string): Row[] => {
  const db = new Database(path, { readonly: true })
  try {
    return db.prepare<[], Row>(statement).all()
  } finally {
    db.close()
  }
}
