import { anyone, notFound } from '#app/shell/guard.server.ts'

/** Any address that no screen has: the last-resort page says so. */
export const loader = anyone(async () => notFound())

const Missing = () => null
export default Missing
