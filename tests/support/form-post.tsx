/** A page's form as a browser without a script sends it, and the page that comes back. */
import type { ActionFunctionArgs } from '@remix-run/node'
import type { ComponentType } from 'react'
import { contextFor, dataOf, type RouteModule, type Visit } from '../access/visit.ts'
import { formIn, hiddenIn, pageOf } from './page.tsx'

export type Screen = RouteModule & { default: ComponentType }
type Sent = {
  words: readonly string[]
  act: string
  typed: Record<string, string | string[]>
  /** Something that the form says, where several have the act. */
  among?: string
  /** Done between the page's being shown and its form's being sent. */
  meanwhile?: () => unknown
}
type Refusal = { data: unknown; init: { status: number } }

export const sendForm = async (screen: Screen, visit: Visit, { words, act, typed, among, meanwhile }: Sent) => {
  const shown = await pageOf(screen.default, { words, loaded: await dataOf(screen, visit) })
  const body = new URLSearchParams(hiddenIn(formIn(shown, act, among), act))
  for (const [name, values] of Object.entries(typed)) for (const value of [values].flat()) body.append(name, value)
  await meanwhile?.()
  const origin = 'http://127.0.0.1:3000'
  const request = new Request(`${origin}${visit.path}`, {
    method: 'POST',
    headers: { accept: 'text/html', origin, ...(visit.cookie ? { cookie: visit.cookie } : {}) },
    body,
  })
  const args: ActionFunctionArgs = { request, params: visit.params, context: contextFor(visit.db, visit.now) }
  const answer = (await screen.action?.(args)) as Response | Refusal
  if (answer instanceof Response) {
    return { status: answer.status, to: answer.headers.get('Location'), html: '', answered: null }
  }
  const html = await pageOf(screen.default, { words, loaded: await dataOf(screen, visit), answered: answer.data })
  return { status: answer.init.status, to: null, html, answered: answer.data }
}
