import { vitePlugin as remix } from '@remix-run/dev'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/support/longest-first.ts'

// The Remix plugin stays out of vitest, which loads screens as plain modules.
const testing = process.env.VITEST === 'true'

/** The web server and Remix's build are one bundle, so that a module exists once. Runs after Remix's own settings. */
const serverInOneBundle: Plugin = {
  name: 'server-in-one-bundle',
  enforce: 'post',
  config: (_config, { isSsrBuild }) =>
    isSsrBuild ? { build: { rollupOptions: { input: './app/server.ts' } } } : undefined,
}

/** Parts that few pages need, and that weigh something. */
const apart =
  /\/app\/ui\/(screens\/|gallery|.*(chart|picture)|combobox|data-table|table-|schema-form|tree|waterfall|drawer|stepper|file-field)/

/**
 * What every page needs comes in two files, the framework and the house's own; otherwise each small module that two pages
 * share is a request of its own, fifty of them on a first visit.
 */
const sharedChunk = (id: string): string | undefined => {
  if (
    /node_modules\/(react|react-dom|scheduler|@remix-run|react-router|react-router-dom|use-intl|turbo-stream)\//.test(
      id,
    )
  )
    return 'framework'
  const isOurs = /\/app\/(ui|i18n|paths|shell\/[^/]+\.tsx?$)/.test(id) && !id.includes('/app/shell/frame.tsx')
  return isOurs && !apart.test(id) ? 'house' : undefined
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
            // All routes are a file of 4 kB that the browser keeps; asking for those behind the links of a page costs the
            // server three times the page.
            v3_lazyRouteDiscovery: false,
            v3_singleFetch: true,
            v3_routeConfig: true,
          },
        }),
        serverInOneBundle,
      ],
  // Messages are compiled on the server; the browser only formats them (stack of use-intl's own advice).
  resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
  ssr: { noExternal: ['use-intl'] },
  build: {
    target: isSsrBuild ? 'node20' : 'es2022',
    chunkSizeWarningLimit: 700,
    ...(isSsrBuild ? {} : { rollupOptions: { output: { manualChunks: sharedChunk } } }),
  },
  server: { watch: { ignored: ['**/var/**', '**/build/**'] } },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    pool: 'threads',
    // Files share their modules: loading the product two hundred times over took a third of the whole.
    isolate: false,
    setupFiles: ['tests/support/setup.ts'],
    sequence: { sequencer: LongestFirst },
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
}))
