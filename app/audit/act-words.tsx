import { useTranslations } from 'use-intl'

/** An act in words: 'run.approved' is "Incentive run: approved". What this version has no word for stays a code. */
export const useActText = () => {
  const t = useTranslations('audit')
  const word = (group: string, code: string) => (t.has(`${group}.${code}`) ? t(`${group}.${code}`) : code)
  return (act: string): string => {
    const [kind = act, verb] = act.split('.')
    return verb === undefined ? word('kinds', kind) : t('act', { kind: word('kinds', kind), verb: word('verbs', verb) })
  }
}

/** The kind of a subject in words. */
export const useKindText = () => {
  const t = useTranslations('audit')
  return (kind: string): string => (t.has(`kinds.${kind}`) ? t(`kinds.${kind}`) : kind)
}
