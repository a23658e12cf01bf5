import { useLoaderData } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { improvementsAnnounced } from '#app/feedback/improvements.server.ts'
import { screenMeta } from '#app/i18n/page-title.ts'
import { paidTo } from '#app/incentives/pay-due.server.ts'
import { addDays } from '#app/kernel/day.ts'
import { weekdayWords } from '#app/kernel/day-words.ts'
import { dotted } from '#app/kernel/dotted.ts'
import { catalogueFor } from '#app/learning/courses/catalogue.server.ts'
import { standingOn } from '#app/organisation/assignments/assignments.server.ts'
import { postNamed } from '#app/organisation/posts/post-named.server.ts'
import { unitNamed } from '#app/organisation/units/unit-named.server.ts'
import { runningCycles } from '#app/performance/cycles/running-cycles.server.ts'
import { scoresOf } from '#app/performance/performance-due.server.ts'
import { signedIn } from '#app/shell/guard.server.ts'
import { HomeCycles } from '#app/shell/home-cycles.tsx'
import { HomeTasks } from '#app/shell/home-tasks.tsx'
import { HomeYear } from '#app/shell/home-year.tsx'
import { KeepLearning } from '#app/shell/keep-learning.tsx'
import { learningBeside, waitingFor } from '#app/shell/waiting.server.ts'
import { Columns, Stack } from '#app/ui/layout.tsx'
import { Page } from '#app/ui/page.tsx'
import { useReadLocale, useWordsText } from '#app/ui/words.tsx'

export const meta = screenMeta

export const loader = signedIn(async ({ db, actor, today, now, settings }) => {
  const courses = await catalogueFor(db, actor, settings.timeZone)
  const waiting = await waitingFor(db, actor, courses, now)
  const { employeeId } = actor
  const standing = employeeId ? (await standingOn(db, [employeeId], today)).get(employeeId) : undefined
  return {
    name: actor.name,
    today,
    currency: settings.currency,
    post: standing ? await postNamed(db, standing.postId) : null,
    unit: standing ? await unitNamed(db, standing.unitId, today) : null,
    waiting,
    thisWeek: waiting.filter(({ dueOn }) => dueOn !== null && dueOn <= addDays(today, 7)).length,
    cycles: await runningCycles(db, actor, today, now),
    improvement: (await improvementsAnnounced(db, 1))[0] ?? null,
    learning: learningBeside(courses),
    learned: courses.filter(({ enrolment, holds }) => enrolment?.completed || holds).length,
    courses: courses.length,
    scores: employeeId ? await scoresOf(db, employeeId) : [],
    paid: employeeId ? await paidTo(db, employeeId, { year: today.slice(0, 4), timeZone: settings.timeZone }) : [],
  }
})

const Home = () => {
  const home = useLoaderData<typeof loader>()
  const t = useTranslations('shell')
  const words = useWordsText()
  const locale = useReadLocale()
  const place = [home.unit, home.post].flatMap((name) => (name ? [words(name)] : []))
  return (
    <Page
      title={t(home.thisWeek > 0 ? 'home.due' : 'home.calm', { name: home.name, count: home.thisWeek })}
      state={dotted([weekdayWords(home.today, locale), ...place])}
    >
      <Columns aside={<HomeYear {...home} />}>
        <Stack gap="large">
          <HomeTasks waiting={home.waiting} improvement={home.improvement} />
          <HomeCycles cycles={home.cycles} />
          {home.learning.length > 0 && <KeepLearning courses={home.learning} />}
        </Stack>
      </Columns>
    </Page>
  )
}
export default Home
