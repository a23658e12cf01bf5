import { useState } from 'react'

/** A hidden key that makes a double submit one act. The server's stands; the browser does not replace it. */
export const FormKey = () => {
  const [key] = useState(() => globalThis.crypto.randomUUID())
  return <input type="hidden" name="formKey" defaultValue={key} suppressHydrationWarning />
}
