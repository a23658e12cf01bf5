import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { fieldsOf as formFields } from '#app/kernel/form-fields.ts'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/choice-field.tsx'
import { useEarly } from '#app/ui/early.ts'
import { Note } from '#app/ui/note.tsx'
import { useSent } from '#app/ui/sent.ts'
import { type Curve, curveKinds, type Direction, directions } from '../curve.ts'
import { againstDirection } from '../curve-direction.ts'
import { curveFaults } from '../curve-fault.ts'
import { type CurveFields, curveOf, fieldsOf, sentFields } from './curve-input.form.ts'
import { CurvePicture, pictureSize } from './curve-picture.tsx'
import { shapeOf } from './curve-shape.ts'
import styles from './curve-studio.module.css'
import { CurveTable } from './curve-table.tsx'
import { SampleValues } from './sample-values.tsx'

type StudioProps = { curve: Curve | null; direction: Direction; target: string; unit: string; name: string }

/** Picture left with knots that can be dragged, table right, sample values under it: one state, three views. */
export const CurveStudio = ({ curve: first, direction, target, unit, name }: StudioProps) => {
  const t = useTranslations('performance')
  const [fields, setFields] = useState<CurveFields>(sentFields(useSent('curve')) ?? fieldsOf(first))
  const kind = useRef<HTMLSelectElement>(null)
  useEarly(() => {
    const form = kind.current?.form
    if (form) setFields((shown) => sentFields(formFields(new FormData(form)).curve, shown) ?? shown)
  })
  const { curve, issues, places } = curveOf(fields)
  const faults = issues.length === 0 ? curveFaults(curve) : []
  const isSound = issues.length === 0 && faults.length === 0
  const [lastSound, setLastSound] = useState<Curve | null>(first)
  if (isSound && JSON.stringify(lastSound) !== JSON.stringify(curve)) setLastSound(curve)
  const shown = isSound ? curve : lastSound
  const against = isSound ? againstDirection(curve, direction) : null
  const aim = target === '' ? null : target
  return (
    <div className={styles.studio}>
      <div className={styles.picture}>
        {shown && (
          <KnotPicture
            curve={shown}
            target={aim}
            unit={unit}
            label={t('curve.picture', { name })}
            onMove={(index, at, points) =>
              setFields((all) => ({
                ...all,
                knots: all.knots.map((knot, place) => (place === places[index] ? { at, points } : knot)),
              }))
            }
          />
        )}
        {!isSound && (
          <Note tone="warn" title={faults[0] ? t(`errors.${faults[0].code}`) : t('curve.unfinished')} live />
        )}
        {against && (
          <Note
            tone="warn"
            title={t('lint.curve-against-direction', {
              ...{ direction, where: against.where },
              ...{ from: against.from ?? '', to: against.to ?? '' },
            })}
            live
          />
        )}
        {shown && (
          <div className={styles.samples}>
            <SampleValues curve={shown} target={aim} unit={unit} />
          </div>
        )}
      </div>
      <div className={styles.table}>
        <SelectField
          ref={kind}
          label={t('kpi.curve')}
          name="curve.kind"
          value={fields.kind}
          onChange={(event) => {
            const chosen = curveKinds.find((each) => each === event.target.value)
            if (chosen) setFields({ ...fields, kind: chosen })
          }}
          options={curveKinds.map((value) => ({
            value,
            label: t(`curve.kind.${value}`),
            help: t(`curve.help.${value}`),
          }))}
        />
        <p className={styles.help}>{t(`curve.help.${fields.kind}`)}</p>
        {(fields.kind === 'linear' || fields.kind === 'step') && (
          <SelectField
            label={t('kpi.direction')}
            name="curve.direction"
            value={fields.direction}
            onChange={(event) =>
              setFields({ ...fields, direction: event.target.value === 'lower' ? 'lower' : 'higher' })
            }
            options={directions.map((value) => ({ value, label: t(`direction.${value}`) }))}
          />
        )}
        <CurveTable fields={fields} onChange={setFields} />
        <noscript>
          <Button name="act" value="save">
            {t('curve.apply')}
          </Button>
        </noscript>
      </div>
    </div>
  )
}

type KnotProps = {
  curve: Curve
  target: string | null
  unit: string
  label: string
  onMove: (index: number, at: string, points: string) => void
}

const KnotPicture = ({ curve, target, unit, label, onMove }: KnotProps) => {
  const t = useTranslations('performance')
  const [held, setHeld] = useState<number | null>(null)
  const svg = useRef<SVGSVGElement | null>(null)
  const shape = shapeOf(curve, target === null ? null : Number(target))
  const width = shape.to - shape.from
  const places = Math.max(0, 2 - Math.floor(Math.log10(width || 1)))
  const written = (value: number, digits: number) => String(Number(value.toFixed(digits)))
  const knots = curve.kind === 'piecewise' ? curve.knots : []
  const drag = (event: PointerEvent<SVGSVGElement>) => {
    if (held === null) return
    const box = event.currentTarget.getBoundingClientRect()
    const { left, right, top, bottom, width: w, height: h } = pictureSize
    const x = ((event.clientX - box.left) / box.width) * w
    const y = ((event.clientY - box.top) / box.height) * h
    const at = shape.from + Math.min(1, Math.max(0, (x - left) / (w - left - right))) * width
    const points =
      shape.least + Math.min(1, Math.max(0, (h - bottom - y) / (h - top - bottom))) * (shape.most - shape.least)
    onMove(held, written(at, places), written(points, 0))
  }
  const nudge = (event: KeyboardEvent, index: number) => {
    const knot = knots[index]
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key]
    if (!knot || !step) return
    event.preventDefault()
    const much = event.shiftKey ? 10 : 1
    const at = Number(knot.at) + ((step[0] ?? 0) * much * width) / 100
    onMove(index, written(at, places), written(Number(knot.points) + (step[1] ?? 0) * much, 2))
  }
  return (
    <CurvePicture
      curve={curve}
      target={target}
      unit={unit}
      label={label}
      onPointerMove={drag}
      onPointerUp={() => setHeld(null)}
    >
      {(place) =>
        knots.map((knot, index) => (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: a knot is known by its row of the table
            key={index}
            ref={(element) => {
              svg.current = element?.ownerSVGElement ?? svg.current
            }}
            cx={place.x(Number(knot.at))}
            cy={place.y(Number(knot.points))}
            r={7}
            className={styles.knot}
            role="slider"
            tabIndex={0}
            aria-label={t('curve.knot', { number: index + 1 })}
            aria-valuenow={Number(knot.points)}
            aria-valuetext={t('curve.knot-at', { at: knot.at, points: knot.points })}
            onKeyDown={(event) => nudge(event, index)}
            onPointerDown={(event) => {
              event.preventDefault()
              event.currentTarget.focus()
              svg.current?.setPointerCapture(event.pointerId)
              setHeld(index)
            }}
          />
        ))
      }
    </CurvePicture>
  )
}
