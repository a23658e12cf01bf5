/** What a stranger tries at the door of a running bank: to get in, to find out who is there, to make it stumble. */
import { request as ask } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPassword } from '../../scripts/demo/stories.ts'
import { startDemoServer } from '../support/acts.ts'
import { post, type Server, signInByPost } from '../support/server.ts'

let server: Server
let employee = ''
beforeAll(async () => {
  server = await startDemoServer()
  employee = await signInByPost(server.address, 'employee', demoPassword)
}, 120_000)
afterAll(() => server.stop())

const page = (path: string, cookie = '', headers: Record<string, string> = {}) =>
  fetch(`${server.address}${path}`, {
    redirect: 'manual',
    headers: { Accept: 'text/html', ...(cookie ? { Cookie: cookie } : {}), ...headers },
  })
/** What tells of the machine: a stack, a path, a module. */
const leak = /\bat .+\(.+:\d+:\d+\)|node_modules|\/build\/|node:internal|SQLITE_|\.server\.ts/
/** The status of an answer that tells nothing. */
const answered = async (answer: Response): Promise<number> => {
  expect(await answer.text()).not.toMatch(leak)
  return answer.status
}
/** As fetch, but the path goes out as it is written, and so does the method. */
const raw = (path: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) =>
  new Promise<{ status: number; text: string }>((done, fail) => {
    const { hostname, port } = new URL(server.address)
    const asked = ask({ hostname, port, path, method: options.method ?? 'GET', headers: options.headers }, (answer) => {
      let text = ''
      answer.on('data', (chunk) => {
        text += chunk
      })
      answer.once('end', () => done({ status: answer.statusCode ?? 0, text }))
    })
    asked.once('error', fail)
    asked.end(options.body)
  })

describe('a visitor who is signed in by a foreign page', () => {
  it('does nothing there: a change that comes from elsewhere, or from nowhere, is refused', async () => {
    for (const Origin of ['https://evil.example', 'null', `${server.address}.evil.example`, undefined]) {
      const answer = await fetch(`${server.address}/sign-out`, {
        method: 'POST',
        redirect: 'manual',
        headers: { Cookie: employee, ...(Origin === undefined ? {} : { Origin }) },
        body: new URLSearchParams(),
      })
      expect(answer.status, String(Origin)).toBe(403)
    }
    expect((await page('/', employee)).status).toBe(200)
  })
})

describe('a way back after signing in', () => {
  it('leads into the bank and nowhere else', async () => {
    for (const back of [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example',
      '\\\\evil.example',
      '/%09/evil.example',
      '/\t/evil.example',
      'javascript:alert(1)',
      'http:evil.example',
    ]) {
      const answer = await post(server.address, `/sign-in?back=${encodeURIComponent(back)}`, {
        name: 'employee',
        password: demoPassword,
        back,
      })
      const location = answer.headers.get('location') ?? ''
      expect(new URL(location, server.address).origin, `${back} → ${location}`).toBe(server.address)
    }
    for (const back of ['https://evil.example/', '//evil.example/', '/\\evil.example']) {
      const answer = await post(server.address, '/preferences', { language: 'en', back })
      const location = answer.headers.get('location') ?? '/'
      expect(new URL(location, server.address).origin, `${back} → ${location}`).toBe(server.address)
    }
  })
})

describe('a session', () => {
  it('is never one that was laid in beforehand', async () => {
    const laid = `session=${'a'.repeat(40)}`
    const answer = await post(server.address, '/sign-in', { name: 'employee', password: demoPassword }, laid)
    const given = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('session=')) ?? ''
    expect(given).toMatch(/^session=[a-z2-7]{40}; /)
    expect(given).not.toContain('a'.repeat(40))
    expect(given).toMatch(/HttpOnly/)
    expect(given).toMatch(/SameSite=Lax/i)
    expect((await page('/', laid)).status).toBe(302)
  })

  it('ends with signing out, wherever its cookie is kept', async () => {
    const cookie = await signInByPost(server.address, 'employee', demoPassword)
    expect((await page('/pay', cookie)).status).toBe(200)
    await post(server.address, '/sign-out', {}, cookie)
    expect((await page('/pay', cookie)).headers.get('location')).toMatch(/^\/sign-in/)
  })

  it('is no row of the table: a stolen hash opens nothing', async () => {
    for (const token of ['sha256:abc', 'a'.repeat(64), "' or 1=1 --", '../../etc/passwd', '%00'])
      expect((await page('/', `session=${encodeURIComponent(token)}`)).status, token).toBe(302)
  })
})

describe('whoever guesses', () => {
  it('is told the same of a name that is not there and of a password that is wrong', async () => {
    const answers = await Promise.all(
      ['hr2', 'nobody-of-this-name'].map(async (name) => {
        const answer = await post(server.address, '/sign-in', { name, password: 'not the password' })
        return { status: answer.status, text: (await answer.text()).replaceAll(name, '…') }
      }),
    )
    const said = answers.map(({ status, text }) => ({ status, alert: /role="alert"[\s\S]*?<\/div>/.exec(text)?.[0] }))
    expect(said[0]?.alert).toBeDefined()
    expect(said[0]).toEqual(said[1])
  })

  it('is told the same of a reset for a name that is there and one that is not', async () => {
    const said = await Promise.all(
      ['hr2', 'nobody-of-this-name'].map(async (name) => {
        const answer = await post(server.address, '/reset', { name })
        return { status: answer.status, to: answer.headers.get('location') }
      }),
    )
    expect(said[0]).toEqual(said[1])
  })

  it('has ten guesses at an account, also when all are made at once', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 25 }, (_, at) =>
        post(server.address, '/sign-in', { name: 'auditor', password: `no ${at}` }),
      ),
    )
    const texts = await Promise.all(guesses.map((answer) => answer.text()))
    const looked = texts.filter((text) => !/15 分钟|15 minutes/.test(text))
    expect(looked).toHaveLength(10)
    // Nor does the right one open it then.
    const late = await post(server.address, '/sign-in', { name: 'auditor', password: demoPassword })
    expect(late.headers.getSetCookie().filter((cookie) => cookie.startsWith('session='))).toEqual([])
  })
})

describe('every answer', () => {
  it('carries the headers of a bank', async () => {
    for (const [path, cookie] of [
      ['/sign-in', ''],
      ['/pay', employee],
      ['/no/such/thing', employee],
      ['/health', ''],
    ] as const) {
      const { headers } = await page(path, cookie)
      const policy = headers.get('content-security-policy') ?? ''
      for (const rule of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
        expect(policy, path).toContain(rule)
      expect(policy).not.toContain('unsafe-inline')
      expect(policy).not.toContain('unsafe-eval')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('permissions-policy')).toContain('camera=()')
      expect(headers.get('cache-control'), path).toContain('no-store')
      expect(headers.get('x-powered-by')).toBeNull()
      // Over plain HTTP a browser would not keep it, and a test machine should not.
      expect(headers.get('strict-transport-security')).toBeNull()
    }
  })

  it('tells nothing of the machine, however it is asked', async () => {
    const { hostname } = new URL(server.address)
    const bodies: [string, Record<string, string>, string][] = [
      ['{"act":', { 'content-type': 'application/json' }, 'JSON that breaks off'],
      ['--x\r\nContent-Disposition: form-data', { 'content-type': 'multipart/form-data; boundary=x' }, 'a broken part'],
      ['a=%E0%A4%A', { 'content-type': 'application/x-www-form-urlencoded' }, 'a broken escape'],
      ['x', { 'content-type': 'text/plain' }, 'no form'],
      ['x', { 'content-type': 'multipart/form-data' }, 'no boundary'],
    ]
    for (const [body, headers, what] of bodies)
      for (const path of ['/voice', '/sign-in']) {
        const answer = await raw(path, {
          method: 'POST',
          headers: { ...headers, origin: server.address, cookie: path === '/voice' ? employee : '', host: hostname },
          body,
        })
        expect(answer.status, `${what} at ${path}`).toBeGreaterThanOrEqual(400)
        expect(answer.status, `${what} at ${path}`).toBeLessThan(500)
        expect(answer.text, what).not.toMatch(leak)
      }
    for (const path of [
      '/%ff',
      '/%E0%A4%A',
      '/people/%00',
      `/${'x'.repeat(7_000)}`,
      '/people?page=%ff',
      '/people?page=-1e9',
    ])
      expect(
        await answered(await fetch(`${server.address}${path}`, { headers: { Cookie: employee } })),
        path,
      ).toBeLessThan(500)
    for (const method of ['TRACE', 'PUT', 'DELETE', 'PROPFIND', 'OPTIONS']) {
      const answer = await raw('/people', { method, headers: { origin: server.address, cookie: employee } })
      expect(answer.status, method).toBeLessThan(500)
      expect(answer.text, method).not.toMatch(leak)
    }
    expect((await raw('/', { headers: { cookie: 'x='.repeat(20_000) } })).status).toBe(431)
    expect(server.printed()).not.toMatch(/\bat .+\(.+:\d+:\d+\)/)
  })

  it('keeps to its own files', async () => {
    for (const path of [
      '/assets/../../../package.json',
      '/assets/..%2f..%2f..%2fpackage.json',
      '/assets/%2e%2e/%2e%2e/server/index.js',
      '/assets/..%5c..%5cpackage.json',
      '/assets/%00package.json',
      '/favicon.svg/../../package.json',
      '//etc/passwd',
      '/build/server/index.js',
      '/.env',
      '/var/secret',
    ]) {
      const answer = await raw(path)
      expect([302, 400, 403, 404], `${path} ${answer.status}`).toContain(answer.status)
      expect(answer.text).not.toContain('"dependencies"')
      expect(answer.text).not.toMatch(leak)
    }
  })

  it('comes to nonsense on the wire, and the bank goes on', async () => {
    const { hostname, port } = new URL(server.address)
    for (const bytes of [
      'GET / HTTP/9.9\r\n\r\n',
      '\0\0\0\0',
      'GET /\r\n\r\n',
      'POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n',
    ])
      await new Promise<void>((done) => {
        const wire = connect({ host: hostname, port: Number(port) }, () => wire.end(bytes))
        wire.on('data', (chunk) => expect(String(chunk)).not.toMatch(leak))
        wire.once('error', () => done())
        wire.once('close', () => done())
      })
    expect((await page('/health')).status).toBe(200)
  })
})

describe('an upload', () => {
  it('of more than the limit is refused before it is read', async () => {
    const answer = await raw('/rosters', {
      method: 'POST',
      headers: {
        origin: server.address,
        cookie: employee,
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': String(200 * 1024 * 1024),
      },
    }).catch((error: NodeJS.ErrnoException) => ({ status: 413, text: String(error.code) }))
    expect(answer.status).toBe(413)
  })

  it('that says nothing of its length is not read at all', async () => {
    const { hostname, port } = new URL(server.address)
    let sent = 0
    const status = await new Promise<number>((done) => {
      const asked = ask({
        hostname,
        port,
        path: '/rosters',
        method: 'POST',
        headers: { origin: server.address, cookie: employee, 'content-type': 'multipart/form-data; boundary=x' },
      })
      asked.once('response', (answer) => done(answer.statusCode ?? 0))
      asked.once('error', () => done(0))
      const block = Buffer.alloc(1024 * 1024, 'x')
      const more = () => {
        if (sent >= 200 * 1024 * 1024 || asked.destroyed) return asked.end()
        sent += block.length
        if (asked.write(block)) setImmediate(more)
        else asked.once('drain', more)
      }
      asked.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n')
      more()
    })
    // The connection may be gone before the answer is heard.
    expect([0, 411]).toContain(status)
    expect(sent).toBeLessThan(200 * 1024 * 1024)
    expect((await page('/health')).status).toBe(200)
  })
})
