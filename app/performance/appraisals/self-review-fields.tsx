import { useTranslations } from 'use-intl'
import { RadioGroup } from '#app/ui/choice-field.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { NumberField, TextArea } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import type { AppraisalView } from './appraisal-view.server.ts'

/** One question for each judged line: the level with its anchor, and a word of evidence. */
export const SelfReviewFields = ({ parts }: { parts: AppraisalView['parts'] }) => {
  const t = useTranslations('performance')
  const words = useWordsText()
  const judged = parts.flatMap((part) => part.lines.filter((line) => line.source === 'judged'))
  return (
    <>
      {judged.map((line) => (
        <Stack key={line.id}>
          <input type="hidden" name={`revisions.${line.id}`} value={line.self?.revision ?? 0} />
          {line.curve.kind === 'anchored' ? (
            <RadioGroup
              label={`${words(line.name)} · ${line.weightBp / 100}%`}
              name={`marks.${line.id}`}
              shape="cards"
              defaultValue={line.self?.mark ?? ''}
              options={line.curve.levels.map((level) => ({
                value: level.level,
                label: t('self.level', { level: level.level }),
                help: words(level.anchor),
              }))}
            />
          ) : (
            <NumberField
              label={`${words(line.name)} · ${line.weightBp / 100}%`}
              name={`marks.${line.id}`}
              unit={line.unit ? words(line.unit) : undefined}
              defaultValue={line.self?.mark ?? ''}
            />
          )}
          <TextArea
            label={t('self.evidence')}
            name={`comments.${line.id}`}
            optional
            defaultValue={line.self?.comment ?? ''}
            rows={2}
          />
        </Stack>
      ))}
    </>
  )
}
