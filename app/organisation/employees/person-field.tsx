import { asking, paths } from '#app/paths.ts'
import type { Option } from '#app/ui/choice-field.tsx'
import { Combobox, type ComboboxProps } from '#app/ui/combobox.tsx'

/**
 * Chooses a person by name, pinyin, initials or number. `chosen` is who stands there now; `from` is the address that
 * knows whom to offer: those in reach, unless said. Sends the person's id, or with `byNumber` their employee number,
 * which can also be typed where there is no script.
 */
export const PersonField = ({
  chosen,
  from = paths.peopleFind(),
  byNumber = false,
  ...field
}: Omit<ComboboxProps, 'options' | 'load' | 'defaultValue' | 'hasKnownKeys'> & {
  chosen?: { id: string; name: string } | null
  from?: string
  byNumber?: boolean
}) => (
  <Combobox
    {...field}
    hasKnownKeys={byNumber}
    options={chosen ? [{ value: chosen.id, label: chosen.name }] : []}
    defaultValue={chosen?.id}
    load={async (query, signal) => {
      const answer = await fetch(asking(from, { q: query, by: byNumber ? 'number' : null }), { signal })
      return answer.ok ? ((await answer.json()) as Option[]) : []
    }}
  />
)
