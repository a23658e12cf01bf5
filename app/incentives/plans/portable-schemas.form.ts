/** The JSON Schemas of every portable document, published under content/schemas/ for those who write such files. */
import * as z from 'zod/mini'
import { curveDocumentForm } from '#app/performance/curve.form.ts'
import { scorecardDocumentForm } from '#app/performance/scorecard.form.ts'
import { templateForm } from '#app/performance/template.form.ts'
import { planForm } from './plan.form.ts'

const forms = { curve: curveDocumentForm, scorecard: scorecardDocumentForm, template: templateForm, plan: planForm }
export type PortableName = keyof typeof forms
export const portableNames = Object.keys(forms) as PortableName[]

/** The text of `content/schemas/<name>.schema.json`. Rules across fields (weights of exactly 100 …) are in the README. */
export const schemaText = (name: PortableName): string =>
  `${JSON.stringify({ $id: `echelon.${name}.schema.json`, title: `Echelon ${name}`, ...z.toJSONSchema(forms[name], { reused: 'ref' }) }, null, 2)}\n`
