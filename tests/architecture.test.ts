/** The architecture, executable. Each check is a function of a checkout; each is shown to see what it is there for. */
import { describe, expect, it } from 'vitest'
import { paths } from '#app/paths.ts'
import { guarded } from '#app/shell/guard.server.ts'
import { navigation } from '#app/shell/navigation.ts'
import { navigationViolations, pathViolations } from './support/architecture/addresses.ts'
import { type Fixture, fixture, type fixtures } from './support/architecture/fixtures.ts'
import { guardViolations, orphanViolations } from './support/architecture/guards.ts'
import { importViolations, schemaViolations } from './support/architecture/imports.ts'
import {
  castViolations,
  clockViolations,
  leftOverViolations,
  lengthViolations,
  nameViolations,
  responseViolations,
  styleViolations,
} from './support/architecture/plain.ts'
import { unreachedWordViolations } from './support/architecture/reach-of-words.ts'
import { roleViolations } from './support/architecture/roles.ts'
import { sourcesIn } from './support/architecture/source-files.ts'
import { titleViolations } from './support/architecture/titles.ts'
import {
  languageViolations,
  missingWordViolations,
  pluralViolations,
  unsentViolations,
} from './support/architecture/words.ts'
import { root } from './support/template.ts'

type Check = (root: string) => string[] | Promise<string[]>

const screensIn = (checkout: string) =>
  sourcesIn(checkout, 'app')
    .map(({ path }) => path)
    .filter((path) => /\/screens\//.test(path) && !path.startsWith('app/ui/'))

const checks: Record<Fixture, [sentence: string, check: Check]> = {
  imports: ['a file imports what its suffix and its place in the line allow', importViolations],
  tables: ['tables know word lists and the pure kernel, and point left', schemaViolations],
  roles: ['only the policy names a role', roleViolations],
  guards: [
    'every loader and action is made by a guard',
    (checkout) => guardViolations(checkout, guarded, checkout === root ? undefined : []),
  ],
  orphans: ['an address leads to every screen', (checkout) => orphanViolations(checkout, screensIn(checkout))],
  navigation: [
    'the navigation leads somewhere',
    (checkout) =>
      navigationViolations(
        checkout,
        checkout === root ? navigation : [{ label: 'learn', entries: [{ label: 'courses', to: '/gone' }] }],
      ),
  ],
  paths: [
    'every address that can be spelled leads somewhere',
    (checkout) => pathViolations(checkout, checkout === root ? paths : { course: (id: string) => `/gone/${id}` }),
  ],
  languages: ['both languages say everything, with the same blanks', languageViolations],
  unsent: ['every notice that has a sentence is sent', unsentViolations],
  plurals: ['English says one as one', pluralViolations],
  words: ['nothing is asked of the languages that they do not have', missingWordViolations],
  titles: ['every screen has a title in both languages', titleViolations],
  reach: ['the words of everything on a screen reach it', unreachedWordViolations],
  names: ['names say what is in them', nameViolations],
  length: ['a file fits one sitting', lengthViolations],
  clock: ['time and chance come in from outside', clockViolations],
  style: ['markup has no style attributes', styleViolations],
  responses: ['only screens make answers to requests', responseViolations],
  casts: ['no cast hides a type', castViolations],
  leftovers: ['nothing is left over', leftOverViolations],
}

describe.each(Object.entries(checks))('%s', (name, [sentence, check]) => {
  it(sentence, { timeout: 60_000 }, async () => {
    expect(await check(root)).toEqual([])
  })

  it('is seen when it is not so', async () => {
    const { checkout, expected } = fixture(name as keyof typeof fixtures)
    expect(await check(checkout)).toEqual(expected)
  })
})
