import { Link, useSubmit } from '@remix-run/react'
import { type DragEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Day } from '#app/kernel/day.ts'
import { dotted } from '#app/kernel/dotted.ts'
import type { Words as WordsValue } from '#app/kernel/words.ts'
import { paths } from '#app/paths.ts'
import { Badge, Count } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { classes } from '#app/ui/classes.ts'
import { FoldedForm, FormShell } from '#app/ui/form.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { useWhenText } from '#app/ui/when.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { type MembershipState, type Readiness, readinessBeside, readinessLevels } from './echelon.ts'
import styles from './echelon-lanes.module.css'
import type { Gap } from './gap.ts'
import { GapLetters } from './gap-letters.tsx'

export type Member = {
  id: string
  revision: number
  employeeId: string
  name: string
  postName: WordsValue | null
  unitName: WordsValue | null
  state: MembershipState
  readiness: Readiness
  reason: string
  /** Their last day with the bank, once it is over. */
  leftBankOn: Day | null
  gaps: Gap[]
  rating: string | null
  hint: Readiness | null
  mayMove: boolean
  mayAdmit: boolean
}
type Competencies = readonly { id: string; name: WordsValue }[]

/** The bench by readiness; a card is moved by its buttons, or dragged to another lane. */
export const EchelonLanes = ({ members, competencies }: { members: readonly Member[]; competencies: Competencies }) => {
  const t = useTranslations('talent')
  const submit = useSubmit()
  const [over, setOver] = useState<Readiness | null>(null)
  const drop = (event: DragEvent, readiness: Readiness) => {
    event.preventDefault()
    setOver(null)
    const member = members.find(({ id }) => id === event.dataTransfer.getData('text/plain'))
    if (member && member.readiness !== readiness)
      submit({ act: 'move', id: member.id, revision: String(member.revision), readiness }, { method: 'post' })
  }
  return (
    <div className={styles.lanes}>
      {readinessLevels.map((readiness) => {
        const here = members.filter((member) => member.readiness === readiness)
        return (
          <section
            key={readiness}
            className={classes(styles.lane, over === readiness && styles.over)}
            aria-label={t(`readiness.${readiness}`)}
            onDragOver={(event) => {
              event.preventDefault()
              setOver(readiness)
            }}
            onDragLeave={() => setOver(null)}
            onDrop={(event) => drop(event, readiness)}
          >
            <h3>
              {t(`readiness.${readiness}`)} <Count value={here.length} />
            </h3>
            {here.length === 0 && <p className={styles.empty}>{t('board.nobody')}</p>}
            {here.map((member) => (
              <MemberCard key={member.id} member={member} competencies={competencies} />
            ))}
          </section>
        )
      })}
    </div>
  )
}

const MemberCard = ({ member, competencies }: { member: Member; competencies: Competencies }) => {
  const t = useTranslations('talent')
  const words = useWordsText()
  const when = useWhenText()
  const [sooner, later] = [readinessBeside(member.readiness, -1), readinessBeside(member.readiness, 1)]
  return (
    <article
      className={styles.card}
      draggable={member.mayMove}
      onDragStart={(event) => event.dataTransfer.setData('text/plain', member.id)}
    >
      <header>
        <Link to={paths.developmentPlan(member.employeeId)}>{member.name}</Link>
        {member.state === 'nominated' && <Badge tone="warn">{t('states.nominated')}</Badge>}
        {member.leftBankOn && (
          <Badge tone="bad">{t('board.left-bank', { day: when({ at: member.leftBankOn, absolute: true }) })}</Badge>
        )}
        {member.rating && <Badge>{t('board.rating', { rating: member.rating })}</Badge>}
      </header>
      <p className={styles.note}>
        {dotted([member.postName, member.unitName].flatMap((each) => (each ? [words(each)] : [])))}
      </p>
      <GapLetters gaps={member.gaps} competencies={competencies} />
      {member.hint && member.hint !== member.readiness && (
        <p className={styles.hint}>{t('board.hint', { readiness: t(`readiness.${member.hint}`) })}</p>
      )}
      <p className={styles.note}>{member.reason}</p>
      {(member.mayMove || member.mayAdmit) && (
        <div className={styles.acts}>
          {member.mayAdmit && (
            <FormShell>
              <Which member={member} />
              <Button size="small" variant="first" name="act" value="admit">
                {t('board.admit')}
              </Button>
            </FormShell>
          )}
          {member.mayMove && sooner && <Move member={member} to={sooner} icon="left" />}
          {member.mayMove && later && <Move member={member} to={later} icon="right" />}
          {member.mayMove && (
            <FoldedForm summary={t('board.leave')} name={member.id}>
              <Which member={member} />
              <TextField name="reason" label={t('board.leave-reason')} />
              <Button size="small" name="act" value="leave">
                {t('board.leave-act')}
              </Button>
            </FoldedForm>
          )}
        </div>
      )}
    </article>
  )
}

const Which = ({ member }: { member: Member }) => (
  <>
    <input type="hidden" name="id" value={member.id} />
    <input type="hidden" name="revision" value={member.revision} />
  </>
)

const Move = ({ member, to, icon }: { member: Member; to: Readiness; icon: 'left' | 'right' }) => {
  const t = useTranslations('talent')
  const label = t('board.move', { name: member.name, readiness: t(`readiness.${to}`) })
  return (
    <FormShell>
      <Which member={member} />
      <input type="hidden" name="readiness" value={to} />
      <Button size="small" name="act" value="move" aria-label={label} title={label}>
        <Icon name={icon} size={16} />
      </Button>
    </FormShell>
  )
}
