/** Addresses, typed: the only place where a path is spelled, beside routes.ts. */
/** An address with something more to ask; it may ask for something already. */
export const asking = (address: string, values: Parameters<typeof query>[0]): string => {
  const more = query(values)
  return address.includes('?') ? `${address}${more.replace('?', '&')}` : `${address}${more}`
}
const query = (values: Record<string, string | number | null | undefined>): string => {
  const present = Object.entries(values).flatMap(([key, value]) =>
    value === null || value === undefined || value === '' ? [] : [[key, String(value)]],
  )
  return present.length > 0 ? `?${new URLSearchParams(present).toString()}` : ''
}

export const paths = {
  // shell
  home: () => '/',
  search: () => '/search',
  health: () => '/health',
  preferences: () => '/preferences',
  listViews: (list?: string) => `/list-views${query({ list })}`,

  // audit
  audit: (filter: { act?: string; who?: string; subject?: string; day?: string; look?: number } = {}) =>
    `/audit${query(filter)}`,
  auditExport: () => '/audit/export',
  mySightings: () => '/me/sightings',

  // identity
  signIn: (back?: string) => `/sign-in${query({ back: back === '/' ? undefined : back })}`,
  signOut: () => '/sign-out',
  changePassword: () => '/me/password',
  mySessions: () => '/me/sessions',
  askReset: () => '/reset',
  reset: (token: string) => `/reset/${token}`,
  permissions: () => '/permissions',

  // organisation
  people: (filter: { unit?: string; post?: string; state?: string; on?: string } = {}) => `/people${query(filter)}`,
  peopleExport: (format: 'csv' | 'xlsx') => `/people/export/${format}`,
  peopleFind: (whom?: 'also-left') => `/people/find${query({ whom })}`,
  colleagueFind: () => '/me/delegations/find',
  takeOn: () => '/people/new',
  employee: (employeeId: string) => `/people/${employeeId}`,
  employeeCorrect: (employeeId: string) => `/people/${employeeId}/correct`,
  employeeLeave: (employeeId: string) => `/people/${employeeId}/leave`,
  assignNew: (employeeId: string) => `/people/${employeeId}/assignments/new`,
  assignment: (employeeId: string, assignmentId: string, turn?: 'transfer' | 'end' | 'correct') =>
    `/people/${employeeId}/assignments/${assignmentId}${query({ turn })}`,
  absence: (employeeId: string, absenceId = 'new') => `/people/${employeeId}/absences/${absenceId}`,
  assess: (employeeId: string, competency?: string) => `/people/${employeeId}/assess${query({ competency })}`,
  me: () => '/me',
  organisation: (on?: string) => `/organisation${query({ on })}`,
  newUnit: (parent?: string) => `/organisation/new${query({ parent })}`,
  unit: (unitId: string, on?: string) => `/organisation/${unitId}${query({ on })}`,
  unitChange: (unitId: string, turn?: 'rename' | 'move' | 'head' | 'close') =>
    `/organisation/${unitId}/change${query({ turn })}`,
  posts: () => '/posts',
  post: (postId: string) => `/posts/${postId}`,
  postEdit: (postId: string) => `/posts/${postId}/edit`,
  competencies: () => '/competencies',
  competencyEdit: (competencyId: string) => `/competencies/${competencyId}`,
  rosters: () => '/rosters',
  rosterSample: () => '/rosters/sample',
  roster: (importId: string, show?: { kind?: string; step?: 'mapping' }) => `/rosters/${importId}${query(show ?? {})}`,
  settings: () => '/settings',
  accounts: () => '/accounts',
  account: (accountId: string) => `/accounts/${accountId}`,
  newAccount: () => '/accounts/new',
  delegations: () => '/me/delegations',
  firstRun: () => '/first-run',

  // notices
  notices: () => '/notices',
  outbox: () => '/outbox',
  job: (jobId: string) => `/jobs/${jobId}`,

  // learning
  learn: () => '/learn',
  course: (courseId: string) => `/courses/${courseId}`,
  lesson: (enrolmentId: string, lesson: string) => `/learn/${enrolmentId}/${lesson}`,
  lessonPlace: (enrolmentId: string, lesson: string) => `/learn/${enrolmentId}/${lesson}/place`,
  sit: (attemptId: string, at?: number | 'all' | 'review') =>
    `/sit/${attemptId}${query(at === 'review' ? { review: 1 } : { q: at })}`,
  sitAnswer: (attemptId: string) => `/sit/${attemptId}/answer`,
  attempt: (attemptId: string) => `/attempts/${attemptId}`,
  certificates: () => '/certificates',
  certificatePdf: (certificateId: string) => `/certificates/${certificateId}.pdf`,
  verify: (code?: string) => (code ? `/verify/${code}` : '/verify'),
  courseVersions: () => '/manage/courses',
  expiries: () => '/manage/certificates',
  courseVersion: (versionId: string) => `/manage/courses/${versionId}`,
  learners: (filter: { course?: string; state?: string; q?: string } = {}) => `/manage/learners${query(filter)}`,
  learnersExport: (format: 'csv' | 'xlsx') => `/manage/learners/export?as=${format}`,

  // mentoring
  mentoring: () => '/mentoring',
  programmes: () => '/mentoring/programmes',
  programme: (programmeId: string, tab?: 'pairs' | 'preview' | 'rules') =>
    `/mentoring/programmes/${programmeId}${query({ tab })}`,
  pairing: (pairingId: string, correct?: string) => `/mentoring/pairings/${pairingId}${query({ correct })}`,

  // performance
  kpis: () => '/kpis',
  newKpi: () => '/kpis/new',
  kpi: (code: string) => `/kpis/${code}`,
  editKpi: (code: string) => `/kpis/${code}/edit`,
  templates: () => '/templates',
  template: (code: string, version: number) => `/templates/${code}/${version}`,
  editTemplate: (code: string, version: number) => `/templates/${code}/${version}/edit`,
  templateFile: (code: string, version: number) => `/templates/${code}/${version}/file`,
  cycles: () => '/cycles',
  newCycle: () => '/cycles/new',
  cycle: (cycleId: string) => `/cycles/${cycleId}`,
  cyclePeople: (cycleId: string, show?: { state?: string; rating?: string }) =>
    `/cycles/${cycleId}/people${query(show ?? {})}`,
  cycleActuals: (cycleId: string) => `/cycles/${cycleId}/actuals`,
  unitScores: (cycleId: string, unitId?: string) => `/cycles/${cycleId}/unit-scores${query({ unit: unitId })}`,
  actualSample: (cycleId: string, of: 'employee' | 'unit') => `/cycles/${cycleId}/actuals/sample?of=${of}`,
  actualImport: (importId: string) => `/actual-imports/${importId}`,
  actual: (actualId: string) => `/actuals/${actualId}`,
  goals: () => '/goals',
  goalSheet: (sheetId: string) => `/goals/${sheetId}`,
  appraisals: () => '/appraisals',
  appraisal: (appraisalId: string) => `/appraisals/${appraisalId}`,
  score: () => '/score',
  scoreGrid: (cycleId: string) => `/score/${cycleId}`,
  wholeScoreGrid: (cycleId: string) => `/score/${cycleId}?rows=all`,
  scoreMark: (cycleId: string) => `/score/${cycleId}/mark`,
  calibrations: () => '/calibration',
  /** With a rating, all people of that rating alone. */
  calibration: (cycleId: string, rating?: string | null) => `/calibration/${cycleId}${query({ rating })}`,
  appeals: () => '/appeals',
  vetoes: () => '/veto-events',

  // talent
  growth: () => '/growth',
  growthOf: (employeeId: string) => `/growth/${employeeId}`,
  developmentPlan: (employeeId: string) => `/growth/${employeeId}/plan`,
  echelons: () => '/echelons',
  echelon: (echelonId: string) => `/echelons/${echelonId}`,

  // incentives
  myPay: () => '/pay',
  myStatement: (runId: string) => `/pay/${runId}`,
  statementPdf: (runId: string, employeeId: string) => `/runs/${runId}/people/${employeeId}/statement.pdf`,
  runs: () => '/runs',
  run: (runId: string) => `/runs/${runId}`,
  runCsv: (runId: string) => `/runs/${runId}/payroll.csv`,
  runStatement: (runId: string, employeeId: string) => `/runs/${runId}/people/${employeeId}`,
  honours: () => '/honours',
  credits: (written?: number) => `/credits${query({ written })}`,
  creditSample: () => '/credits/sample',
  payeeFind: () => '/payees/find',
  targetSample: () => '/product-targets/sample',
  productTargets: (cycleId?: string, written?: number) => `/product-targets${query({ cycle: cycleId, written })}`,
  deferrals: () => '/deferrals',
  deferralsCsv: () => '/deferrals/export',
  plans: () => '/plans',
  plan: (versionId: string, example?: string | null) => `/plans/${versionId}${query({ example })}`,
  planFile: (versionId: string) => `/plans/${versionId}/plan.json`,

  // feedback
  voice: () => '/voice',
  answerPulse: (pulseId: string) => `/voice/pulses/${pulseId}`,
  pulses: () => '/pulses',
  pulse: (pulseId: string) => `/pulses/${pulseId}`,
  themes: (themeId?: string) => `/themes${query({ theme: themeId })}`,
}
