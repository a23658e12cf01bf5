import { Link, useNavigate } from '@remix-run/react'
import { useCallback, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import type { Instant } from '#app/kernel/day.ts'
import type { Words as WordsValue } from '#app/kernel/words.ts'
import { paths } from '#app/paths.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { Keys } from '#app/ui/keys.tsx'
import { Words } from '#app/ui/words.tsx'
import { isAnswered } from './assessments/shown-answer.ts'
import type { ShownQuestion } from './assessments/shown-question.ts'
import styles from './exam.module.css'
import { type Given, useAnswers } from './exam-answers.tsx'
import { ExamClock } from './exam-clock.tsx'
import { examKey, useExamKeys } from './exam-keys.tsx'
import { ExamMap } from './exam-map.tsx'
import { Connection, Stopped } from './exam-notes.tsx'
import { ExamQuestion } from './exam-question.tsx'
import { ExamReview } from './exam-review.tsx'
import { useWithRefused } from './refused-answer.tsx'

export type ExamProps = {
  exam: {
    id: string
    employeeId: string
    sitting: string
    courseId: string
    courseTitle: WordsValue
    language: string
    deadlineAt: Instant
    questions: (ShownQuestion & Given)[]
  }
  /** The server's clock when the page was made. */
  now: Instant
  /** A question's slot, all of them, or the review before handing in. */
  at: number | 'all' | 'review'
}

/** The sitting: clock, map, questions, and the way to hand in. */
export const Exam = ({ exam, now, at }: ExamProps) => {
  const t = useTranslations('learning')
  const navigate = useNavigate()
  const answers = useAnswers(exam, useWithRefused(exam.questions), now)
  const slots = exam.questions.map(({ slot }) => slot)
  const current = typeof at === 'number' && slots.includes(at) ? at : (slots[0] ?? 1)
  const shown = at === 'all' ? exam.questions : exam.questions.filter(({ slot }) => slot === current)
  const go = useCallback(
    (to: number | 'all' | 'review') => navigate(paths.sit(exam.id, to), { preventScrollReset: to !== 'review' }),
    [exam.id, navigate],
  )
  const nextOf = (slot: number): number | 'review' => slots.find((each) => each > slot) ?? 'review'
  const end = useCallback(() => {
    void answers.flush().then(() => navigate(paths.attempt(exam.id)))
  }, [answers.flush, exam.id, navigate])
  const { refusal } = answers
  useEffect(() => {
    if (refusal === 'deadline' || refusal === 'closed') navigate(paths.attempt(exam.id))
  }, [refusal, exam.id, navigate])
  useExamKeys({
    next: () => at !== 'review' && go(at === 'all' ? 'review' : nextOf(current)),
    before: () => at !== 'all' && go(at === 'review' ? (slots.at(-1) ?? 1) : Math.max(slots[0] ?? 1, current - 1)),
    flag: () => typeof at === 'number' && answers.flag(current),
    review: () => go('review'),
    choose: (place) => {
      const question = exam.questions.find(({ slot }) => slot === current)
      const before = answers.answers.get(current)
      if (typeof at !== 'number' || !question || !before) return
      const entry = examKey(question, before.entry, place)
      if (entry) answers.answer(current, entry)
    },
  })
  const done = [...answers.answers.values()].filter((each) => isAnswered(each.entry)).length
  return (
    <div className={styles.exam}>
      <header className={styles.head}>
        <h1>
          <Words words={exam.courseTitle} />
        </h1>
        <span className={styles.done}>{t('exam.done', { done, count: slots.length })}</span>
        <ExamClock deadlineAt={exam.deadlineAt} startsAt={now} now={answers.now} onEnd={end} />
      </header>
      <div className={styles.body}>
        <main className={styles.main} id="content" lang={exam.language}>
          <div className={styles.notes}>
            <Connection answers={answers} />
            {refusal && <Stopped refusal={refusal} attemptId={exam.id} at={at} />}
          </div>
          {at === 'review' ? (
            <ExamReview attemptId={exam.id} slots={slots} answers={answers} />
          ) : (
            shown.map((question) => {
              const answer = answers.answers.get(question.slot)
              if (!answer) return null
              const next = nextOf(question.slot)
              return (
                <ExamQuestion
                  key={question.slot}
                  attemptId={exam.id}
                  question={question}
                  answer={answer}
                  answers={answers}
                  next={next}
                  onNext={() => {
                    void answers.flush()
                    if (at !== 'all') go(next)
                  }}
                >
                  <div className={at === 'all' ? styles.tools : styles.foot}>
                    {at !== 'all' && (
                      <LinkButton
                        to={paths.sit(exam.id, Math.max(slots[0] ?? 1, question.slot - 1))}
                        icon="left"
                        label={t('exam.before')}
                        size="large"
                      />
                    )}
                    <input type="hidden" name="flagged" value={answer.flagged ? 'no' : 'yes'} />
                    <Button
                      name="act"
                      value="flag"
                      icon="flag"
                      size={at === 'all' ? 'small' : 'large'}
                      aria-pressed={answer.flagged}
                      onClick={(event) => {
                        event.preventDefault()
                        answers.flag(question.slot)
                      }}
                    >
                      {t(answer.flagged ? 'exam.unflag' : 'exam.flag')}
                    </Button>
                    {at !== 'all' && (
                      <Button name="act" value="save" variant="first" size="large" className={styles.next}>
                        {t(next === 'review' ? 'exam.to-review' : 'exam.next')}
                      </Button>
                    )}
                    {at === 'all' && (
                      <noscript>
                        <button name="act" value="save">
                          {t('act.save')}
                        </button>
                      </noscript>
                    )}
                  </div>
                </ExamQuestion>
              )
            })
          )}
        </main>
        <aside className={styles.aside}>
          <ExamMap
            attemptId={exam.id}
            slots={slots}
            answers={answers.answers}
            current={typeof at === 'number' ? current : null}
            all={at === 'all'}
          />
          <div className={styles.ways}>
            <Link to={paths.sit(exam.id, at === 'all' ? current : 'all')}>
              {t(at === 'all' ? 'exam.one-by-one' : 'exam.all-at-once')}
            </Link>
            {at !== 'review' && <Link to={paths.sit(exam.id, 'review')}>{t('exam.to-review')}</Link>}
          </div>
          <p className={styles.hint}>{t('exam.keys-hint')}</p>
        </aside>
      </div>
      <Keys
        groups={[
          {
            title: t('exam.keys'),
            keys: [
              { keys: ['A'], does: t('keys.choose') },
              { keys: ['→'], does: t('keys.next') },
              { keys: ['←'], does: t('keys.before') },
              { keys: ['F'], does: t('keys.flag') },
              { keys: ['R'], does: t('keys.review') },
            ],
          },
        ]}
      />
    </div>
  )
}
