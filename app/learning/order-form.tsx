import { useTranslations } from 'use-intl'
import type { Day } from '#app/kernel/day.ts'
import type { Words } from '#app/kernel/words.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { FormShell } from '#app/ui/form.tsx'
import { Section } from '#app/ui/layout.tsx'
import { useSchemaForm } from '#app/ui/schema-form.ts'
import { DateField } from '#app/ui/text-field.tsx'
import { useWordsText } from '#app/ui/words.tsx'
import { orderForm } from './courses/course-version.form.ts'

/** Orders the course for everyone in a post by a day. */
export const OrderForm = ({ posts, dueOn }: { posts: readonly { id: string; name: Words }[]; dueOn: Day }) => {
  const t = useTranslations('learning')
  const text = useWordsText()
  const form = useSchemaForm(orderForm, { postId: '', dueOn }, 'learning')
  return (
    <Section title={t('order.title')}>
      <FormShell {...form.shell} adds>
        <SelectField
          label={t('order.post')}
          none={t('order.choose')}
          options={posts.map((post) => ({ value: post.id, label: text(post.name) }))}
          {...form.register('postId')}
        />
        <DateField label={t('order.due')} help={t('order.help')} {...form.register('dueOn')} />
        <Button name="act" value="order">
          {t('order.act')}
        </Button>
      </FormShell>
    </Section>
  )
}
