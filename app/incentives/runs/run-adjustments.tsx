import { useTranslations } from 'use-intl'
import type { Words } from '#app/kernel/words.ts'
import { PersonField } from '#app/organisation/employees/person-field.tsx'
import { paths } from '#app/paths.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { ConfirmButton } from '#app/ui/confirm-button.tsx'
import { FieldRow, FormActions, FormShell } from '#app/ui/form.tsx'
import { Row, Section, Stack } from '#app/ui/layout.tsx'
import { useMoneyText } from '#app/ui/money.tsx'
import { MoneyField } from '#app/ui/money-field.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { TextField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { adjustForm } from './run.form.ts'

type Adjustment = { id: string; number: string; name: string; component: string; amountMinor: number; reason: string }

/** Changes by hand before anybody approves: each with its reason, each taken back with one press. */
export const RunAdjustments = ({
  adjustments,
  names,
  currency,
  mayChange,
}: {
  adjustments: readonly Adjustment[]
  names: Record<string, Words>
  currency: string
  mayChange: boolean
}) => {
  const t = useTranslations('incentives')
  const words = useWordsText()
  const money = useMoneyText()
  const form = useSchemaForm(adjustForm, { employeeNumber: '', component: '', amount: '', reason: '' }, 'incentives')
  return (
    <Section title={t('adjust.title')}>
      <Stack>
        {adjustments.map((each) => (
          <FormShell key={each.id}>
            <input type="hidden" name="adjustmentId" value={each.id} />
            <Row spread>
              <span>
                {each.number} {each.name} · {words(names[each.component] ?? { en: each.component })} ·{' '}
                {money(each.amountMinor, currency, true)} · {each.reason}
              </span>
              {mayChange && (
                <ConfirmButton
                  variant="plain"
                  name="act"
                  value="withdraw-adjustment"
                  size="small"
                  icon="undo"
                  confirm={t('adjust.withdraw')}
                  consequence={t('adjust.withdraw-consequence', { name: each.name })}
                >
                  {t('adjust.withdraw')}
                </ConfirmButton>
              )}
            </Row>
          </FormShell>
        ))}
        {mayChange && (
          <FormShell {...form.shell} adds>
            <FieldRow>
              <PersonField
                byNumber
                name="employeeNumber"
                label={t('person')}
                help={t('person-help')}
                from={paths.payeeFind()}
                onChange={([number = '']) => form.setValue('employeeNumber', number)}
              />
              <SelectField
                label={t('control.component')}
                none={t('choose')}
                options={Object.entries(names).map(([value, name]) => ({ value, label: words(name) }))}
                {...form.register('component')}
              />
              <MoneyField
                label={t('adjust.amount')}
                help={t('adjust.amount-help')}
                currency={currency}
                {...form.register('amount')}
              />
            </FieldRow>
            <TextField label={t('run.reason')} help={t('adjust.reason-help')} {...form.register('reason')} />
            <FormActions>
              <Button name="act" value="adjust">
                {t('adjust.act')}
              </Button>
            </FormActions>
          </FormShell>
        )}
      </Stack>
    </Section>
  )
}
