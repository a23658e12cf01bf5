/** What a stranger on the network may try at the door, and what every answer carries. */

import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addresses } from '#app/routes.ts'
import { demoPassword } from '../../scripts/demo/stories.ts'
import type { RouteModule } from '../access/visit.ts'
import { query } from '../support/query.ts'
import { signInByPost } from '../support/server.ts'
import { attackedBank, type Bank } from './bank.ts'
import { leaksIn } from './leaks.ts'
import { ask, raw } from './raw.ts'

let bank: Bank
let host: string
beforeAll(async () => {
  bank = await attackedBank()
  host = new URL(bank.address).host
}, 180_000)
afterAll(() => bank.stop())

const modules = import.meta.glob<RouteModule>('../../app/*/screens/*.{ts,tsx}')
const withAction = async () => {
  const all = await Promise.all(
    addresses.map(async ({ file, path = '' }) => {
      const module = await modules[`../../app/${file}`]?.()
      return module?.action ? [`/${path.replaceAll(/:(\w+)\??/g, '$1')}`] : []
    }),
  )
  return all.flat()
}
const plainAddresses = addresses.flatMap(({ path = '' }) => (/[:*]/.test(path) || path === 'ui' ? [] : [`/${path}`]))

describe('the address to go back to after sign-in', () => {
  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'https:evil.example',
    ' //evil.example',
    '/\t/evil.example',
    '/\r\nLocation: //evil.example',
    'javascript:alert(1)',
    '/../..//evil.example',
    '/.//evil.example',
    '/@evil.example',
    '/%2f/evil.example',
  ])('never leads away from the bank: %j', async (back) => {
    const fields = { name: 'employee', password: demoPassword, back }
    for (const answer of [await bank.post('/sign-in', fields), await bank.post('/preferences', { back })]) {
      const to = answer.headers.get('location')
      if (to) expect(new URL(to, `${bank.address}/sign-in`).origin).toBe(bank.address)
      else expect(answer.headers.getSetCookie()).toEqual([])
    }
  })

  it('is not made of the address that a stranger asked for when that names another host', async () => {
    for (const line of ['GET //evil.example/people HTTP/1.1', 'GET /\\evil.example/people HTTP/1.1']) {
      const { head } = await raw(bank.address, ask(line, { Host: host }))
      const to = /^location: (.*)$/im.exec(head)?.[1]
      const back = to ? (new URL(to, bank.address).searchParams.get('back') ?? '/') : '/'
      expect(new URL(back, bank.address).origin).toBe(bank.address)
    }
  })
})

describe('a form from elsewhere', () => {
  it('is refused at every address that takes one, whoever is signed in', async () => {
    const cookie = await bank.cookieOf('hr')
    const taken: string[] = []
    for (const path of await withAction())
      for (const from of [undefined, 'null', 'http://evil.example', `${bank.address}.evil.example`]) {
        const answer = await fetch(`${bank.address}${path}`, {
          method: 'POST',
          redirect: 'manual',
          // A page of ours in Referer proves nothing.
          headers: { Cookie: cookie, Referer: `${bank.address}/`, ...(from ? { Origin: from } : {}) },
          body: new URLSearchParams({ act: 'any' }),
        })
        if (answer.status !== 403) taken.push(`${path} from ${from}: ${answer.status}`)
      }
    expect(taken).toEqual([])
  })

  it('cannot be sent as an address to be read', async () => {
    const answer = await bank.get('/sign-out', 'mentor')
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect((await bank.get('/', 'mentor')).status).toBe(200)
  })
})

describe('a session', () => {
  const sessionIn = (cookie: string) => /session=([^;]+)/.exec(cookie)?.[1] ?? ''

  it('is a new one at each sign-in, never one that was put there before', async () => {
    const planted = `session=${'a'.repeat(40)}`
    const answer = await fetch(`${bank.address}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: bank.address, Cookie: planted },
      body: new URLSearchParams({ name: 'trainer', password: demoPassword }),
    })
    const given = answer.headers.getSetCookie().join()
    expect(answer.status).toBe(302)
    expect(sessionIn(given)).toMatch(/^[a-z2-7]{40}$/)
    expect(given).toMatch(/; HttpOnly; .*SameSite=Lax|SameSite=Lax.*HttpOnly/)
    expect(sessionIn(given)).not.toBe(sessionIn(planted))
    expect((await bank.get('/', null, { Cookie: planted })).status).toBe(302)
    expect(sessionIn(await signInByPost(bank.address, 'trainer', demoPassword))).not.toBe(sessionIn(given))
  })

  it('is dead after sign-out, on the server and not only in the browser', async () => {
    const cookie = await signInByPost(bank.address, 'trainer', demoPassword)
    const headers = { Cookie: cookie }
    expect((await bank.get('/', null, headers)).status).toBe(200)
    await fetch(`${bank.address}/sign-out`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...headers, Origin: bank.address },
    })
    expect((await bank.get('/', null, headers)).status).toBe(302)
  })

  it('is found behind cookies that others have left broken', async () => {
    const Cookie = `other=%zz; theme=%ff; ${await bank.cookieOf('employee')}; language=<script>`
    expect((await bank.get('/', null, { Cookie })).status).toBe(200)
    expect((await bank.get('/sign-in', null, { Cookie: 'session=%zz' })).status).toBe(200)
  })
})

describe('who has an account', () => {
  /** The page without what differs each time: the nonce, the time and what was typed. */
  const said = async (answer: Response, name: string) =>
    `${answer.status} ${answer.headers.get('location')} ${(await answer.text())
      .replaceAll(/nonce="[^"]*"|\d{13}/g, '')
      .replaceAll(new RegExp(`\\\\?"${name}\\\\?"`, 'g'), '')}`

  it('is not told at sign-in: nobody, somebody and somebody who left are answered alike', async () => {
    const answers = await Promise.all(
      ['nobody-at-all', 'star', 'leaver'].map(async (name) =>
        said(await bank.post('/sign-in', { name, password: 'a wrong password' }), name),
      ),
    )
    expect(new Set(answers).size).toBe(1)
  })

  it('is not told when a new password is asked for', async () => {
    const answers = await Promise.all(
      ['nobody-at-all', 'star', 'leaver', 'x@bank.example'].map(async (name) =>
        said(await bank.post('/reset', { name }), name),
      ),
    )
    expect(answers[0]).toMatch(/^302 \/reset\?sent=1/)
    expect(new Set(answers).size).toBe(1)
  })
})

describe('a refusal where there is no page to show it', () => {
  const endedJob = () =>
    query<{ id: string; name: string }>(
      bank.file,
      `select j.id, a.sign_in_name name from jobs j join accounts a on a.id = j.requested_by
       where j.finished_at is not null limit 1`,
    )[0]

  it('has its status, and its words where no script reads it', async () => {
    const job = endedJob()
    const cases: [path: string, fields: Record<string, string>, by: string | null, status: number, says: RegExp][] = [
      ['/preferences', { back: '//evil.example' }, null, 422, /^This entry is not valid/],
      [`/jobs/${job?.id}`, { act: 'cancel' }, job?.name ?? null, 409, /^This work has ended already/],
      ['/sit/att_none/answer', { act: 'save' }, 'employee', 422, /unfit/],
    ]
    for (const [path, fields, by, status, says] of cases) {
      const headers = { Origin: bank.address, ...(by ? { Cookie: await bank.cookieOf(by) } : {}) }
      const body = new URLSearchParams(fields)
      const accept = { Accept: 'text/html', 'Accept-Language': 'en' }
      const answer = await fetch(`${bank.address}${path}`, { method: 'POST', headers: { ...headers, ...accept }, body })
      expect(answer.status, path).toBe(status)
      expect(await answer.text(), path).toMatch(says)
      const scripted = await fetch(`${bank.address}${path}.data`, { method: 'POST', headers, body })
      expect(scripted.status, path).toBe(status)
      expect(await scripted.text(), path).toMatch(/already-ended|invalid|unfit/)
    }
  })

  it('and what is not there, or not for this reader, is said in the words of the page of last resort', async () => {
    const said = { en: /^There is nothing at this address\n/, 'zh-CN': /^没有找到这一页\n/ }
    const cases: [path: string, method: 'GET' | 'POST', by: string, status: number][] = [
      ['/certificates/crt_none.pdf', 'GET', 'employee', 404],
      ['/people/export/csv', 'GET', 'employee', 404],
      ['/sit/att_none/answer', 'POST', 'employee', 404],
      ['/sign-out', 'GET', 'employee', 405],
      ['/people/export/csv', 'POST', 'hr', 405],
    ]
    for (const [path, method, by, status] of cases) {
      const headers = { Origin: bank.address, Cookie: await bank.cookieOf(by) }
      const body = method === 'POST' ? new URLSearchParams({ act: 'no-such-act' }) : null
      for (const language of ['en', 'zh-CN'] as const) {
        const accept = { Accept: 'text/html', 'Accept-Language': language }
        const Cookie = `${headers.Cookie}; language=${language}`
        const answer = await fetch(`${bank.address}${path}`, {
          method,
          body,
          headers: { ...headers, ...accept, Cookie },
        })
        expect(answer.status, path).toBe(status)
        expect(await answer.text(), path).toMatch(said[language])
      }
      const scripted = await fetch(`${bank.address}${path}`, { method, body, headers: { ...headers, Accept: '*/*' } })
      expect(scripted.status, path).toBe(status)
      expect(await scripted.text(), path).toBe('null')
    }
  })

  it('and an answer that is none is data as it is', async () => {
    const answer = await bank.get('/people/find?q=a', 'hr', { Accept: '*/*' })
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    expect(Array.isArray(await answer.json())).toBe(true)
    expect(bank.printed()).not.toMatch(/deprecat|Resource route/i)
  })
})

describe('an answer', () => {
  const asked = (headers: Headers) => ({
    policy: headers.get('content-security-policy') ?? '',
    sniffing: headers.get('x-content-type-options'),
    referrer: headers.get('referrer-policy'),
    permissions: headers.get('permissions-policy'),
    frames: headers.get('x-frame-options'),
    opener: headers.get('cross-origin-opener-policy'),
    resource: headers.get('cross-origin-resource-policy'),
    hsts: headers.get('strict-transport-security'),
    by: headers.get('x-powered-by') ?? headers.get('server'),
  })

  it('carries what OWASP ASVS asks, whether page, data, file, script, refusal or fault', async () => {
    const page = await (await bank.get('/sign-in')).text()
    const script = /"(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? 'none'
    const words = /"(\/words\/[^"]+)"/.exec(page)?.[1] ?? 'none'
    const paths = [
      '/sign-in',
      '/',
      '/nothing-here',
      '/people/%ff',
      '/people/export/csv',
      script,
      words,
      '/favicon.svg',
      '/favicon.ico',
      '/health',
    ]
    for (const path of paths) {
      const { policy, ...rest } = asked((await bank.get(path, path === '/' ? 'hr' : null)).headers)
      expect(rest, path).toEqual({
        sniffing: 'nosniff',
        referrer: 'same-origin',
        permissions: expect.stringContaining('camera=()'),
        frames: 'DENY',
        opener: 'same-origin',
        resource: 'same-origin',
        // Over plain HTTP it would be ignored, or lock a machine without a certificate out.
        hsts: null,
        by: null,
      })
      for (const rule of [
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ])
        expect(policy, path).toContain(rule)
      expect(policy.split(';').find((rule) => rule.trim().startsWith('script-src '))).not.toMatch(/unsafe|\*/)
    }
  })

  it('gives everyone the icon, by its name and by the one that browsers ask for unasked', async () => {
    const old = await bank.get('/favicon.ico')
    expect([old.status, old.headers.get('location')]).toEqual([301, '/favicon.svg'])
    const icon = await bank.get('/favicon.svg')
    expect([icon.status, icon.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
    for (const { headers } of [old, icon]) {
      expect(headers.get('cache-control')).toBe('public, max-age=86400')
      expect(headers.get('set-cookie')).toBeNull()
    }
  })

  it('comes whole: no character is torn where one piece of a page meets the next', async () => {
    for (const path of [
      '/',
      '/people',
      '/units',
      '/permissions',
      '/settings',
      '/accounts',
      '/posts',
      '/competencies',
    ]) {
      const answer = await bank.get(path, 'hr')
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect(bytes.includes(0), path).toBe(false)
      expect(new TextDecoder('utf-8', { fatal: true }).decode(bytes), path).toContain('</html>')
    }
  })

  it('has code that browsers keep, in the smallest form that they read', async () => {
    const page = await (await bank.get('/sign-in')).text()
    const script = /"(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? 'none'
    const asked = async (accepted: string) => {
      const { headers } = await fetch(`${bank.address}${script}`, { headers: { 'Accept-Encoding': accepted } })
      return [headers.get('content-encoding'), headers.get('cache-control'), headers.get('vary')]
    }
    const kept = 'public, max-age=31536000, immutable'
    expect(await asked('gzip, deflate, br')).toEqual(['br', kept, 'Accept-Encoding'])
    expect(await asked('gzip')).toEqual(['gzip', kept, 'Accept-Encoding'])
    expect(await asked('identity')).toEqual([null, kept, 'Accept-Encoding'])
  })

  it('names a file of words that browsers keep, and another build’s page gets today’s for once', async () => {
    const page = await (await bank.get('/people', 'hr')).text()
    const [words = 'none', folder] = /(\/words\/[^"]+\/)[^"/]+(?=")/.exec(page) ?? []
    const answer = await bank.get(words)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable'])
    const text = await answer.text()
    expect(Object.keys(JSON.parse(text))).toEqual(['shell', 'ui', 'organisation'])
    const older = await bank.get(`${folder}older`)
    expect([older.status, older.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(await older.text()).toBe(text)
    expect((await bank.get('/words/en/shell.ui.audit.incentives/x', 'hr')).status).toBe(404)
  })

  it('that is personal is kept by no browser and no proxy', async () => {
    const kept: string[] = []
    for (const path of plainAddresses)
      for (const data of ['', '.data']) {
        const at = path === '/' && data ? '/_root.data' : `${path}${data}`
        const answer = await bank.get(at, 'hr')
        await answer.body?.cancel()
        if (!/no-store/.test(answer.headers.get('cache-control') ?? '')) kept.push(`${at}: ${answer.status}`)
      }
    expect(kept).toEqual([])
  })

  it('over HTTPS insists on HTTPS, and binds the session to this host', async () => {
    const origin = 'https://people.bank.example'
    const port = await freePort()
    const safe = await attackedBank({ environment: { ORIGIN: origin, PORT: String(port) } })
    const answer = await fetch(`http://127.0.0.1:${port}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      // As a proxy passes it on that does not say which host was asked for.
      headers: { Origin: origin },
      body: new URLSearchParams({ name: 'employee', password: demoPassword }),
    })
    await safe.stop()
    expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=\d{8,}/)
    expect(answer.headers.getSetCookie().join()).toMatch(/^__Host-session=.+; HttpOnly; .*Secure/)
  })
})

const freePort = (): Promise<number> =>
  new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => found(port))
    })
  })

describe('a request that nobody would make', () => {
  const form = (type: string | null, body: string) => {
    const headers = { Host: host, Origin: bank.address, 'Content-Length': String(body.length) }
    return ask('POST /sign-in HTTP/1.1', type === null ? headers : { ...headers, 'Content-Type': type }, body)
  }
  const line = (first: string, headers: Record<string, string> = {}) => ask(first, { Host: host, ...headers })
  const requests: Record<string, [status: number, request: () => string]> = {
    'without a host': [400, () => ask('GET /health HTTP/1.1')],
    'with a host that is none': [200, () => line('GET /sign-in HTTP/1.1', { Host: 'a b<>' })],
    'with a path in its host': [200, () => line('GET /sign-in HTTP/1.1', { Host: 'x/..' })],
    'with a port out of range': [200, () => line('GET /sign-in HTTP/1.1', { Host: 'x:99999' })],
    'with a forwarded port out of range': [200, () => line('GET /sign-in HTTP/1.1', { 'X-Forwarded-Host': 'x:99999' })],
    'as if to a proxy': [400, () => line('GET http://evil.example/sign-in HTTP/1.1')],
    'of HTTP/1.0, without a host': [200, () => ask('GET /health HTTP/1.0')],
    'by a method that does not exist': [400, () => line('BREW /health HTTP/1.1')],
    'by a method that nothing answers to': [405, () => line('PROPFIND /sign-in HTTP/1.1')],
    'by TRACE': [405, () => line('TRACE /sign-in HTTP/1.1')],
    'by PUT': [405, () => line('PUT /sign-in HTTP/1.1', { Origin: bank.address, 'Content-Length': '0' })],
    'by POST where nothing is taken': [405, () => form(null, '').replace('/sign-in', '/health')],
    'in a broken encoding': [400, () => line('GET /people/%E0%A4%A HTTP/1.1')],
    'with a byte that is no text': [400, () => line('GET /verify/%ff HTTP/1.1')],
    'with a null byte': [404, () => line('GET /verify/%00 HTTP/1.1')],
    'with an overlong path': [431, () => line(`GET /${'a'.repeat(100_000)} HTTP/1.1`)],
    'with a long path': [404, () => line(`GET /verify/${'a'.repeat(10_000)} HTTP/1.1`)],
    'in the manner of an older page': [400, () => line('GET /sign-in?_data=routes HTTP/1.1')],
    'with broken JSON': [400, () => form('application/json', '{"name":')],
    'with a broken multipart body': [400, () => form('multipart/form-data; boundary=x', '--x\r\nnothing')],
    'with a multipart body without a boundary': [400, () => form('multipart/form-data', 'nothing')],
    'with a form that says it is text': [400, () => form('text/plain', 'name=a&password=b')],
    'with a form that says nothing': [400, () => form(null, 'name=a&password=b')],
    'with a form in a broken encoding': [409, () => form('application/x-www-form-urlencoded', 'name=%zz&password=%ff')],
    'that smuggles a second': [
      400,
      () =>
        ask(
          'POST /sign-in HTTP/1.1',
          { Host: host, 'Content-Length': '5', 'Transfer-Encoding': 'chunked' },
          '0\r\n\r\n',
        ),
    ],
  }

  it.each(Object.entries(requests))('%s is answered without a word about our insides', async (_, [status, request]) => {
    const answer = await raw(bank.address, request())
    expect(answer.status).toBe(status)
    expect(leaksIn(answer.body)).toEqual([])
  })

  it('with ten megabytes of headers is hung up on', async () => {
    const answer = await raw(bank.address, line('GET /health HTTP/1.1', { X: 'a'.repeat(10_000_000) }))
    expect([0, 431]).toContain(answer.status)
    expect((await bank.get('/health')).status).toBe(200)
  })

  it('leaves no stack in the log either, for it is no bug of ours', () => {
    expect(bank.printed()).not.toMatch(/^\s+at /m)
  })
})

/** Last, for it shuts the door. */
describe('guessing passwords', () => {
  const guess = async (name: string, from = '127.0.0.1', password = 'a wrong password') => {
    const answer = await fetch(`${bank.address}/sign-in.data`, {
      method: 'POST',
      headers: { Origin: bank.address, 'X-Forwarded-For': from },
      body: new URLSearchParams({ name, password }),
    })
    const said = await answer.text()
    return /too-many-attempts/.test(said) ? 'later' : /wrong-name-or-password/.test(said) ? 'wrong' : 'in'
  }

  it('is stopped for an account after ten, even when all come at once, and for the right one too', async () => {
    const guesses = await Promise.all(Array.from({ length: 30 }, () => guess('strict')))
    expect(guesses.filter((each) => each === 'wrong')).toHaveLength(10)
    expect(await guess('strict', '127.0.0.1', demoPassword)).toBe('later')
    expect(await guess('  STRICT ', '127.0.0.1', demoPassword)).toBe('later')
    expect(await guess('serious', '127.0.0.1', demoPassword)).toBe('in')
  })

  it('is stopped for an address, whatever it says of where it comes from', async () => {
    const guesses = await Promise.all(Array.from({ length: 70 }, (_, at) => guess(`nobody-${at}`, `10.0.0.${at}`)))
    expect(guesses).toContain('later')
    expect(guesses.filter((each) => each === 'wrong').length).toBeLessThanOrEqual(60)
    expect(await guess('serious', '10.1.1.1', demoPassword)).toBe('later')
  })
})
