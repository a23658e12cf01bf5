/** The place of a value in a JSON document: `['lines', 2, 'weightBp']` is `$.lines[2].weightBp`. */
export const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    const name = String(key)
    return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? `${text}.${name}` : `${text}[${JSON.stringify(name)}]`
  }, '$')

/** What makes a document unfit, where, as a kebab-case code for the language files and in plain English for a terminal. */
export type RuleFault = { path: readonly (string | number)[]; code: string; reason: string }

/** '$.components[0].targets[1]' as a form names the field at that place: 'components.0.targets.1'. */
export const dotted = (path: string): string => path.replace(/^\$\.?/, '').replace(/\[(\d+)\]/g, '.$1')
