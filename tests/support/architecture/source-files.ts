/** The source of a checkout as data: each file with what it imports. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import ts from 'typescript'

export type Import = {
  /** As written. */
  from: string
  /** Path from the root, such as 'app/kernel/day.ts', for our own files; null for a package. */
  file: string | null
  isType: boolean
}
export type Source = { path: string; text: string; imports: Import[] }

const known = new Map<string, Source[]>()

/** Every .ts and .tsx file below the folders. */
export const sourcesIn = (root: string, ...folders: string[]): Source[] => {
  const key = [root, ...folders].join('\n')
  const read = known.get(key) ?? folders.flatMap((folder) => readFolder(root, folder))
  known.set(key, read)
  return read
}

const readFolder = (root: string, folder: string): Source[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
        .map((entry) => posix.relative(root, posix.join(entry.parentPath, entry.name)))
        .sort()
        .map((path) => {
          const text = readFileSync(join(root, path), 'utf8')
          return { path, text, imports: importsOf(path, text) }
        })
    : []

const importsOf = (path: string, text: string): Import[] => {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const found: Import[] = []
  const note = (specifier: ts.Node | undefined, isType: boolean) => {
    if (!specifier || !ts.isStringLiteral(specifier)) return
    found.push({ from: specifier.text, file: fileOf(path, specifier.text), isType })
  }
  const look = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) note(node.moduleSpecifier, isTypeOnly(node.importClause))
    else if (ts.isExportDeclaration(node)) note(node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      note(node.arguments[0], false)
    else if (!ts.isImportTypeNode(node)) ts.forEachChild(node, look)
  }
  ts.forEachChild(tree, look)
  return found
}

const isTypeOnly = (clause: ts.ImportClause | undefined): boolean => {
  if (!clause) return false
  if (clause.isTypeOnly) return true
  const named = clause.namedBindings
  if (clause.name || !named || !ts.isNamedImports(named)) return false
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly)
}

const fileOf = (path: string, from: string): string | null => {
  if (from.startsWith('#')) return from.slice(1)
  if (from.startsWith('.')) return posix.join(posix.dirname(path), from)
  return null
}
