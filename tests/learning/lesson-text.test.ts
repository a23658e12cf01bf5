import { describe, expect, it } from 'vitest'
import { lessonText, renderLesson } from '#app/learning/courses/lesson-text.server.ts'

const english = { answer: 'Show the answer', table: 'Table, scrolls sideways' }
const chinese = { answer: '查看答案', table: '表格，可左右滚动' }
const text = `# 反洗钱

## 客户身份 *识别*

> checkpoint
>
> 大额现金如何核对？
>
> 联网核查。
>
> 再留存影像。

| 金额 | 期限 |
| ---: | :-- |
| 50,000 | 当日 |

[监管](https://rules.bank.example) [坏](javascript:alert(1)) <script>alert(1)</script>
`

describe("a lesson's text", () => {
  it('has its parts, and a title only where the page has none', () => {
    const { html, headings } = renderLesson(text, chinese)
    expect(headings).toEqual([{ id: 'part-1', text: '客户身份 识别' }])
    expect(html).not.toContain('<h1')
    expect(html).toContain('<h2 id="part-1">')
  })

  it('opens the whole answer of a checkpoint, and not its question', () => {
    const [, question, answer] =
      /<section data-checkpoint>(.*?)<details><summary>查看答案<\/summary>(.*?)<\/details><\/section>/s.exec(
        renderLesson(text, chinese).html,
      ) ?? []
    expect(question).toContain('大额现金')
    expect(question).not.toContain('联网核查')
    expect(answer).toContain('联网核查')
    expect(answer).toContain('再留存影像')
  })

  it('scrolls a table by itself, with its columns aligned without a style', () => {
    const { html } = renderLesson(text, chinese)
    expect(html).toContain('aria-label="表格，可左右滚动"')
    expect(html).toContain('<td data-align="right">50,000</td>')
    expect(html).not.toContain('style=')
  })

  it('leads nowhere but to the open web, and runs nothing', () => {
    const { html } = renderLesson(text, chinese)
    expect(html).toContain('<a href="https://rules.bank.example" rel="noreferrer">')
    expect(html).not.toMatch(/href="javascript|<script/)
  })

  it("speaks to each reader in their own language, whatever the text's is and whoever read it before", () => {
    const lesson = { id: 'les_of_chinese_alone', body: { 'zh-CN': text } }
    const first = lessonText(lesson, 'en', english)
    expect(first.lang).toBe('zh-CN')
    expect(first.html).toContain('Show the answer')
    const next = lessonText(lesson, 'zh-CN', chinese)
    expect(next.lang).toBeNull()
    expect(next.html).toContain('查看答案')
    expect(next.html).not.toContain('Show the answer')
  })
})
