import type { Expectations } from './expectation.ts'

/** Courses, enrolments, attempts and certificates of the matrix belong to the visitor `employee`. */
export const expectations: Expectations = {
  'learning/screens/learn.tsx': { loader: 'all' },
  'learning/screens/course.tsx': { loader: 'all', acts: { enrol: 'all', withdraw: 'self', sit: 'self' } },
  'learning/screens/lesson.tsx': { loader: ['employee'], acts: { complete: ['employee'], note: ['employee'] } },
  'learning/screens/place.ts': { action: ['employee'] },
  'learning/screens/sit.tsx': {
    loader: ['employee'],
    acts: { save: ['employee'], flag: ['employee'], submit: ['employee'], takeover: ['employee'] },
  },
  'learning/screens/answer.ts': { acts: { save: ['employee'], flag: ['employee'] } },
  'learning/screens/attempt.tsx': { loader: ['employee'] },
  'learning/screens/certificates.tsx': { loader: 'all' },
  'learning/screens/certificate.ts': { loader: ['employee', 'manager', 'learning-officer', 'hr-officer'] },
  'learning/screens/verify.tsx': { loader: 'public' },
  'learning/screens/course-versions.tsx': { loader: ['learning-officer'] },
  'learning/screens/course-version.tsx': {
    bankWide: true,
    loader: ['learning-officer'],
    acts: {
      submit: ['learning-officer'],
      approve: ['learning-officer'],
      return: ['learning-officer'],
      activate: ['learning-officer'],
      retire: ['learning-officer'],
      order: ['learning-officer'],
    },
  },
  'learning/screens/learners.tsx': {
    loader: ['learning-officer', 'hr-officer', 'trainer', 'auditor', 'manager'],
    acts: { retake: ['learning-officer', 'hr-officer'] },
  },
  'learning/screens/expiries.tsx': { loader: ['learning-officer', 'hr-officer', 'trainer', 'auditor', 'manager'] },
  'learning/screens/learners-export.ts': {
    loader: ['learning-officer', 'hr-officer', 'trainer', 'auditor', 'manager'],
  },
}
