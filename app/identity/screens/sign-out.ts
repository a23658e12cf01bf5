import { redirect } from '@remix-run/node'
import { signOut } from '#app/identity/sign-ins.server.ts'
import { paths } from '#app/paths.ts'
import { signedIn } from '#app/shell/guard.server.ts'

export const action = signedIn(async ({ db, actor, sessionToken, context, now }) => {
  const cookie = await signOut(db, actor, sessionToken, context.origin, now)
  return redirect(paths.signIn(), { headers: { 'Set-Cookie': cookie } })
})
