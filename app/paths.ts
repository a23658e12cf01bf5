/** Addresses, typed: the only place where a path is spelled, beside routes.ts. */
const query = (values: Record<string, string | number | null | undefined>): string => {
  const present = Object.entries(values).flatMap(([key, value]) =>
    value === null || value === undefined || value === '' ? [] : [[key, String(value)]],
  )
  return present.length > 0 ? `?${new URLSearchParams(present).toString()}` : ''
}

export const paths = {
  // shell
  home: () => '/',
  health: () => '/health',
  preferences: () => '/preferences',

  // audit
  audit: (filter: { act?: string; who?: string; subject?: string; day?: string; look?: number } = {}) =>
    `/audit${query(filter)}`,
  auditExport: () => '/audit/export',
  mySightings: () => '/me/sightings',

  // identity
  signIn: (back?: string) => `/sign-in${query({ back: back === '/' ? undefined : back })}`,
  signOut: () => '/sign-out',
  changePassword: () => '/me/password',

  // organisation

  // notices
  notices: () => '/notices',
  outbox: () => '/outbox',
  job: (jobId: string) => `/jobs/${jobId}`,

  // learning
  learn: () => '/learn',
  course: (courseId: string) => `/courses/${courseId}`,
  lesson: (enrolmentId: string, lesson: string) => `/learn/${enrolmentId}/${lesson}`,
  lessonPlace: (enrolmentId: string, lesson: string) => `/learn/${enrolmentId}/${lesson}/place`,

  // mentoring

  // performance

  // talent

  // incentives
  myPay: () => '/pay',
  myStatement: (runId: string) => `/pay/${runId}`,
  statementPdf: (runId: string, employeeId: string) => `/runs/${runId}/people/${employeeId}/statement.pdf`,
  runs: () => '/runs',
  run: (runId: string) => `/runs/${runId}`,
  runCsv: (runId: string) => `/runs/${runId}/payroll.csv`,
  runStatement: (runId: string, employeeId: string) => `/runs/${runId}/people/${employeeId}`,
  plans: () => '/plans',
  plan: (versionId: string) => `/plans/${versionId}`,
  planFile: (versionId: string) => `/plans/${versionId}/plan.json`,

  // feedback
}
