/** The acts of a page that is about one thing: each finds it, reads its form, does it, and shows the page anew. */
import type * as z from 'zod/mini'
import { back, readForm } from '#app/kernel/form.server.ts'
import { type SignedInArgs, signedIn } from './guard.server.ts'

/** `find` turns away whoever may not see the thing; `pageOf` is where one stands after the act. */
export const actsOn =
  <Thing>(find: (args: SignedInArgs) => Promise<Thing>, pageOf: (thing: Thing) => string) =>
  <S extends z.ZodMiniType>(
    schema: S,
    act: (args: SignedInArgs, thing: Thing, given: z.output<S>) => Promise<Parameters<typeof back>[0]>,
  ) =>
    signedIn(async (args) => {
      const thing = await find(args)
      const form = await readForm(args.request, schema)
      return form.ok ? back(await act(args, thing, form.value), pageOf(thing)) : form.refusal
    })
