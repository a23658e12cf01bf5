import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { screenMeta } from '#app/i18n/page-title.ts'
import { can, scopeOf } from '#app/identity/policy.ts'
import { isDay } from '#app/kernel/day.ts'
import { type Locale, wordsIn } from '#app/kernel/words.ts'
import { nestUnits, type UnitNode } from '#app/organisation/units/unit-tree.ts'
import { headcountByPath, type UnitOn, unitsOn } from '#app/organisation/units/units.server.ts'
import { paths } from '#app/paths.ts'
import { signedIn } from '#app/shell/guard.server.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Empty } from '#app/ui/empty.tsx'
import { Row, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { DateField } from '#app/ui/text-field.tsx'
import { Tree } from '#app/ui/tree.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, url, today, locale }) => {
  const on = url.searchParams.get('on') ?? ''
  const day = isDay(on) ? on : today
  const units = await unitsOn(db, day)
  const counts = await headcountByPath(db, scopeOf(actor, 'people'), day)
  const mayChange = units.some((unit) => unit.parentId === null && can(actor, 'unit.change', { unitPath: unit.path }))
  const tree = nestUnits(units, counts).map((node) =>
    nodeOf(node, locale, day === today ? undefined : day, counts.size > 0),
  )
  return { tree, units: units.length, day, today, mayChange }
})

/** A row of the tree as the page gets it: plain data. */
type TreeRow = { key: string; title: string; to: string; note?: string; children?: TreeRow[] }

const nodeOf = (node: UnitNode<UnitOn>, locale: Locale, day: string | undefined, counted: boolean): TreeRow => ({
  key: node.id,
  title: `${wordsIn(node.name, locale).text} · ${node.code}`,
  to: paths.unit(node.id, day),
  ...(counted && node.people > 0 ? { note: String(node.people) } : {}),
  ...(node.children.length > 0 ? { children: node.children.map((child) => nodeOf(child, locale, day, counted)) } : {}),
})

const Organisation = () => {
  const { tree, units, day, today, mayChange } = useLoaderData<typeof loader>()
  const t = useTranslations('organisation')
  return (
    <Page
      title={t('organisation.title')}
      state={t('organisation.state', { units })}
      action={
        mayChange && (
          <LinkButton to={paths.newUnit()} variant="first" icon="add">
            {t('unit.open')}
          </LinkButton>
        )
      }
    >
      <Stack gap="large">
        <form method="get">
          <Row end>
            <DateField name="on" label={t('as-of')} defaultValue={day} key={day} />
            <Button>{t('organisation.show')}</Button>
            {day !== today && (
              <LinkButton to={paths.organisation()} variant="text">
                {t('organisation.today')}
              </LinkButton>
            )}
          </Row>
        </form>
        {tree.length > 0 ? (
          <Tree label={t('organisation.title')} nodes={tree} />
        ) : (
          <Empty icon="tree" title={t('organisation.none')} why={t('organisation.none-why')} />
        )}
      </Stack>
    </Page>
  )
}
export default Organisation
