// One rule that biome lacks: a query that is not awaited inside a transaction lands outside it, in silence.
import tseslint from 'typescript-eslint'

export default tseslint.config({
  files: ['app/**/*.ts', 'app/**/*.tsx', 'db/**/*.ts', 'scripts/**/*.ts', 'tests/**/*.ts'],
  linterOptions: { reportUnusedDisableDirectives: 'off' },
  languageOptions: { parser: tseslint.parser, parserOptions: { project: './tsconfig.json' } },
  plugins: { '@typescript-eslint': tseslint.plugin },
  rules: { '@typescript-eslint/no-floating-promises': ['error', { checkThenables: true }] },
})
