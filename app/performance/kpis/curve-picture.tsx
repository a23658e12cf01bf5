import type { PointerEvent, ReactNode } from 'react'
import { useLocale } from 'use-intl'
import { numberText } from '#app/kernel/intl.ts'
import { classes } from '#app/ui/classes.ts'
import type { Curve } from '../curve.ts'
import { inUnit } from '../in-unit.ts'
import styles from './curve-picture.module.css'
import { type CurveShape, pointsNamed, type Spot, shapeOf } from './curve-shape.ts'

export const pictureSize = { width: 480, height: 220, left: 36, right: 12, top: 14, bottom: 26 } as const
type Size = { width: number; height: number; left: number; right: number; top: number; bottom: number }

/** Places of the picture, in its own units. */
export const placing = (shape: CurveShape, size: Size = pictureSize) => ({
  x: (value: number) =>
    size.left + ((value - shape.from) / (shape.to - shape.from)) * (size.width - size.left - size.right),
  y: (points: number) =>
    size.height -
    size.bottom -
    ((points - shape.least) / (shape.most - shape.least)) * (size.height - size.top - size.bottom),
})

export type CurvePictureProps = {
  curve: Curve
  target?: string | null
  /** A value with its points, drawn on the line. */
  here?: { value: string; points: string } | null
  label: string
  unit?: string
  small?: boolean
  /** Drawn on top: handles of the studio. */
  children?: (place: ReturnType<typeof placing>, shape: CurveShape) => ReactNode
  onPointerMove?: (event: PointerEvent<SVGSVGElement>) => void
  onPointerUp?: () => void
}

/** A scoring curve: value below, points at the left; the target stands as a faint line, the actual as a dot. */
export const CurvePicture = ({ curve, target, here, label, unit, small, children, ...pointer }: CurvePictureProps) => {
  const locale = useLocale()
  const level = curve.kind === 'anchored' && here ? curve.levels.findIndex((each) => each.level === here.value) : -1
  const value = here ? (curve.kind === 'anchored' ? level : Number(here.value)) : null
  const aim = target && curve.kind !== 'anchored' && curve.kind !== 'deduct' ? Number(target) : null
  const also = [...(value === null || value < 0 ? [] : [value]), ...(aim === null ? [] : [aim])]
  const shape = shapeOf(curve, aim, curve.kind === 'anchored' ? [] : also)
  const size: Size = small ? { width: 280, height: 128, left: 30, right: 10, top: 12, bottom: 22 } : pictureSize
  const place = placing(shape, size)
  const number = (of: number) => numberText(of, locale, { maximumFractionDigits: 2 })
  const text = (spots: readonly Spot[]) => spots.map((spot) => `${place.x(spot.x)},${place.y(spot.y)}`).join(' ')
  const right = size.width - size.right
  const bottom = size.height - size.bottom
  const marks = pointsNamed(shape, size.height - size.top - size.bottom)
  const atHere = here && value !== null && value >= 0 && !shape.levels ? place.x(value) : null
  return (
    <svg
      viewBox={`0 0 ${size.width} ${size.height}`}
      className={classes(styles.picture, !small && styles.wide)}
      role={children ? 'group' : 'img'}
      aria-label={label}
      {...pointer}
    >
      {marks.map((mark) => (
        <g key={mark}>
          <line x1={size.left} x2={right} y1={place.y(mark)} y2={place.y(mark)} className={styles.grid} />
          <text x={size.left - 6} y={place.y(mark) + 4} textAnchor="end" className={styles.mark}>
            {number(mark)}
          </text>
        </g>
      ))}
      <line x1={size.left} x2={right} y1={bottom} y2={bottom} className={styles.axis} />
      {shape.levels ? (
        shape.line.map((spot, index) => (
          <g key={shape.levels?.[index]}>
            <rect
              x={place.x(spot.x) - 14}
              width={28}
              y={place.y(spot.y)}
              height={bottom - place.y(spot.y)}
              className={index === level ? styles.barHere : styles.bar}
            />
            <text x={place.x(spot.x)} y={size.height - 8} textAnchor="middle" className={styles.mark}>
              {shape.levels?.[index]}
            </text>
          </g>
        ))
      ) : (
        <>
          {(atHere === null || atHere - size.left > 40) && (
            <text x={size.left} y={size.height - 8} className={styles.mark}>
              {number(shape.from)}
            </text>
          )}
          {(atHere === null || right - atHere > 70) && (
            <text x={right} y={size.height - 8} textAnchor="end" className={styles.mark}>
              {inUnit(number(shape.to), unit)}
            </text>
          )}
          <polyline points={text(shape.line)} className={styles.line} />
        </>
      )}
      {aim !== null && <line x1={place.x(aim)} x2={place.x(aim)} y1={size.top} y2={bottom} className={styles.target} />}
      {here && value !== null && value >= 0 && (
        <>
          {!shape.levels && (
            <line
              x1={place.x(value)}
              x2={place.x(value)}
              y1={place.y(Number(here.points))}
              y2={bottom}
              className={styles.drop}
            />
          )}
          <circle cx={place.x(value)} cy={place.y(Number(here.points))} r={5} className={styles.here} />
          {!shape.levels && (
            <text x={place.x(value)} y={size.height - 8} textAnchor="middle" className={styles.hereText}>
              {number(value)}
            </text>
          )}
        </>
      )}
      {children?.(place, shape)}
    </svg>
  )
}
