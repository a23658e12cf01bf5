/** Text from outside as JSON; undefined where it is none. */
export const maybeJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
