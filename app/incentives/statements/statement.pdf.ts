/** A statement on paper: the amount, its lines and every line's steps, so that it can be checked without the portal. */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { Currency } from '#app/kernel/currency.ts'
import type { Day } from '#app/kernel/day.ts'
import { dayWords } from '#app/kernel/day-words.ts'
import { moneyText } from '#app/kernel/money-text.ts'
import { type Locale, type Words, wordsIn } from '#app/kernel/words.ts'
import type { ExplainedLine } from '../payout/run-result.ts'
import { inPlanOrder } from './statement-order.ts'
import { stepKey, stepValues } from './step-words.ts'

/** `say` gives the words of a key under `incentives`, plain, without markup. */
export type Say = (key: string, values?: Record<string, string | number>) => string

export type PrintedStatement = {
  employeeName: string
  employeeNumber: string
  bank: Words
  planName: Words
  planVersion: number
  name: Words
  payOn: Day
  /** The day of its release where that was after its pay day. */
  lateOn: Day | null
  currency: Currency
  payableMinor: number
  lines: readonly ExplainedLine[]
  names: Record<string, Words>
  /** Every other code that the steps mention. */
  codes: Record<string, Words>
  isReleased: boolean
}

export const statementDocument = (statement: PrintedStatement, locale: Locale, say: Say): TDocumentDefinitions => {
  const words = (value: Words) => wordsIn(value, locale).text
  const day = (each: Day) => dayWords(each, locale, 'medium')
  const money = (minor: number) => moneyText(minor, statement.currency, locale)
  const nameOf = (line: ExplainedLine) => {
    const name = words(statement.names[line.component] ?? { en: line.component })
    return line.kind === 'component' ? name : say(`statement.${line.kind}`, { name })
  }
  const lines = inPlanOrder(statement.lines, statement.names)
  const amounts: Content = {
    margin: [0, 16, 0, 16],
    layout: 'lightHorizontalLines',
    table: {
      headerRows: 1,
      widths: ['*', 'auto', 'auto', 'auto', 'auto'],
      body: [
        [say('control.component'), say('pay.awarded'), say('pay.deferred'), say('pay.held'), say('pay.payable')].map(
          (text, index) => ({
            text,
            color: '#736d62',
            alignment: index === 0 ? ('left' as const) : ('right' as const),
          }),
        ),
        ...lines.map((line) => [
          nameOf(line),
          ...[line.awardedMinor, line.deferredMinor, line.heldMinor, line.payableMinor].map((minor) => ({
            text: money(minor),
            alignment: 'right' as const,
          })),
        ]),
      ],
    },
  }
  const explained = lines.flatMap((line): Content[] => [
    {
      text: say('statement.how', { name: nameOf(line), amount: money(line.calculatedMinor) }),
      bold: true,
      margin: [0, 10, 0, 4],
    },
    {
      ol: line.steps.map((step) =>
        plain(say(stepKey(step), stepValues(step, statement.currency, locale, statement.codes))),
      ),
    },
  ])
  return {
    info: { title: say('statement.of', { name: statement.employeeName, number: statement.employeeNumber }) },
    content: [
      { text: words(statement.bank), color: '#736d62' },
      {
        text: say('statement.of', { name: statement.employeeName, number: statement.employeeNumber }),
        fontSize: 16,
        bold: true,
        margin: [0, 4, 0, 0],
      },
      {
        text: [
          words(statement.name),
          ' · ',
          say('statement.plan', { plan: words(statement.planName), version: statement.planVersion }),
          ' · ',
          statement.lateOn
            ? say('statement.late', { payOn: day(statement.payOn), lateOn: day(statement.lateOn) })
            : `${say('pay.pay-on')} ${day(statement.payOn)}`,
        ],
        color: '#57524a',
      },
      { text: money(statement.payableMinor), fontSize: 26, bold: true, margin: [0, 14, 0, 0] },
      ...(statement.isReleased ? [] : [{ text: say('statement.not-released'), color: '#ad3227' }]),
      amounts,
      ...explained,
    ],
    footer: (page, pages) => ({
      text: `${page} / ${pages}`,
      alignment: 'center',
      color: '#736d62',
      margin: [0, 24, 0, 0],
    }),
  }
}

const plain = (text: string): string => text.replace(/<\/?(code|b|source)>/g, '')
