/** The demo sign-ins, as they are printed. */
import { demoPassword, stories } from './stories.ts'

const roles = [
  'employee',
  'manager',
  'mentor',
  'hr',
  'learning',
  'trainer',
  'interviewer',
  'officer',
  'approver',
  'releaser',
  'auditor',
  'admin',
]

export const signInLines = (): string[] => [
  `Sign in with one of these names and the password ${demoPassword}`,
  ...roles.map((key) => `  ${key.padEnd(12)} ${stories.find((story) => story.key === key)?.see ?? ''}`),
]
export const storyLines = (): string[] =>
  stories.filter(({ key }) => !roles.includes(key)).map(({ key, see }) => `  ${key.padEnd(12)} ${see}`)
