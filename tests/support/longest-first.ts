/**
 * The order in which files of tests begin: those known to take longest first, so that two that run beside each other
 * end at about the same time. Vitest knows how long a file took only where it has run before, which a bare clone has not.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const longest = ['journeys/every-screen', 'journeys/loop', 'journeys/sales-bank', 'journeys/gallery']

const placeOf = ({ moduleId }: TestSpecification): number => {
  const at = longest.findIndex((name) => moduleId.includes(`/tests/${name}.test.`))
  return at < 0 ? longest.length : at
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.sort((a, b) => placeOf(a) - placeOf(b))
  }
}
