/// <reference types="vite/client" />
import '@remix-run/node'
import '@remix-run/server-runtime'
import type { RequestContext } from '#app/kernel/request-context.ts'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends RequestContext {}
}
