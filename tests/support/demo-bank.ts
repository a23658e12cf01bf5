/** The demo bank as the tests know it. */
import { type Db, openDb } from '#db/client.server.ts'
import { clock } from './database.ts'
import { demoFile } from './demo-file.ts'

/** A copy of the demo bank, standing on the tests' day. */
export const demoBank = async (): Promise<Db> => openDb({ url: await demoFile(clock.today) })
