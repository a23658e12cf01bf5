import type { Words } from '#app/kernel/words.ts'
import { Combobox, type ComboboxProps } from '#app/ui/combobox.tsx'
import { useWordsText } from '#app/ui/words.tsx'

export type NamedPost = { code: string; name: Words }

/** Chooses posts by their names; what stands there already can stay, whether or not the post is still in use. */
export const PostsField = ({
  posts,
  chosen,
  names = {},
  ...field
}: Omit<ComboboxProps, 'options' | 'multiple' | 'load' | 'defaultValue'> & {
  /** Whom one may choose. */
  posts: readonly NamedPost[]
  /** Codes that stand there now. */
  chosen: readonly string[]
  /** Names of those that one may not choose any more. */
  names?: Readonly<Record<string, Words>>
}) => {
  const words = useWordsText()
  const gone = chosen
    .filter((code) => !posts.some((post) => post.code === code))
    .map((code) => ({ code, name: names[code] ?? { en: code } }))
  return (
    <Combobox
      {...field}
      multiple
      options={[...posts, ...gone].map(({ code, name }) => ({ value: code, label: words(name), help: code }))}
      defaultValue={chosen}
    />
  )
}
