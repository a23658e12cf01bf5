import { useTranslations } from 'use-intl'

/** The kind of an act or of a subject in words. What this version has no word for stays a code. */
export const useKindText = () => {
  const t = useTranslations('audit')
  return (kind: string): string => (t.has(`kinds.${kind}`) ? t(`kinds.${kind}`) : kind)
}

/** An act in words: 'run.approved' is "Incentive run: approved". */
export const useActText = () => {
  const t = useTranslations('audit')
  const kindText = useKindText()
  const verbText = (verb: string) => (t.has(`verbs.${verb}`) ? t(`verbs.${verb}`) : verb)
  return (act: string): string => {
    const [kind = act, verb] = act.split('.')
    return verb === undefined ? kindText(kind) : t('act', { kind: kindText(kind), verb: verbText(verb) })
  }
}
