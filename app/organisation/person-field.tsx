import { paths } from '#app/paths.ts'
import type { Option } from '#app/ui/choice-field.tsx'
import { Combobox, type ComboboxProps } from '#app/ui/combobox.tsx'

/** Chooses a person by name, pinyin, initials or number. `chosen` is who stands there now. */
export const PersonField = ({
  chosen,
  ...field
}: Omit<ComboboxProps, 'options' | 'load' | 'defaultValue'> & { chosen?: { id: string; name: string } | null }) => (
  <Combobox
    {...field}
    options={chosen ? [{ value: chosen.id, label: chosen.name }] : []}
    defaultValue={chosen?.id}
    load={findPeople}
  />
)

const findPeople = async (query: string, signal: AbortSignal): Promise<readonly Option[]> => {
  const answer = await fetch(`${paths.peopleFind()}?q=${encodeURIComponent(query)}`, { signal })
  return answer.ok ? ((await answer.json()) as Option[]) : []
}
