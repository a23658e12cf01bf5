import { Link } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import type { Words as WordsValue } from '#app/kernel/words.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Muted, Row, Section, Stack } from '#app/ui/layout.tsx'
import { Words } from '#app/ui/words.tsx'
import type { ShownQuestion } from './assessments/shown-question.ts'
import type { Novelty, VersionChanges } from './courses/version-review.server.ts'
import text from './lesson-text.module.css'
import { SafeHtml } from './safe-html.tsx'

type Listed = { slug: string; title: WordsValue; minutes: number }
type Opened = { slug: string; title: WordsValue; lang: string | null; html: string }

const NoveltyBadge = ({ of }: { of: Novelty | undefined }) => {
  const t = useTranslations('learning')
  return of ? <Badge tone="warn">{t(`version.novelty.${of}`)}</Badge> : null
}

/** The lessons of a version, each to be opened and read where it is listed. */
export const VersionLessons = ({
  lessons,
  opened,
  changes,
}: {
  lessons: readonly Listed[]
  opened: Opened | null
  changes: VersionChanges | null
}) => {
  const t = useTranslations('learning')
  return (
    <Section title={t('course.lessons')}>
      <Stack gap="small">
        {lessons.map(({ slug, title, minutes }) => (
          <div key={slug}>
            <Row spread>
              <Row>
                <Link
                  to={opened?.slug === slug ? '?' : `?lesson=${slug}`}
                  preventScrollReset
                  aria-expanded={opened?.slug === slug}
                >
                  <Words words={title} />
                </Link>
                <NoveltyBadge of={changes?.lessons[slug]} />
              </Row>
              <Muted>{t('facts.minutes', { count: minutes })}</Muted>
            </Row>
            {opened?.slug === slug && <SafeHtml className={text.text} lang={opened.lang} html={opened.html} />}
          </div>
        ))}
        {changes?.gone.lessons.map((title) => (
          <Muted key={JSON.stringify(title)}>
            {t.rich('version.gone-lesson', { lesson: () => <Words key="lesson" words={title} /> })}
          </Muted>
        ))}
      </Stack>
    </Section>
  )
}

/** The questions as examinees get them, by their ids in the content folder. */
export const VersionQuestions = ({
  questions,
  changes,
}: {
  questions: readonly (ShownQuestion & { sourceId: string; tags: readonly string[] })[]
  changes: VersionChanges | null
}) => {
  const t = useTranslations('learning')
  return (
    <Stack>
      {changes && changes.gone.questions > 0 && (
        <Muted>{t('version.gone-questions', { count: changes.gone.questions })}</Muted>
      )}
      {questions.map((question) => (
        <div key={question.sourceId}>
          <Row>
            <Muted>
              {question.sourceId} · {t(`kind.${question.kind}`)}
            </Muted>
            <NoveltyBadge of={changes?.questions[question.sourceId]} />
          </Row>
          <SafeHtml html={question.stem} />
          <ul>
            {[...question.pairs, ...question.options].map((html) => (
              <li key={html}>
                <SafeHtml as="span" html={html} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Stack>
  )
}
