import { useTranslations } from 'use-intl'
import type { Words } from '#app/kernel/words.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { FormShell } from '#app/ui/form.tsx'
import { Card, Row } from '#app/ui/layout.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'

type Suggestion = {
  id: number
  text: string
  author: string | null
  themeId: string | null
  answer: string | null
  revision: number
}

/** One suggestion with its theme and answer; anonymous ones say so and nothing more. */
export const SuggestionSort = ({
  suggestion,
  themes,
}: {
  suggestion: Suggestion
  themes: readonly { id: string; name: Words }[]
}) => {
  const t = useTranslations('feedback')
  const words = useWordsText()
  return (
    <Card tight>
      <FormShell name={`suggestion-${suggestion.id}`} revision={suggestion.revision}>
        <input type="hidden" name="id" value={suggestion.id} />
        <p>
          {suggestion.text} <Badge>{suggestion.author ?? t('themes.anonymous')}</Badge>
        </p>
        <Row end>
          <SelectField
            name="themeId"
            label={t('themes.theme')}
            none={t('themes.none')}
            defaultValue={suggestion.themeId ?? ''}
            options={themes.map((theme) => ({ value: theme.id, label: words(theme.name) }))}
          />
          <TextField name="answer" label={t('themes.answer')} defaultValue={suggestion.answer ?? ''} optional />
          <Button name="act" value="sort">
            {t('themes.keep')}
          </Button>
        </Row>
      </FormShell>
    </Card>
  )
}
