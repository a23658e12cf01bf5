/** What stands in a form, as one text to compare: two forms that say the same have the same. */

/** What the page says and nobody types. */
const ofThePage = ['formName', 'formKey', 'revision']

/**
 * Nothing typed is the same as no field, and a list that is chosen from has no order: so the browser's own select and
 * the typed one that takes its place are alike.
 */
export const standingIn = (fields: Iterable<[string, string | { name: string; size: number }]>): string =>
  JSON.stringify(
    [...fields]
      .map(([name, value]) => [
        name,
        typeof value === 'string' ? value : value.size > 0 ? `${value.name} ${value.size}` : '',
      ])
      .filter(([name = '', value]) => value !== '' && !ofThePage.includes(name))
      .map((each) => each.join(' '))
      .sort(),
  )
