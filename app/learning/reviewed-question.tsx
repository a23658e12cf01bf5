import { useTranslations } from 'use-intl'
import { Badge, type Tone } from '#app/ui/badge.tsx'
import { classes } from '#app/ui/classes.ts'
import { Icon } from '#app/ui/icon.tsx'
import { Unseen } from '#app/ui/layout.tsx'
import type { ReviewedQuestion } from './assessments/results.server.ts'
import type { RightAnswer } from './assessments/right-answer.ts'
import type { ResponseState } from './questions/question-score.ts'
import styles from './reviewed-question.module.css'
import { SafeHtml } from './safe-html.tsx'

const tones: Record<ResponseState, Tone> = {
  right: 'ok',
  partial: 'warn',
  wrong: 'bad',
  'gave-up': 'plain',
  invalid: 'bad',
  'needs-grading': 'plain',
  'no-question': 'plain',
}

/** A question after the attempt: one's own answer, what it earned, and what is said about it in this phase. */
export const ReviewedQuestionRow = ({ question }: { question: ReviewedQuestion }) => {
  const t = useTranslations('learning')
  const { entry, right, state } = question
  const texts = question.kind === 'true-false' ? [t('exam.true'), t('exam.false')] : question.options
  return (
    <article className={styles.question}>
      <header className={styles.head}>
        <span className={styles.kind}>
          {t('exam.nth', { slot: question.slot })} · {t(`kind.${question.kind}`)}
        </span>
        {state && <Badge tone={tones[state]}>{t(`scored.${state}`)}</Badge>}
        {question.late && <Badge tone="warn">{t('result.late')}</Badge>}
        {question.mark !== undefined && (
          <span className={styles.mark}>
            {t('result.marks-of', { marks: String(Number(Number(question.mark).toFixed(2))), max: question.maxMark })}
          </span>
        )}
      </header>
      <SafeHtml className={styles.stem} html={question.stem} />
      {['single', 'multiple', 'true-false'].includes(question.kind) ? (
        <ul className={styles.options}>
          {texts.map((text, place) => {
            const chosen = entry.places.includes(place)
            const isRight = right?.places.includes(place) ?? false
            const isWrong = chosen && right !== undefined && !isRight
            const look = classes(chosen && styles.chosen, isRight && styles.right, isWrong && styles.wrong)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: an option is known by its place
              <li key={place} className={look}>
                <span className={styles.sign}>
                  {isRight || isWrong ? <Icon name={isRight ? 'check' : 'close'} size={16} /> : chosen && '•'}
                </span>
                {question.kind === 'true-false' ? <span>{text}</span> : <SafeHtml as="span" html={text} />}
                {chosen && <span className={styles.note}>{t('result.yours')}</span>}
                {isRight && <Unseen>{t('result.right')}</Unseen>}
                {isWrong && <Unseen>{t('scored.wrong')}</Unseen>}
              </li>
            )
          })}
        </ul>
      ) : question.kind === 'matching' ? (
        <ReviewedPairs question={question} />
      ) : (
        <p>
          {t('result.gave', { text: entry.text || '—' })}
          {right?.text && ` · ${t('result.key', { text: right.text })}`}
          {right?.shape && ` · ${t('result.key', { text: shapeText(t, right.shape) })}`}
        </p>
      )}
      {question.feedback?.map((html) => (
        <SafeHtml key={html} as="p" className={styles.feedback} html={html} />
      ))}
      {question.generalFeedback && <SafeHtml as="p" className={styles.feedback} html={question.generalFeedback} />}
    </article>
  )
}

/** What a text must look like to be right, as a sentence says it. */
const shapeText = (
  t: ReturnType<typeof useTranslations<'learning'>>,
  { begins, contains, ends }: NonNullable<RightAnswer['shape']>,
): string => {
  const parts = [
    ...(begins ? [t('result.shape.begins', { text: begins })] : []),
    ...(contains.length > 0 ? [t('result.shape.contains', { text: contains.join(t('result.shape.then')) })] : []),
    ...(ends ? [t('result.shape.ends', { text: ends })] : []),
  ]
  return parts.length === 0
    ? t('result.shape.any')
    : t('result.shape.text', { parts: parts.join(t('result.shape.and')) })
}

/** What was matched with what; where the right answers may be read, each pair says whether it is one, or which would be. */
const ReviewedPairs = ({ question }: { question: ReviewedQuestion }) => {
  const t = useTranslations('learning')
  const option = (place: number | null | undefined) => question.options[place ?? -1] ?? '—'
  return (
    <ul className={styles.options}>
      {question.pairs.map((stem, index) => {
        const given = question.entry.pairs[index]
        const place = question.right?.places[index]
        const isRight = place !== undefined && place === given
        const isWrong = place !== undefined && !isRight
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a pair is known by its place
          <li key={index} className={classes(isRight && styles.right, isWrong && styles.wrong)}>
            <span className={styles.sign}>
              {place !== undefined && <Icon name={isRight ? 'check' : 'close'} size={16} />}
            </span>
            <div>
              <SafeHtml as="span" html={stem} /> → <SafeHtml as="span" html={option(given)} />
              {isRight && <Unseen>{t('scored.right')}</Unseen>}
              {isWrong && <Unseen>{t('scored.wrong')}</Unseen>}
              {isWrong && (
                <div className={styles.key}>
                  {t.rich('result.key-is', { key: () => <SafeHtml as="span" html={option(place)} /> })}
                </div>
              )}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
