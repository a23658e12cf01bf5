/**
 * Screens that no link leads to, because somebody has to do something first: sit an assessment, draft a template, upload
 * a roster, ask for a new password. It does just that in a bank that may be touched, such as the demo bank.
 */
import { type Screen, type SignIn, signIn } from './crawl.ts'

type Person = SignIn & { cookie: string }

const cookiesIn = (answer: Response): string[] =>
  answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')

/** `employee` has a course whose lessons can be finished, `hr` may draft a template and upload a roster. */
export const screensBehindActs = async (
  address: string,
  people: { employee: SignIn; hr: SignIn },
): Promise<Screen[]> => {
  const enter = async (person: SignIn): Promise<Person> => ({
    ...person,
    cookie: (await signIn(address, person)) ?? '',
  })
  const employee = await enter(people.employee)
  const hr = await enter(people.hr)
  const send = (path: string, body: URLSearchParams | FormData, cookie = '') =>
    fetch(`${address}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: address, Accept: 'text/html', ...(cookie ? { Cookie: cookie } : {}) },
      body,
    })
  const page = async (path: string, cookie = '') =>
    (
      await fetch(`${address}${path}`, { headers: { Accept: 'text/html', ...(cookie ? { Cookie: cookie } : {}) } })
    ).text()
  const act = (path: string, name: string, cookie: string) => send(path, new URLSearchParams({ act: name }), cookie)
  /** Where an act led to; one that was refused led nowhere, and that is a fault of whoever calls. */
  const ledTo = (answer: Response, what: string): string => {
    const to = answer.headers.get('location')
    if (answer.status !== 302 || !to) throw new Error(`${what} was answered with ${answer.status}`)
    return to
  }
  const as = (person: Person, file: string, to: string, more: readonly string[] = []): Screen => {
    const { cookie, ...by } = person
    return { file, to, by, cookie: [cookie, ...more].join('; ') }
  }

  const sitting = async (): Promise<Screen> => {
    const learn = await page('/learn', employee.cookie)
    for (const [course] of learn.matchAll(/\/courses\/[\w-]+/g)) {
      const lessons = new Set((await page(course, employee.cookie)).match(/\/learn\/[\w-]+\/[\w-]+(?=")/g))
      for (const lesson of lessons) await act(lesson, 'complete', employee.cookie)
      const answer = await act(course, 'sit', employee.cookie)
      if (answer.status === 302)
        return as(employee, 'learning/screens/sit.tsx', ledTo(answer, 'sitting'), cookiesIn(answer))
    }
    throw new Error(`${employee.name} has no course whose assessment can be sat`)
  }

  const draft = async (): Promise<Screen> => {
    const [template] = (await page('/templates', hr.cookie)).match(/\/templates\/[\w-]+\/\d+/) ?? []
    const to = ledTo(await act(template ?? '/templates', 'next', hr.cookie), 'a draft of a template')
    return as(hr, 'performance/screens/template-edit.tsx', `${to}/edit`)
  }

  const roster = async (): Promise<Screen> => {
    const form = new FormData()
    form.set('act', 'upload')
    form.set('file', new File(['number,name,unit,post,base\nN1,张三,HO,teller,8000\n'], 'roster.csv'))
    return as(hr, 'organisation/screens/roster.tsx', ledTo(await send('/rosters', form, hr.cookie), 'a roster'))
  }

  const reset = async (): Promise<Screen[]> => {
    await send('/reset', new URLSearchParams({ name: employee.name }))
    const outbox: Screen = { file: 'notices/screens/outbox.tsx', to: '/outbox', by: null, cookie: '' }
    const [to] = (await page(outbox.to)).match(/\/reset\/[\w-]+/) ?? []
    if (!to) throw new Error(`no letter of reset to ${employee.name} lies in the outbox`)
    return [outbox, { file: 'identity/screens/reset.tsx', to, by: null, cookie: '' }]
  }

  return [
    await sitting(),
    await draft(),
    await roster(),
    ...(await reset()),
    as(hr, 'shell/screens/search.tsx', '/search?q=li'),
    { file: 'learning/screens/verify.tsx', to: '/verify', by: null, cookie: '' },
  ]
}
