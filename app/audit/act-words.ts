/** Acts, kinds of subjects and who did it in words, on the screen and in the file alike. */

/** Messages of the audit. */
export type AuditWords = { (key: string, values?: Record<string, string>): string; has(key: string): boolean }

/** The kind of an act or of a subject. What this version has no word for stays a code. */
export const kindText = (t: AuditWords, kind: string): string => (t.has(`kinds.${kind}`) ? t(`kinds.${kind}`) : kind)

const verbText = (t: AuditWords, verb: string): string => (t.has(`verbs.${verb}`) ? t(`verbs.${verb}`) : verb)

/** 'run.approved' is "Incentive run: approved". */
export const actText = (t: AuditWords, act: string): string => {
  const [kind = act, verb] = act.split('.')
  return verb === undefined ? kindText(t, kind) : t('act', { kind: kindText(t, kind), verb: verbText(t, verb) })
}

/** The bank's own machinery says so. */
export const doerText = (t: AuditWords, actorName: string): string => (actorName === 'system' ? t('system') : actorName)
