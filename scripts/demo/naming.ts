/** Invented names, combined from content/demo/names.json. */
import { namesContent } from './content.ts'
import type { Ground } from './people.ts'

/** Names in an order of the seed's; a small bank has each once. */
export const namesFor = (ground: Ground): ((index: number) => { name: string; gender: 'female' | 'male' }) => {
  const { families, given } = namesContent()
  const genders = ['female', 'male'] as const
  const all = families.flatMap((family) =>
    genders.flatMap((gender) => given[gender].map((own) => ({ name: family.name + own.name, gender }))),
  )
  const chance = ground.chance('names')
  for (let i = all.length - 1; i > 0; i--) {
    const j = chance.whole(0, i)
    const [a, b] = [all[i], all[j]]
    if (a && b) {
      all[i] = b
      all[j] = a
    }
  }
  return (index) => all[index % all.length] ?? { name: '云舒', gender: 'female' }
}
