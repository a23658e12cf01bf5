/**
 * What is left to do when a file of tests ends. Files of one worker share their modules, so a support module's own
 * `afterAll` would be heard by the first file alone; the setup file asks here after each.
 */
type Farewell = () => void | Promise<void>

const farewells = new Set<Farewell>()

/** Done after this file of tests and every later one of the same worker. */
export const afterEachFile = (farewell: Farewell): void => {
  farewells.add(farewell)
}

export const sayFarewell = async (): Promise<void> => {
  for (const farewell of farewells) await farewell()
}
