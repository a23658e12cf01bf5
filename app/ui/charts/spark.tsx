import styles from './spark.module.css'
import { sparkPoints } from './spark-points.ts'

export type SparkProps = {
  values: readonly number[]
  /** What it shows, in a sentence: "Score from 1 October to 22 November, rising from 71 to 78". */
  label: string
  /** Dashed: where it should be. One value, or one for each point. */
  target?: number | readonly number[]
  height?: number
}

/** A line of how it went, without axes; beside a figure that says where it stands. */
export const Spark = ({ values, label, target, height = 44 }: SparkProps) => {
  const aim = target === undefined ? [] : typeof target === 'number' ? values.map(() => target) : target
  const { line, dashed, end } = sparkPoints(values, aim, height)
  return (
    <svg className={styles.spark} width="100%" height={height} role="img" aria-label={label}>
      {/* A nested picture stretches with its width while the strokes and the dot keep their size. */}
      <svg viewBox={`0 0 100 ${height}`} width="100%" height={height} preserveAspectRatio="none" aria-hidden="true">
        {dashed && <polyline className={styles.target} points={dashed} vectorEffect="non-scaling-stroke" />}
        <polyline className={styles.line} points={line} vectorEffect="non-scaling-stroke" />
      </svg>
      {end && <circle className={styles.end} cx={`${end.x}%`} cy={end.y} r="3" />}
    </svg>
  )
}
