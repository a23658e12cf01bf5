import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readGift } from '#app/learning/questions/gift.ts'
import type { Question } from '#app/learning/questions/question.ts'
import { feedbackFor, scoreOf } from '#app/learning/questions/question-score.ts'

const only = (source: string): Question => {
  const reading = readGift(source)
  expect(reading.problems.filter((problem) => problem.severity === 'error')).toEqual([])
  expect(reading.questions).toHaveLength(1)
  const found = reading.questions[0]
  if (!found) throw new Error('no question')
  return found.question
}
const problems = (source: string | Uint8Array) =>
  readGift(source).problems.map(({ code, line, column }) => `${code} ${line}:${column}`)
const moodle = (text: string) => ({ format: 'moodle', text })

describe('a GIFT question', () => {
  it('is a missing word with several right picks', () => {
    const question = only('Valve V-7 opens at {~%50%4 bar ~%50%5 bar ~%-100%9 bar} normally.')
    expect(question.kind).toBe('multiple')
    expect(question.stem.text).toBe('Valve V-7 opens at _____ normally.')
    expect(scoreOf(question, { kind: 'multiple', options: [0, 1] }).fraction).toBe(1)
    expect(scoreOf(question, { kind: 'multiple', options: [0, 2] }).fraction).toBe(0)
  })
  it('lists numbers, the first band that holds wins', () => {
    const question = only('How wide? {#=12.5:0.1 =%60%12.5:0.5}')
    expect(scoreOf(question, { kind: 'numeric', text: '12.8' }).fraction).toBe(0.6)
    expect(scoreOf(question, { kind: 'numeric', text: '12.6' }).fraction).toBe(1)
  })
  it('gives a true-or-false its feedback for wrong first, for right second', () => {
    const question = only('The pipe is cold. {F#No, it is hot.#Right.}')
    expect(feedbackFor(question, { kind: 'true-false', answer: true })).toEqual([moodle('No, it is hot.')])
    expect(feedbackFor(question, { kind: 'true-false', answer: false })).toEqual([moodle('Right.')])
  })
  it('resolves escapes before it splits, and keeps other backslashes', () => {
    expect(only('a\\=b \\{x\\} \\\\n').stem.text).toBe('a=b {x} \\n')
    expect(only('Sum \\(\\frac12\\) {=a \\~ b#c\\#d ~e\\nf}')).toMatchObject({
      stem: moodle('Sum \\(\\frac12\\)'),
      options: [{ text: moodle('a ~ b'), feedback: moodle('c#d') }, { text: moodle('e\nf') }],
    })
  })
  it('carries id, tags, category and title', () => {
    const source = [
      '\uFEFF// [id:first] [tag:counter]',
      '',
      '$CATEGORY: bank/in//out/cash',
      '',
      '// [id:old] [id: a\\]b ] [tag:easy]',
      '// [tag:cash][tag:easy]',
      '::Time : limit:: How many   days: really?{#5}',
    ].join('\r\n')
    expect(only(source)).toMatchObject({
      id: 'a]b',
      tags: ['easy', 'cash'],
      category: ['bank', 'in/out', 'cash'],
      name: 'Time : limit',
      stem: moodle('How many days: really?'),
      kind: 'numeric',
    })
  })
  it('takes its name from its text when it has no title', () => {
    expect(only('Who are you? {}')).toMatchObject({ name: 'Who are you?', kind: 'essay' })
  })
  it('drops comments wherever they stand', () => {
    const question = only('Pick {\n=a\n  // not an option ~x\n~b\n}')
    expect(question).toMatchObject({ kind: 'single', options: [{ text: moodle('a') }, { text: moodle('b') }] })
  })
  it('counts lines of spaces as blank, and lines that end as on any machine', () => {
    for (const source of ['a{T}\n  \nb{T}', 'a{T}\r\rb{T}', 'a{T}\r\n\r\nb{T}'])
      expect(readGift(source).questions.map(({ question, line }) => [question.stem.text, line])).toEqual([
        ['a', 1],
        ['b', 3],
      ])
  })
  it('keeps a line break that was written at the end of an option, and a colon that is no end of the title', () => {
    expect(only('a{=b\\n ~c}')).toMatchObject({ options: [{ text: moodle('b\n') }, { text: moodle('c') }] })
    expect(only('::Ti:\\:tle  of   it:: a\\:b{T}')).toMatchObject({ name: 'Ti::tle of it', stem: moodle('a:b') })
  })
  it('is labelled by the comments before it alone, and not by empty labels or ones that hold tags of html', () => {
    expect(only('Q\n// [id:x] [tag:y]\n{T}')).toMatchObject({ id: null, tags: [] })
    expect(only('// [id: ] [tag: ] [tag:<b>]\nQ{T}')).toMatchObject({ id: null, tags: [] })
  })
  it('is of a category that comments may stand above, its empty steps left out', () => {
    expect(only('// all\n$CATEGORY: bank / cash /\n\nQ{T}').category).toEqual(['bank', 'cash'])
  })
  it('has its text for a name when its title is empty', () => {
    expect(only('::::Who?{T}').name).toBe('Who?')
  })
  it('has formats that options inherit, and unknown words in brackets are text', () => {
    expect(only('[html]<b>a</b>  b{=[plain]x  y ~[sic] z}')).toMatchObject({
      stem: { format: 'html', text: '<b>a</b>  b' },
      options: [{ text: { format: 'plain', text: 'x y' } }, { text: { format: 'html', text: '[sic] z' } }],
    })
    expect(only('[markdown] *a*  b{=c ~d####*e*  f}')).toMatchObject({
      stem: { format: 'markdown', text: '*a*  b' },
      generalFeedback: { format: 'markdown', text: '*e*  f' },
    })
    expect(only('a [html] b{T}').stem).toEqual(moodle('a [html] b'))
    // What is typed is compared as plain text, whatever the stem is.
    expect(only('[html]a{=b  c}')).toMatchObject({ answers: [{ pattern: 'b c' }] })
  })
  it('knows its kind by its marks', () => {
    const kinds = [
      'Text',
      'a{}',
      'a{#1}',
      'a{=b ~c}',
      'a{~%100%b ~c}',
      'a{=b->c =d->e =f->g}',
      'a{T}',
      'a{FALSE#x}',
      'a{=b =c}',
      'a{b}',
      'a{True north}',
      'a{TRUE north}',
      'a{FALSE start}',
      'a{b -> c}',
      'a{\\#5}',
      'a{=b -> c ~d}',
      'a{~b =c}',
    ]
    expect(kinds.map((source) => only(source).kind)).toEqual([
      'description',
      'essay',
      'numeric',
      'single',
      'multiple',
      'matching',
      'true-false',
      'true-false',
      'short-answer',
      ...Array.from({ length: 6 }, () => 'short-answer'),
      'single',
      'single',
    ])
  })
  it('ends with general feedback', () => {
    expect(only('a{=b#yes ~c#no####Because.}')).toMatchObject({
      generalFeedback: moodle('Because.'),
      options: [{ feedback: moodle('yes') }, { feedback: moodle('no') }],
    })
    expect(only('a{T####Because.}')).toMatchObject({ wrongFeedback: null, generalFeedback: moodle('Because.') })
    expect(only('a{####Because.}')).toMatchObject({ kind: 'essay', generalFeedback: moodle('Because.') })
    expect(only('a{=b ~c#}')).toMatchObject({ options: [{ feedback: null }, { text: moodle('c'), feedback: null }] })
  })
  it('weighs options and short answers', () => {
    expect(only('a{=b ~%-33.33333%c}')).toMatchObject({ options: [{ fraction: 1 }, { fraction: -0.3333333 }] })
    expect(only('a{=b =%50%c#half}')).toMatchObject({
      answers: [
        { pattern: 'b', fraction: 1 },
        { pattern: 'c', fraction: 0.5, feedback: moodle('half') },
      ],
    })
    expect(only('a{%100%b}')).toMatchObject({ caseSensitive: false, answers: [{ pattern: 'b', fraction: 1 }] })
    expect(only('a{=b =% +50 %c =%.5%d}')).toMatchObject({
      answers: [{ fraction: 1 }, { pattern: 'c', fraction: 0.5 }, { pattern: 'd', fraction: 0.005 }],
    })
  })
  it('takes a tilde before a right option for nothing, as old files write it', () => {
    expect(only('a{~=b ~c}')).toMatchObject({
      kind: 'single',
      options: [
        { text: moodle('b'), fraction: 1 },
        { text: moodle('c'), fraction: 0 },
      ],
    })
  })
  it('writes numbers with a tolerance, a range, exactly, or all others', () => {
    const bands = (source: string) => {
      const question = only(source)
      return question.kind === 'numeric' ? question.answers.map((answer) => answer.band) : []
    }
    expect(bands('a{#3:2#ok}')).toEqual([{ kind: 'nominal', answer: '3', tolerance: '2' }])
    expect(bands('a{#1.5..2.5}')).toEqual([{ kind: 'range', least: '1.5', most: '2.5' }])
    expect(bands('a{#=3:0 =%50%-3e2:2 ~#other}')).toEqual([
      { kind: 'nominal', answer: '3', tolerance: '0' },
      { kind: 'nominal', answer: '-300', tolerance: '2' },
      { kind: 'any' },
    ])
    expect(bands('a{#=3 =%10%*}')[1]).toEqual({ kind: 'any' })
    expect(bands('a{#5..5}')).toEqual([{ kind: 'range', least: '5', most: '5' }])
    expect(bands('a{#3E2}')).toEqual([{ kind: 'nominal', answer: '300', tolerance: '0' }])
  })
  it('gives no mark for a number after a tilde', () => {
    expect(only('a{#=3 ~4#too many}')).toMatchObject({ answers: [{ fraction: 1 }, { fraction: 0 }] })
  })
  it('matches stems to choices, with extra choices and equal ones folded', () => {
    expect(only('a{=dog -> cat =cat -> food = -> extra =mouse -> food}')).toMatchObject({
      stems: [
        { text: moodle('dog'), choice: 0 },
        { text: moodle('cat'), choice: 1 },
        { text: moodle('mouse'), choice: 1 },
      ],
      choices: [moodle('cat'), moodle('food'), moodle('extra')],
    })
  })
})

describe('a mistake in a GIFT file', () => {
  it.each([
    ['a {=b ~c', 'lone-brace 1:3'],
    ['a }', 'lone-brace 1:3'],
    ['a {=b\n{~c}', 'lone-brace 1:3'],
    ['a {=b ~c} d }', 'lone-brace 1:13'],
    ['a {=b ~c} d {=e ~f}', 'second-answer-block 1:13'],
    ['::Title a {T}', 'title-unclosed 1:1'],
    ['$CATEGORY: a\nQuestion{T}', 'category-not-alone 2:1'],
    ['a{~%100%b}', 'too-few-options 1:2'],
    ['a{~b ~c}', 'no-right-option 1:2'],
    ['a{=%50%b ~c}', 'no-right-option 1:2'],
    ['a{=b ~%50c}', 'weight-unclosed 1:7'],
    ['a{=b ~%x%c}', 'weight-not-a-number 1:7'],
    ['a{=b\n ~%120%c}', 'weight-out-of-range 2:3'],
    ['a{=b -> c =d}', 'pair-without-arrow 1:11'],
    ['a{=b -> c}', 'too-few-pairs 1:2'],
    ['a{#three}', 'not-a-number 1:4'],
    ['a{#3:x}', 'not-a-number 1:6'],
    ['a{#5..1}', 'range-reversed 1:4'],
    ['a{#3:-1}', 'negative-tolerance 1:4'],
    ['a{b ~c =d}', 'text-before-option 1:3'],
    ['a{=b ~#only feedback}', 'empty-option 1:6'],
    ['{T}', 'no-text 1:1'],
    ['a\0b', 'unreadable-character 1:2'],
    ['a } b }', 'lone-brace 1:3'],
    ['a{~ ~b =c}', 'empty-option 1:3'],
    ['a{==b ~c}', 'empty-option 1:3'],
    ['a{=b =#fb}', 'empty-option 1:6'],
    ['a{=b -> =c -> d}', 'empty-option 1:3'],
    ['a{=%50%b}', 'no-right-option 1:2'],
    ['a{#=%50%3}', 'no-right-option 1:2'],
    ['a{#=#fb =3}', 'not-a-number 1:4'],
    ['a{#1e1000}', 'not-a-number 1:4'],
    ['a{=b ~%-120%c}', 'weight-out-of-range 1:7'],
    // Columns count characters as people see them, and a byte order mark is none.
    ['😀 }', 'lone-brace 1:3'],
    ['😀\0b', 'unreadable-character 1:2'],
    ['\uFEFFa }', 'lone-brace 1:3'],
  ])('%j is %s', (source, problem) => {
    expect(problems(source)).toEqual([problem])
    expect(readGift(source).questions).toEqual([])
  })
  it('a blank line inside braces breaks the question at its opening line', () => {
    expect(problems('ok{T}\n\na {=b\n\n~c}')).toEqual(['lone-brace 3:3', 'lone-brace 5:3'])
  })
  it('does not stop the next questions', () => {
    const reading = readGift('a{#x}\n\nb{T}\n\n// [id:1]\nc{T}\n\n// [id:1]\nd{T}')
    expect(reading.questions.map(({ question, line }) => [question.stem.text, line])).toEqual([
      ['b', 3],
      ['c', 6],
    ])
    expect(reading.problems.map(({ code, line }) => [code, line])).toEqual([
      ['not-a-number', 1],
      ['duplicate-id', 9],
    ])
  })
  it('names the place of bytes that are no UTF-8', () => {
    const bytes = new Uint8Array([
      ...new TextEncoder().encode('好{T}\r\n\r\n好'),
      0xff,
      ...new TextEncoder().encode('{T}'),
    ])
    expect(problems(bytes)).toEqual(['unreadable-character 3:2'])
    expect(readGift(bytes).questions).toHaveLength(1)
    const olden = new Uint8Array([...new TextEncoder().encode('a{T}\r\rb'), 0xff])
    expect(problems(olden)).toEqual(['unreadable-character 3:2'])
  })
  it('warns where a person probably meant something else', () => {
    expect(problems('a{~%50%b ~%30%c ~%-80%d}')).toEqual(['weights-not-100 1:2'])
    expect(problems('a{~%50%b ~%50%c ~d}')).toEqual(['selecting-all-scores 1:2'])
    expect(problems('a{=b -> c =d -> e}')).toEqual(['few-pairs 1:2'])
    for (const written of ['true', 'True', 'f'])
      expect(problems(`a{${written}}`)).toEqual(['lower-case-true-false 1:3'])
    expect(problems('a{~%60%b ~%50%c ~%-110%d}')).toEqual(['weight-out-of-range 1:18'])
    expect(problems('a{~%60%b ~%50%c ~%-100%d ~%-10%e}')).toEqual(['weights-not-100 1:2'])
    expect(problems('a{~%50%b ~%48%c ~%-98%d}')).toEqual(['weights-not-100 1:2'])
    expect(readGift('a{true}').questions[0]?.question.kind).toBe('short-answer')
  })
  it.each([
    ['a percent is lost on the way', 'a{~%50%b ~%49%c ~%-99%d}'],
    ['thirds are written with a few decimals', 'a{~%100%b ~%-33.33333%c ~%-33.33333%d ~%-33.33333%e}'],
    ['every option is right', 'a{~%50%b ~%50%c}'],
    ['three pairs are to be matched', 'a{=b -> c =d -> e =f -> g}'],
    ['a third choice fits no stem', 'a{=b -> c =d -> e = -> g}'],
    ['a sentence begins with the word', 'a{true north}'],
  ])('warns of nothing where %s', (_, source) => {
    expect(problems(source)).toEqual([])
  })
})

describe('any text at all', () => {
  it('is read without falling over, and every problem has a place in it', () => {
    const pieces = fc.constantFrom(
      ...[
        '{',
        '}',
        '=',
        '~',
        '#',
        '####',
        '%',
        '%50%',
        '->',
        ':',
        '::',
        '..',
        '\\',
        '\\=',
        '\n',
        '\n\n',
        '//',
        '*',
        'T',
        '3',
      ],
      ...['[id:a]', '[html]', '$CATEGORY:', ' ', '题', 'x', '\r\n', '\0', '\uD800'],
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const source = parts.join('')
        const lines = source.split(/\r\n|\n|\r/)
        const { questions, problems } = readGift(source)
        for (const { line, column } of problems) {
          expect(line).toBeGreaterThanOrEqual(1)
          expect(column).toBeGreaterThanOrEqual(1)
          expect(column).toBeLessThanOrEqual([...(lines[line - 1] ?? '')].length)
        }
        for (const { question } of questions) {
          expect(question.stem.text).not.toBe('')
          if (question.kind === 'single') expect(question.options.some((option) => option.fraction === 1)).toBe(true)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})
