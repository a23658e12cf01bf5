import { dirname } from 'node:path'
import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hashPassword } from '#app/identity/passwords.server.ts'
import { entryOf } from '#app/learning/assessments/shown-answer.ts'
import type { Response } from '#app/learning/questions/question.ts'
import { type Db, openDb } from '#db/client.server.ts'
import { accounts, sessions } from '#db/schema/identity.ts'
import { attempts, questionVersions, refusedResponses, responses } from '#db/schema/learning.ts'
import { transact } from '#db/transact.server.ts'
import { rightResponse, withCourse } from '../learning/bank.ts'
import { expectAccessible, holdScripts, phone, scrollsSideways, signIn, visit } from '../support/browser.ts'
import { freshFile } from '../support/database.ts'
import { post, signInByPost, startServer } from '../support/server.ts'

const password = 'a long enough password'

/** A bank with one course and two learners who may sign in, and its server. */
const openBank = async () => {
  const file = await freshFile()
  const db = openDb({ url: file })
  const { courseId } = await withCourse(db)
  const passwordHash = await hashPassword(password)
  await transact(db, async (tx) => {
    await tx.update(accounts).set({ passwordHash })
  })
  return { db, courseId, server: await startServer({ varDir: dirname(file) }) }
}

/** By slot, what to choose or type to be right. */
const rightEntries = async (db: Db) => {
  const rows = await db
    .select({ slot: responses.slot, order: responses.optionOrder, body: questionVersions.body })
    .from(responses)
    .innerJoin(questionVersions, eq(questionVersions.id, responses.questionVersionId))
    .orderBy(responses.slot)
  return rows.map(({ slot, order, body }) => ({ slot, ...entryOf(order, body.en ? rightResponse(body.en) : null) }))
}

/** The places that the server has for a question of the one sitting. */
const placesSaved = async (db: Db, slot: number) => {
  const [row] = await db
    .select({ order: responses.optionOrder, answer: responses.answer })
    .from(responses)
    .where(eq(responses.slot, slot))
  return entryOf(row?.order ?? [], (row?.answer ?? null) as Response | null).places
}

const slotsFlagged = async (db: Db) => {
  const rows = await db.select({ slot: responses.slot }).from(responses).where(eq(responses.isFlagged, true))
  return rows.map(({ slot }) => slot)
}

/** From the sitting's own note that the session has ended. */
const signInAgain = async (page: Page) => {
  await page.getByRole('link', { name: '重新登录' }).click()
  await page.waitForURL('**/sign-in*')
  await page.locator('input[name=name]').fill('wu')
  await page.locator('input[name=password]').fill(password)
  await page.locator('main form button:not([type=button])').click()
}

describe('a course', () => {
  it('leads from enrolling by its lessons and the assessment to a certificate that anyone can check', {
    timeout: 120_000,
  }, async () => {
    const { db, courseId, server } = await openBank()
    const { page, context, violations, errors } = await visit(server.address, { locale: 'en' })
    await signIn(page, 'lin', password)
    await page.goto('/learn')
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Anti-money-laundering at the counter' }).click()
    await page.getByRole('button', { name: 'Enrol' }).click()
    await page.getByRole('link', { name: 'Begin', exact: true }).click()
    await page.getByText('Lesson 1 of 3').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Done, next lesson' }).click()
    await page.getByText('Lesson 2 of 3').waitFor()
    // Pressed once more by the key, nothing is done with a lesson that nobody has read.
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBeNull()
    await page.getByRole('button', { name: 'Done, next lesson' }).click()
    await page.getByRole('button', { name: 'Finish this lesson' }).click()
    await page.waitForURL(`**/courses/${courseId}`)
    await expectAccessible(page)

    await page.getByText('Begin the assessment').click()
    await page.getByRole('button', { name: 'Start the clock' }).click()
    await page.waitForURL('**/sit/*')
    await expectAccessible(page)
    const sit = new URL(page.url()).pathname
    const right = await rightEntries(db)
    // What is chosen before the page's code has come is saved once it is there.
    const early = right.find(({ places }) => places.length === 1)
    if (!early) throw new Error('no choice was drawn')
    const { release } = await holdScripts(page)
    await page.goto(`${sit}?q=${early.slot}`, { waitUntil: 'commit' })
    await page.locator(`#question-${early.slot} input[value="${early.places[0]}"][name="place[]"]`).check()
    await release()
    await page.getByText('Saved on the server').waitFor()
    expect(await placesSaved(db, early.slot)).toEqual(early.places)

    for (const { slot, places, text } of right) {
      await page.getByRole('link', { name: `Question ${slot},` }).click()
      const question = page.locator(`#question-${slot}`)
      for (const place of places) await question.locator(`input[value="${place}"][name="place[]"]`).check()
      const field = question.locator('input[name=text]:not([type=hidden])')
      if (text) await field.fill(text)
      await question.getByText('Saved on the server').waitFor()
      // The Enter key turns the page, as it does in a form elsewhere.
      if (text) await field.press('Enter')
      if (text) await question.waitFor({ state: 'detached' })
    }
    // → turns the page also from a chosen answer, and leaves it as it is: all of them are right at the end.
    await page.getByRole('link', { name: 'All questions at once' }).click()
    await page.locator('input[type=radio]:checked').first().press('ArrowRight')
    await page.waitForURL('**/sit/*?review=1')
    await page.goBack()
    await page.getByRole('link', { name: 'Review and hand in' }).click()
    await page.getByText('Every question is answered').waitFor()
    expect(await slotsFlagged(db)).toEqual([])
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Hand in' }).click()
    await page.getByText('Congratulations').waitFor()
    expect(await page.getByText('100%').count()).toBeGreaterThan(0)
    await expectAccessible(page)

    const href = await page.getByRole('link', { name: 'Certificate', exact: true }).getAttribute('href')
    const pdf = await context.request.get(href ?? '')
    expect(pdf.headers()['content-type']).toBe('application/pdf')
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
    await page.goto('/certificates')
    await expectAccessible(page)
    const code = await page.locator('td', { hasText: /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/ }).innerText()
    const stranger = await visit(server.address, { locale: 'en' })
    await stranger.page.goto(`/verify/${code.toLowerCase()}`)
    await stranger.page.getByText('genuine and valid').waitFor()
    await expectAccessible(stranger.page)
    // The sitting is over: its address leads to the result.
    await page.goto(sit)
    await page.waitForURL('**/attempts/*')
    expect([...violations, ...errors, ...stranger.violations, ...stranger.errors]).toEqual([])
    db.engine.close()
  })

  it('is sat on the phone, through a lost connection, on another device, and after the session ended', {
    timeout: 120_000,
  }, async () => {
    const { db, courseId, server } = await openBank()
    const cookie = await signInByPost(server.address, 'wu', password)
    await post(server.address, `/courses/${courseId}`, { act: 'enrol' }, cookie)
    const { page, context } = await visit(server.address, { ...phone, locale: 'zh-CN' })
    await signIn(page, 'wu', password)
    await page.goto(`/courses/${courseId}`)
    await page.getByRole('link', { name: '开始学习', exact: true }).click()
    expect(await scrollsSideways(page)).toBe(false)
    for (let lesson = 0; lesson < 3; lesson++) {
      const at = page.url()
      await page.locator('button[value=complete]').click()
      await page.waitForURL((url) => url.href !== at)
    }
    await page.getByText('开始测评').click()
    await page.getByText('中途不停表').waitFor()
    await page.getByRole('button', { name: '开始计时' }).click()
    await page.waitForURL('**/sit/*')
    expect(await scrollsSideways(page)).toBe(false)
    await expectAccessible(page)
    const right = await rightEntries(db)
    const choice = right.find(({ places }) => places.length === 1)
    if (!choice) throw new Error('no choice was drawn')
    await page.getByRole('link', { name: `第 ${choice.slot} 题,` }).click()
    await context.setOffline(true)
    await page.locator(`#question-${choice.slot} input[value="${choice.places[0]}"][name="place[]"]`).check()
    await page.getByText('连接中断').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: '标记' }).click()
    await context.setOffline(false)
    await page.getByText('已保存到服务器').waitFor()
    await expect.poll(() => slotsFlagged(db), { timeout: 10_000 }).toEqual([choice.slot])

    const other = await visit(server.address, { locale: 'zh-CN' })
    await signIn(other.page, 'wu', password)
    await other.page.goto(new URL(page.url()).pathname)
    await expectAccessible(other.page)
    await other.page.getByRole('button', { name: '在本设备上继续' }).click()
    await other.page.getByRole('link', { name: `第 ${choice.slot} 题, 已答` }).waitFor()
    await page.locator(`#question-${choice.slot} input[name="place[]"]:not(:checked)`).first().check()
    await page.getByText('测评已在另一台设备上继续').waitFor()
    await page.getByText('服务器没有接受这个答案').waitFor()
    // Nothing is sent over and over that is refused each time.
    let posts = 0
    page.on('request', (request) => {
      if (request.method() === 'POST') posts += 1
    })
    await page.waitForTimeout(4_000)
    expect(posts).toBe(0)

    // Among all questions too it is said where one answers that the session has ended, until it is there again.
    const place = other.page.locator(`#question-${choice.slot} input[name="place[]"]`)
    const cookies = await other.context.cookies()
    await other.context.clearCookies()
    await other.page.setViewportSize({ width: 390, height: 600 })
    await other.page.getByRole('link', { name: '显示全部题目' }).click()
    await place.and(other.page.locator(':not(:checked)')).first().check()
    const ended = other.page.getByText('登录已过期')
    await ended.waitFor()
    await other.page.getByText('尚未送达服务器').waitFor()
    await other.page.locator('[id^="question-"]').last().scrollIntoViewIfNeeded()
    expect((await ended.boundingBox())?.y).toBeGreaterThan(0)
    await other.context.addCookies(cookies)
    await ended.waitFor({ state: 'detached' })
    await other.page.getByText('尚未送达服务器').waitFor({ state: 'detached' })

    // A session that ends in the middle is said, and whoever signs in again goes on: with what had not been saved.
    await transact(db, (tx) => tx.update(sessions).set({ expiresAt: 1 }))
    await other.page.getByRole('link', { name: `第 ${choice.slot} 题, 已答` }).click()
    const unsaved = place.and(other.page.locator(':not(:checked)')).first()
    const given = Number(await unsaved.getAttribute('value'))
    await unsaved.check()
    await other.page.getByText('登录已过期').waitFor()
    await other.page.getByText('尚未送达服务器').waitFor()
    expect(await placesSaved(db, choice.slot)).not.toEqual([given])
    await expectAccessible(other.page)
    await signInAgain(other.page)
    await other.page.waitForURL('**/sit/*')
    await expect.poll(() => placesSaved(db, choice.slot), { timeout: 10_000 }).toEqual([given])
    await other.page.locator(`#question-${choice.slot} input[value="${given}"]:checked`).waitFor()
    await place.and(other.page.locator(':not(:checked)')).first().check()
    await other.page.getByText('已保存到服务器').first().waitFor()
    expect(await other.page.evaluate(() => Object.keys(sessionStorage))).not.toContainEqual(
      expect.stringContaining('unsent-answer'),
    )

    // What had not been saved when time ran out is sent all the same: it is kept, and said not to count.
    await transact(db, (tx) => tx.update(sessions).set({ expiresAt: 1 }))
    await place.and(other.page.locator(':not(:checked)')).first().check()
    await other.page.getByText('登录已过期').waitFor()
    await transact(db, (tx) => tx.update(attempts).set({ deadlineAt: Date.now() - 120_000 }))
    await signInAgain(other.page)
    await other.page.waitForURL('**/attempts/*')
    await other.page.getByText('1 题的答案在测评结束后才送达').waitFor()
    await expectAccessible(other.page)
    const tooLate = await db.select().from(refusedResponses).where(eq(refusedResponses.reason, 'deadline'))
    expect(tooLate.map(({ slot }) => slot)).toEqual([choice.slot])
    db.engine.close()
  })

  it('is sat without JavaScript, question by question', async () => {
    const { db, courseId, server } = await openBank()
    const cookie = await signInByPost(server.address, 'lin', password)
    const go = (path: string, fields: Record<string, string>, cookies = cookie) =>
      post(server.address, path, fields, cookies)
    await go(`/courses/${courseId}`, { act: 'enrol' })
    const course = await (await fetch(`${server.address}/courses/${courseId}`, { headers: { Cookie: cookie } })).text()
    let lesson = /\/learn\/[\w]+\/[\w-]+/.exec(course)?.[0] ?? ''
    for (let count = 0; count < 3; count++)
      lesson = (await go(lesson, { act: 'complete' })).headers.get('location') ?? ''
    const begun = await go(`/courses/${courseId}`, { act: 'sit' })
    const sit = begun.headers.get('location') ?? ''
    const both = `${cookie}; ${begun.headers.getSetCookie()[0]?.split(';')[0] ?? ''}`
    const page = await (await fetch(`${server.address}${sit}`, { headers: { Cookie: both } })).text()
    expect(page).toContain('name="seq" value="1"')
    const headers = { Origin: server.address, Accept: 'text/html', Cookie: both }
    const entries = await rightEntries(db)

    // What the server does not take stands in the question again.
    const { slot = 0, places = [] } = entries.find((entry) => entry.places.length === 1) ?? {}
    const tooLong = new URLSearchParams({ act: 'save', slot: String(slot), seq: '1', text: 'x'.repeat(20_001) })
    tooLong.append('formName', `question-${slot}`)
    for (const place of places) tooLong.append('place[]', String(place))
    const refused = await fetch(`${server.address}${sit}?q=${slot}`, { method: 'POST', headers, body: tooLong })
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('role="alert"')
    expect(html).toMatch(new RegExp(`name="place\\[\\]"[^>]*checked=""[^>]* value="${places[0]}"`))

    for (const { slot, places, text } of entries) {
      const body = new URLSearchParams({ act: 'save', slot: String(slot), seq: '1', text, next: 'review' })
      for (const place of places) body.append('place[]', String(place))
      const saved = await fetch(`${server.address}${sit}`, { method: 'POST', redirect: 'manual', headers, body })
      expect(saved.headers.get('location')).toBe(`${sit}?review=1`)
    }
    const handedIn = await go(sit, { act: 'submit' }, both)
    expect(handedIn.headers.get('location')).toMatch(/^\/attempts\//)
    expect(await db.select({ passed: attempts.passed }).from(attempts)).toEqual([{ passed: true }])
    db.engine.close()
  })
})
