/** Runs before each file of tests. */
import { afterAll } from 'vitest'
import { sayFarewell } from './after-file.ts'

afterAll(sayFarewell)
