/** Nested routes load on their own, so each guards itself: every loader and action is made by the guard. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

type Address = { path?: string; index?: true; file: string }
type RouteModule = Record<string, unknown>

export const routesOf = async (root: string): Promise<readonly Address[]> => {
  const { addresses } = await import(/* @vite-ignore */ pathToFileURL(join(root, 'app/routes.ts')).href)
  return addresses
}

/** Beside the addresses: the document and the signed-in frame. */
const framing = ['root.tsx', 'shell/frame.tsx']

export const guardViolations = async (root: string, guard: symbol, frame = framing): Promise<string[]> => {
  const files = [...new Set([...frame, ...(await routesOf(root)).map((address) => address.file)])]
  const isGuarded = (value: unknown) => typeof value === 'function' && guard in value
  const found: string[] = []
  for (const file of files) {
    let screen: RouteModule
    try {
      screen = await import(/* @vite-ignore */ pathToFileURL(join(root, 'app', file)).href)
    } catch (error) {
      found.push(`app/${file}: cannot be loaded: ${(error as Error).message.split('\n')[0]}`)
      continue
    }
    if ('loader' in screen && !isGuarded(screen.loader)) found.push(`app/${file}: the loader has no guard`)
    if (!('action' in screen)) continue
    const { action } = screen
    const acts: unknown = typeof action === 'function' && 'acts' in action ? action.acts : null
    if (typeof acts === 'object' && acts !== null) {
      for (const [name, act] of Object.entries(acts))
        if (!isGuarded(act)) found.push(`app/${file}: the act "${name}" has no guard`)
    } else if (!isGuarded(action)) found.push(`app/${file}: the action has no guard`)
  }
  return found
}

/** A screen below a screens folder that no address leads to. */
export const orphanViolations = async (root: string, screens: readonly string[]): Promise<string[]> => {
  const files = new Set((await routesOf(root)).map((address) => `app/${address.file}`))
  return screens.filter((path) => !files.has(path)).map((path) => `${path}: no address leads here`)
}
