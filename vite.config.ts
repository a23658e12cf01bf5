import { vitePlugin as remix } from '@remix-run/dev'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

// The Remix plugin stays out of vitest, which loads screens as plain modules.
const testing = process.env.VITEST === 'true'

/** The web server and Remix's build are one bundle, so that a module exists once. Runs after Remix's own settings. */
const serverInOneBundle: Plugin = {
  name: 'server-in-one-bundle',
  enforce: 'post',
  config: (_config, { isSsrBuild }) =>
    isSsrBuild ? { build: { rollupOptions: { input: './app/server.ts' } } } : undefined,
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: testing
    ? []
    : [
        remix({
          appDirectory: 'app',
          future: {
            v3_fetcherPersist: true,
            v3_relativeSplatPath: true,
            v3_throwAbortReason: true,
            v3_lazyRouteDiscovery: true,
            v3_singleFetch: true,
            v3_routeConfig: true,
          },
        }),
        serverInOneBundle,
      ],
  // Messages are compiled on the server; the browser only formats them (stack of use-intl's own advice).
  resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
  ssr: { noExternal: ['use-intl'] },
  build: { target: isSsrBuild ? 'node20' : 'es2022', chunkSizeWarningLimit: 700 },
  server: { watch: { ignored: ['**/var/**', '**/build/**'] } },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
}))
