/** What no answer may say: where the code lies, what it was doing, or how the database is asked. */
const insides = [
  /^\s+at .+:\d+/m,
  /node_modules|build\/server|file:\/\/|\.server\.ts/,
  /\/(tmp|home|usr|var|root|work)\//,
  /\b\w*Error: /,
  /sqlite|drizzle|\bselect .+ from\b/i,
]

/** The patterns that a text gives away; empty when it keeps its insides to itself. */
export const leaksIn = (text: string): string[] => insides.filter((inside) => inside.test(text)).map(String)
