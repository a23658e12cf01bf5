import { Form } from '@remix-run/react'
import { type ReactNode, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { paths } from '#app/paths.ts'
import { useEarly } from '#app/ui/early.ts'
import { Icon } from '#app/ui/icon.tsx'
import { When } from '#app/ui/when.tsx'
import { type Entry, isSameEntry, longestText, noEntry } from './assessments/shown-answer.ts'
import type { ShownQuestion } from './assessments/shown-question.ts'
import styles from './exam.module.css'
import type { Answers, SlotAnswer } from './exam-answers.tsx'
import { entryInForm, questionForm } from './refused-answer.tsx'
import { SafeHtml } from './safe-html.tsx'

type Change = (entry: Entry, typed?: boolean) => void

/** One question as a form of its own: with JavaScript every change is saved, without it the button saves. */
export const ExamQuestion = ({
  attemptId,
  question,
  answer,
  answers,
  next,
  onNext,
  children,
}: {
  attemptId: string
  question: ShownQuestion
  answer: SlotAnswer
  answers: Answers
  /** Where the form goes after saving: a question, or the review. */
  next: number | 'review'
  onNext: () => void
  children?: ReactNode
}) => {
  const t = useTranslations('learning')
  const { slot } = question
  const change: Change = (entry, typed) => answers.answer(slot, entry, typed)
  const stemId = `stem-${slot}`
  const form = useRef<HTMLFormElement>(null)
  useEarly(() => {
    const standing = form.current && entryInForm(new FormData(form.current))
    if (standing && !isSameEntry(standing, answer.entry)) change(standing)
  })
  return (
    <Form
      ref={form}
      method="post"
      action={paths.sit(attemptId, slot)}
      className={styles.question}
      id={`question-${slot}`}
      onSubmit={(event) => {
        event.preventDefault()
        onNext()
      }}
    >
      <input type="hidden" name="formName" value={questionForm(slot)} />
      <input type="hidden" name="slot" value={slot} />
      <input type="hidden" name="seq" value={answer.seq + 1} />
      <input type="hidden" name="next" value={next} />
      {/* What the Enter key in a field presses: the first button of its form. */}
      <button name="act" value="save" hidden />
      <p className={styles.kind}>
        {t('exam.nth', { slot })} · {t(`kind.${question.kind}`)} · {t('exam.points', { points: question.maxMark })}
      </p>
      <div id={stemId} className={styles.stem}>
        <SafeHtml html={question.stem} />
      </div>
      <fieldset className={styles.options} aria-labelledby={stemId}>
        <Options question={question} entry={answer.entry} change={change} leave={() => void answers.flush()} />
      </fieldset>
      <Saved answer={answer} />
      {children}
    </Form>
  )
}

const Options = ({
  question,
  entry,
  change,
  leave,
}: {
  question: ShownQuestion
  entry: Entry
  change: Change
  /** A field was left: what waits is sent now. */
  leave: () => void
}) => {
  const t = useTranslations('learning')
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'true-false': {
      const many = question.kind === 'multiple'
      const texts = question.kind === 'true-false' ? [t('exam.true'), t('exam.false')] : question.options
      return texts.map((text, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an option is known by its place
        <label key={place} className={styles.choice}>
          <input
            type={many ? 'checkbox' : 'radio'}
            name="place[]"
            value={place}
            checked={entry.places.includes(place)}
            onChange={(event) =>
              change({
                ...noEntry,
                places: many
                  ? event.currentTarget.checked
                    ? [...entry.places, place].sort((a, b) => a - b)
                    : entry.places.filter((each) => each !== place)
                  : [place],
              })
            }
          />
          {question.kind === 'true-false' ? <span>{text}</span> : <SafeHtml as="span" html={text} />}
        </label>
      ))
    }
    case 'matching':
      return question.pairs.map((stem, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a pair is known by its place
        <label key={index} className={styles.pair}>
          <SafeHtml as="span" html={stem} />
          <select
            name="pair[]"
            value={entry.pairs[index] ?? ''}
            onChange={(event) => {
              const value = event.currentTarget.value
              const pairs = question.pairs.map((_, place) => entry.pairs[place] ?? null)
              pairs[index] = value === '' ? null : Number(value)
              change({ ...noEntry, pairs })
            }}
          >
            <option value="">{t('exam.choose')}</option>
            {question.options.map((option, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a choice is known by its place
              <option key={place} value={place}>
                {option.replaceAll(/<[^>]+>/g, '')}
              </option>
            ))}
          </select>
        </label>
      ))
    case 'numeric':
      return (
        <label className={styles.number}>
          <span>{t('exam.your-number')}</span>
          <input
            name="text"
            inputMode="decimal"
            autoComplete="off"
            maxLength={longestText}
            value={entry.text}
            onChange={(event) => change({ ...noEntry, text: event.currentTarget.value }, true)}
            onBlur={leave}
          />
        </label>
      )
    default:
      return (
        <label className={styles.number}>
          <span>{t('exam.your-answer')}</span>
          <textarea
            name="text"
            rows={question.kind === 'essay' ? 8 : 2}
            maxLength={longestText}
            value={entry.text}
            onChange={(event) => change({ ...noEntry, text: event.currentTarget.value }, true)}
            onBlur={leave}
          />
        </label>
      )
  }
}

/** The tick: only what the server has is called saved. */
const Saved = ({ answer }: { answer: SlotAnswer }) => {
  const t = useTranslations('learning')
  return (
    <p className={styles.saved} role="status" data-standing={answer.standing}>
      {answer.standing === 'saved' && answer.savedAt !== null && (
        <>
          <Icon name="check" size={16} />
          {t.rich('exam.saved', { when: () => <When key="when" at={answer.savedAt ?? 0} /> })}
        </>
      )}
      {answer.standing === 'saving' && t('exam.saving')}
      {answer.standing === 'waiting' && t('exam.waiting')}
      {answer.standing === 'refused' && t('exam.refused')}
      {answer.unreadable && <span className={styles.noNumber}>{t('exam.unreadable')}</span>}
    </p>
  )
}
