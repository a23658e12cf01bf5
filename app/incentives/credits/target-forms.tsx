import { useTranslations } from 'use-intl'
import { PersonField } from '#app/organisation/employees/person-field.tsx'
import { paths } from '#app/paths.ts'
import { AmountField } from '#app/ui/amount-field.tsx'
import { Button } from '#app/ui/button.tsx'
import { type Option, SelectField } from '#app/ui/choice-field.tsx'
import { FormActions, FormShell } from '#app/ui/form.tsx'
import { Columns } from '#app/ui/layout.tsx'
import { TableFileField } from '#app/ui/table-file-field.tsx'
import { mostOfSalesFile } from './sales-file.ts'

type Props = {
  cycleId: string
  products: readonly Option[]
  isBusy: boolean
}

/** Targets of a cycle: one set by hand, many from a file. */
export const TargetForms = ({ cycleId, products, isBusy }: Props) => {
  const t = useTranslations('incentives')
  return (
    <Columns
      aside={
        <FormShell adds encType="multipart/form-data">
          <input type="hidden" name="cycleId" value={cycleId} />
          <TableFileField
            most={mostOfSalesFile}
            label={t('targets.file')}
            help={t('targets.file-help')}
            samples={[{ title: t('targets.sample'), to: paths.targetSample() }]}
          />
          <FormActions>
            <Button name="act" value="import" icon="upload" pending={isBusy}>
              {t('credits.import')}
            </Button>
          </FormActions>
        </FormShell>
      }
    >
      <FormShell adds>
        <input type="hidden" name="cycleId" value={cycleId} />
        <PersonField byNumber name="number" label={t('person')} help={t('person-help')} from={paths.payeeFind()} />
        <SelectField label={t('credits.product')} name="product" none={t('choose')} options={products} />
        <AmountField label={t('targets.volume')} help={t('targets.volume-help')} name="volume" />
        <FormActions>
          <Button variant="first" name="act" value="set" pending={isBusy}>
            {t('targets.set')}
          </Button>
        </FormActions>
      </FormShell>
    </Columns>
  )
}
