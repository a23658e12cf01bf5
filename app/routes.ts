/**
 * Every address of the product. `words` names the domains, beside the screen's own, whose language files it shows.
 * The first group stands inside the signed-in frame; the second has no frame: sign-in, files, streams, exports.
 */
export type Address = { path?: string; index?: true; file: string; words?: readonly string[] }

const framed: readonly Address[] = [
  // shell
  { index: true, file: 'shell/screens/home.tsx' },
  { path: 'search', file: 'shell/screens/search.tsx' },

  // audit
  { path: 'audit', file: 'audit/screens/trail.tsx' },
  { path: 'me/sightings', file: 'audit/screens/my-sightings.tsx' },

  // identity
  { path: 'me/password', file: 'identity/screens/change-password.tsx' },
  { path: 'me/sessions', file: 'identity/screens/sessions.tsx' },
  { path: 'accounts', file: 'identity/screens/accounts.tsx' },
  { path: 'accounts/new', file: 'identity/screens/account-new.tsx' },
  { path: 'accounts/:accountId', file: 'identity/screens/account.tsx' },
  { path: 'permissions', file: 'identity/screens/permissions.tsx' },

  // organisation
  { path: 'people', file: 'organisation/screens/people.tsx' },
  { path: 'people/new', file: 'organisation/screens/take-on.tsx' },
  { path: 'people/:employeeId', file: 'organisation/screens/employee.tsx' },
  { path: 'people/:employeeId/correct', file: 'organisation/screens/employee-correct.tsx' },
  { path: 'people/:employeeId/leave', file: 'organisation/screens/employee-leave.tsx' },
  { path: 'people/:employeeId/assignments/new', file: 'organisation/screens/assignment-new.tsx' },
  { path: 'people/:employeeId/assignments/:assignmentId', file: 'organisation/screens/assignment.tsx' },
  { path: 'people/:employeeId/absences/:absenceId', file: 'organisation/screens/absence.tsx' },
  { path: 'people/:employeeId/assess', file: 'organisation/screens/assess.tsx' },
  { path: 'me', file: 'organisation/screens/me.tsx' },
  { path: 'me/delegations', file: 'organisation/screens/delegations.tsx' },
  { path: 'organisation', file: 'organisation/screens/organisation.tsx' },
  { path: 'organisation/new', file: 'organisation/screens/unit-new.tsx' },
  { path: 'organisation/:unitId', file: 'organisation/screens/unit.tsx' },
  { path: 'organisation/:unitId/change', file: 'organisation/screens/unit-change.tsx' },
  { path: 'posts', file: 'organisation/screens/posts.tsx' },
  { path: 'posts/:postId', file: 'organisation/screens/post.tsx' },
  { path: 'posts/:postId/edit', file: 'organisation/screens/post-edit.tsx' },
  { path: 'competencies', file: 'organisation/screens/competencies.tsx' },
  { path: 'competencies/:competencyId', file: 'organisation/screens/competency-edit.tsx' },
  { path: 'rosters', file: 'organisation/screens/rosters.tsx' },
  { path: 'rosters/:importId', file: 'organisation/screens/roster.tsx', words: ['kernel'] },
  { path: 'settings', file: 'organisation/screens/settings.tsx' },

  // notices
  { path: 'notices', file: 'notices/screens/notices.tsx' },

  // learning
  { path: 'learn', file: 'learning/screens/learn.tsx' },
  { path: 'courses/:courseId', file: 'learning/screens/course.tsx' },
  { path: 'learn/:enrolmentId/:lesson', file: 'learning/screens/lesson.tsx' },
  { path: 'attempts/:attemptId', file: 'learning/screens/attempt.tsx' },
  { path: 'certificates', file: 'learning/screens/certificates.tsx' },
  { path: 'manage/courses', file: 'learning/screens/course-versions.tsx' },
  { path: 'manage/courses/:versionId', file: 'learning/screens/course-version.tsx' },
  { path: 'manage/learners', file: 'learning/screens/learners.tsx' },
  { path: 'manage/certificates', file: 'learning/screens/expiries.tsx' },

  // mentoring
  { path: 'mentoring', file: 'mentoring/screens/mentoring.tsx' },
  { path: 'mentoring/programmes', file: 'mentoring/screens/programmes.tsx' },
  { path: 'mentoring/programmes/:programmeId', file: 'mentoring/screens/programme.tsx' },
  { path: 'mentoring/pairings/:pairingId', file: 'mentoring/screens/pairing.tsx' },

  // performance
  { path: 'kpis', file: 'performance/screens/kpis.tsx' },
  { path: 'kpis/new', file: 'performance/screens/kpi-new.tsx' },
  { path: 'kpis/:code', file: 'performance/screens/kpi.tsx' },
  { path: 'kpis/:code/edit', file: 'performance/screens/kpi-edit.tsx' },
  { path: 'templates', file: 'performance/screens/templates.tsx' },
  { path: 'templates/:code/:version', file: 'performance/screens/template.tsx' },
  { path: 'templates/:code/:version/edit', file: 'performance/screens/template-edit.tsx' },
  { path: 'cycles', file: 'performance/screens/cycles.tsx' },
  { path: 'cycles/new', file: 'performance/screens/cycle-new.tsx' },
  { path: 'cycles/:cycleId', file: 'performance/screens/cycle.tsx', words: ['kernel'] },
  { path: 'cycles/:cycleId/people', file: 'performance/screens/cycle-people.tsx' },
  { path: 'cycles/:cycleId/actuals', file: 'performance/screens/cycle-actuals.tsx' },
  { path: 'cycles/:cycleId/unit-scores', file: 'performance/screens/unit-scores.tsx' },
  { path: 'actual-imports/:importId', file: 'performance/screens/actual-import.tsx' },
  { path: 'actuals/:actualId', file: 'performance/screens/actual.tsx' },
  { path: 'goals', file: 'performance/screens/goals.tsx' },
  { path: 'goals/:sheetId', file: 'performance/screens/goal-sheet.tsx' },
  { path: 'appraisals', file: 'performance/screens/appraisals.tsx' },
  { path: 'appraisals/:appraisalId', file: 'performance/screens/appraisal.tsx' },
  { path: 'score', file: 'performance/screens/score.tsx' },
  { path: 'score/:cycleId', file: 'performance/screens/score-grid.tsx' },
  { path: 'calibration', file: 'performance/screens/calibrations.tsx' },
  { path: 'calibration/:cycleId', file: 'performance/screens/calibration.tsx' },
  { path: 'appeals', file: 'performance/screens/appeals.tsx' },
  { path: 'veto-events', file: 'performance/screens/vetoes.tsx' },

  // talent
  { path: 'growth', file: 'talent/screens/growth.tsx' },
  { path: 'growth/:employeeId', file: 'talent/screens/growth-person.tsx' },
  { path: 'growth/:employeeId/plan', file: 'talent/screens/plan.tsx' },
  { path: 'echelons', file: 'talent/screens/echelons.tsx' },
  { path: 'echelons/:echelonId', file: 'talent/screens/echelon.tsx' },

  // incentives
  { path: 'pay', file: 'incentives/screens/my-pay.tsx' },
  { path: 'pay/:runId', file: 'incentives/screens/my-statement.tsx' },
  { path: 'honours', file: 'incentives/screens/honours.tsx' },
  { path: 'credits', file: 'incentives/screens/credits.tsx' },
  { path: 'product-targets', file: 'incentives/screens/product-targets.tsx' },
  { path: 'deferrals', file: 'incentives/screens/deferrals.tsx' },
  { path: 'plans', file: 'incentives/screens/plans.tsx' },
  { path: 'plans/:versionId', file: 'incentives/screens/plan.tsx', words: ['organisation'] },
  { path: 'runs', file: 'incentives/screens/runs.tsx' },
  { path: 'runs/:runId', file: 'incentives/screens/run.tsx', words: ['kernel'] },
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
  { path: 'list-views', file: 'shell/screens/list-views.ts' },

  // audit
  { path: 'audit/export', file: 'audit/screens/trail-export.ts' },

  // identity
  { path: 'sign-in', file: 'identity/screens/sign-in.tsx' },
  { path: 'sign-out', file: 'identity/screens/sign-out.ts' },
  { path: 'reset', file: 'identity/screens/ask-reset.tsx' },
  { path: 'reset/:token', file: 'identity/screens/reset.tsx' },
  { path: 'first-run', file: 'identity/screens/first-run.tsx' },

  // organisation
  { path: 'people/export/:format', file: 'organisation/screens/people-export.ts' },
  { path: 'people/find', file: 'organisation/screens/people-find.ts' },
  { path: 'rosters/sample', file: 'organisation/screens/roster-sample.ts' },
  { path: 'me/delegations/find', file: 'organisation/screens/colleague-find.ts' },

  // notices
  { path: 'outbox', file: 'notices/screens/outbox.tsx' },
  { path: 'jobs/:jobId', file: 'notices/screens/job.ts' },

  // learning
  { path: 'learn/:enrolmentId/:lesson/place', file: 'learning/screens/place.ts' },
  { path: 'sit/:attemptId', file: 'learning/screens/sit.tsx' },
  { path: 'sit/:attemptId/answer', file: 'learning/screens/answer.ts' },
  { path: 'certificates/:certificateId.pdf', file: 'learning/screens/certificate.ts' },
  { path: 'verify/:code?', file: 'learning/screens/verify.tsx', words: ['identity'] },
  { path: 'manage/learners/export', file: 'learning/screens/learners-export.ts' },

  // mentoring

  // performance
  { path: 'templates/:code/:version/file', file: 'performance/screens/template-file.ts' },
  { path: 'cycles/:cycleId/actuals/sample', file: 'performance/screens/actual-sample.ts' },
  { path: 'score/:cycleId/mark', file: 'performance/screens/score-mark.ts' },

  // talent

  // incentives
  { path: 'payees/find', file: 'incentives/screens/payee-find.ts' },
  { path: 'credits/sample', file: 'incentives/screens/credit-sample.ts' },
  { path: 'product-targets/sample', file: 'incentives/screens/target-sample.ts' },
  { path: 'deferrals/export', file: 'incentives/screens/deferrals-csv.ts' },
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

const routes = [
  { id: 'shell/frame', file: 'shell/frame.tsx', children: framed.map(({ words: _, ...route }) => ({ ...route })) },
  ...bare.map(({ words: _, ...route }) => ({ ...route })),
]
export default routes
