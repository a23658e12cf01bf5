import { useTranslations } from 'use-intl'
import { type Day, daysBetween } from '#app/kernel/day.ts'
import { Button } from '#app/ui/button.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FormShell } from '#app/ui/form.tsx'
import { Row, Stack } from '#app/ui/layout.tsx'
import { useMoneyText } from '#app/ui/money.tsx'
import { Note } from '#app/ui/note.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { useWhenText } from '#app/ui/when.tsx'
import { DecideForm } from '../decide-form.tsx'
import { isReleasedLate, type RunKind, type RunState } from './run.ts'

type Props = {
  run: { state: RunState; outputDigest: string | null; currency: string; kind: RunKind; payOn: Day }
  may: { prepare: boolean; approve: boolean; release: boolean }
  totals: { people: number; payableMinor: number }
  today: Day
}

/** What this person may do with the run now; each act names what it does. */
export const RunActs = ({ run, may, totals, today }: Props) => {
  const t = useTranslations('incentives')
  const amount = useMoneyText()(totals.payableMinor, run.currency)
  const when = useWhenText()
  const isLate = isReleasedLate(run, today)
  const sum = { count: totals.people, amount }
  const digest = <input type="hidden" name="outputDigest" value={run.outputDigest ?? ''} />
  return (
    <div data-print="no">
      <Stack>
        {run.state === 'calculating' && may.prepare && (
          <FormShell>
            <Button variant="first" name="act" value="recalculate" icon="refresh">
              {t('run.recalculate')}
            </Button>
          </FormShell>
        )}
        {run.state === 'calculated' && may.prepare && totals.people === 0 && (
          <Note tone="warn" title={t('run.nobody-paid')}>
            {t('run.nobody-paid-why')}
          </Note>
        )}
        {run.state === 'calculated' && may.prepare && (
          <FormShell>
            <Row>
              {totals.people > 0 && (
                <Button variant="first" name="act" value="submit">
                  {t('run.submit', sum)}
                </Button>
              )}
              <Button name="act" value="recalculate" icon="refresh">
                {t('run.recalculate')}
              </Button>
            </Row>
          </FormShell>
        )}
        {run.state === 'submitted' && may.approve && (
          <DecideForm looked={digest} approve={t('run.approve-all', sum)} means={t('run.approve-means')} />
        )}
        {run.state === 'approved' && may.release && (
          <FormShell>
            {digest}
            {isLate && (
              <>
                <input type="hidden" name="isLateKnown" value="on" />
                <Note
                  tone="warn"
                  title={t('run.pay-day-passed', {
                    payOn: when({ at: run.payOn, absolute: true }),
                    days: daysBetween(run.payOn, today),
                  })}
                >
                  {t('run.pay-day-means')}
                </Note>
              </>
            )}
            <ConfirmButton
              name="act"
              value="release"
              variant="first"
              confirm={t(isLate ? 'run.release-late' : 'run.release')}
              consequence={t('run.release-means')}
            >
              {t('run.release-all', sum)}
            </ConfirmButton>
          </FormShell>
        )}
        {(run.state === 'calculating' || run.state === 'calculated' || run.state === 'submitted') && may.prepare && (
          <FormShell>
            <Row end>
              <TextField name="reason" label={t('run.cancel-reason')} />
              <ConfirmButton name="act" value="cancel" variant="danger" confirm={t('run.cancel')}>
                {t('run.cancel-run')}
              </ConfirmButton>
            </Row>
          </FormShell>
        )}
        {run.state === 'released' && may.prepare && (
          <FormShell>
            <Button name="act" value="correct">
              {t('run.correct')}
            </Button>
          </FormShell>
        )}
      </Stack>
    </div>
  )
}
