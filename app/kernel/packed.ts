/**
 * Many values for a screen as one text. The framework's own format walks every value and names it, JSON is native code.
 * On its way into the page a text is quoted twice, which makes four characters of each '"': inside it is an apostrophe,
 * and an apostrophe a sign that no text has.
 */
declare const held: unique symbol
export type Packed<T> = string & { readonly [held]: T }

const apostrophe = '\uE000'
/** Plain data only: a Map, a Date or a bigint would not come back as it went. */
export const pack = <T>(value: T): Packed<T> =>
  JSON.stringify(value).replaceAll("'", apostrophe).replaceAll('"', "'") as Packed<T>
export const unpack = <T>(packed: Packed<T>): T =>
  JSON.parse(packed.replaceAll("'", '"').replaceAll(apostrophe, "'")) as T
