/** Runs before each file of tests, whether or not files share their modules. */
import { afterAll } from 'vitest'
import { sayFarewell } from './after-file.ts'

afterAll(sayFarewell)
