/** The expectations of all domains, by route file. */
import { expectations as audit } from './audit.ts'
import type { Expectations } from './expectation.ts'
import { expectations as feedback } from './feedback.ts'
import { expectations as identity } from './identity.ts'
import { expectations as incentives } from './incentives.ts'
import { expectations as learning } from './learning.ts'
import { expectations as mentoring } from './mentoring.ts'
import { expectations as notices } from './notices.ts'
import { expectations as organisation } from './organisation.ts'
import { expectations as performance } from './performance.ts'
import { expectations as shell } from './shell.ts'
import { expectations as talent } from './talent.ts'

export const expectations: Expectations = {
  ...shell,
  ...audit,
  ...identity,
  ...organisation,
  ...notices,
  ...learning,
  ...mentoring,
  ...performance,
  ...talent,
  ...incentives,
  ...feedback,
}
