/**
 * Every address of the product. `words` names the domains, beside the screen's own, whose language files it shows.
 * The first group stands inside the signed-in frame; the second has no frame: sign-in, files, streams, exports.
 */
export type Address = { path?: string; index?: true; file: string; words?: readonly string[] }

const framed: readonly Address[] = [
  // shell
  { index: true, file: 'shell/screens/home.tsx' },

  // audit
  { path: 'audit', file: 'audit/screens/trail.tsx' },
  { path: 'me/sightings', file: 'audit/screens/my-sightings.tsx' },

  // identity

  // organisation

  // notices
  { path: 'notices', file: 'notices/screens/notices.tsx' },

  // learning
  { path: 'learn', file: 'learning/screens/learn.tsx' },
  { path: 'courses/:courseId', file: 'learning/screens/course.tsx' },
  { path: 'learn/:enrolmentId/:lesson', file: 'learning/screens/lesson.tsx' },
  { path: 'attempts/:attemptId', file: 'learning/screens/attempt.tsx' },
  { path: 'certificates', file: 'learning/screens/certificates.tsx' },

  // mentoring

  // performance

  // talent

  // incentives
  { path: 'pay', file: 'incentives/screens/my-pay.tsx' },
  { path: 'pay/:runId', file: 'incentives/screens/my-statement.tsx' },
  { path: 'plans', file: 'incentives/screens/plans.tsx' },
  { path: 'plans/:versionId', file: 'incentives/screens/plan.tsx' },
  { path: 'runs', file: 'incentives/screens/runs.tsx' },
  { path: 'runs/:runId', file: 'incentives/screens/run.tsx' },
  { path: 'runs/:runId/people/:employeeId', file: 'incentives/screens/run-statement.tsx' },

  // feedback
  { path: 'voice', file: 'feedback/screens/voice.tsx' },
  { path: 'voice/pulses/:pulseId', file: 'feedback/screens/answer-pulse.tsx' },
  { path: 'pulses', file: 'feedback/screens/pulses.tsx' },
  { path: 'pulses/:pulseId', file: 'feedback/screens/pulse.tsx' },
  { path: 'themes', file: 'feedback/screens/themes.tsx' },
]

const bare: readonly Address[] = [
  // shell
  { path: 'health', file: 'shell/screens/health.ts' },
  { path: 'preferences', file: 'shell/screens/preferences.ts' },

  // audit
  { path: 'audit/export', file: 'audit/screens/trail-export.ts' },

  // identity
  { path: 'sign-in', file: 'identity/screens/sign-in.tsx' },
  { path: 'sign-out', file: 'identity/screens/sign-out.ts' },

  // organisation

  // notices
  { path: 'outbox', file: 'notices/screens/outbox.tsx' },
  { path: 'jobs/:jobId', file: 'notices/screens/job.ts' },

  // learning
  { path: 'learn/:enrolmentId/:lesson/place', file: 'learning/screens/place.ts' },
  { path: 'sit/:attemptId', file: 'learning/screens/sit.tsx' },
  { path: 'sit/:attemptId/answer', file: 'learning/screens/answer.ts' },
  { path: 'certificates/:certificateId.pdf', file: 'learning/screens/certificate.ts' },
  { path: 'verify/:code?', file: 'learning/screens/verify.tsx' },

  // mentoring

  // performance

  // talent

  // incentives
  { path: 'plans/:versionId/plan.json', file: 'incentives/screens/plan-file.ts' },
  { path: 'runs/:runId/people/:employeeId/statement.pdf', file: 'incentives/screens/statement-pdf.ts' },
  { path: 'runs/:runId/payroll.csv', file: 'incentives/screens/run-csv.ts' },

  // feedback

  // ui: the design system's own pages, in development only
  { path: 'ui', file: 'ui/screens/gallery.tsx' },

  // last: what no address above has taken
  { path: '*', file: 'shell/screens/missing.tsx' },
]

export const addresses: readonly Address[] = [...framed, ...bare]

/** The domains whose words a route's screen needs: its own and those it names; the frame's are always there. */
export const domainsOf = (routeFile: string): readonly string[] => {
  const address = addresses.find((each) => each.file.replace(/\.tsx?$/, '') === routeFile)
  return address ? [address.file.split('/')[0] ?? 'shell', ...(address.words ?? [])] : []
}

const routes = [
  { id: 'shell/frame', file: 'shell/frame.tsx', children: framed.map(({ words: _, ...route }) => ({ ...route })) },
  ...bare.map(({ words: _, ...route }) => ({ ...route })),
]
export default routes
