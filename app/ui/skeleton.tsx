import styles from './skeleton.module.css'

const widths = ['92%', '78%', '85%', '64%', '88%', '71%']

/** Holds the place of what is loading; unseen for the first 150 ms, so that a quick answer never flickers. */
export const Skeleton = ({
  shape = 'text',
  lines = shape === 'table' ? 6 : 3,
}: {
  shape?: 'text' | 'table' | 'figure'
  lines?: number
}) => {
  const step = shape === 'table' ? 37 : 24
  const height = shape === 'figure' ? 56 : lines * step
  return (
    <svg className={styles.skeleton} width="100%" height={height} aria-hidden="true">
      {shape === 'figure' ? (
        <>
          <rect width="72" height="10" rx="3" />
          <rect y="20" width="160" height="30" rx="4" />
        </>
      ) : (
        Array.from({ length: lines }, (_, line) => line).map((line) =>
          shape === 'table' ? (
            <g key={line}>
              <rect y={line * step + 13} width="22%" height="11" rx="3" />
              <rect
                x="34%"
                y={line * step + 13}
                width={widths[line % 6] === '92%' ? '30%' : '22%'}
                height="11"
                rx="3"
              />
              <rect x="88%" y={line * step + 13} width="12%" height="11" rx="3" />
              <rect y={line * step + step - 1} width="100%" height="1" />
            </g>
          ) : (
            <rect
              key={line}
              y={line * step + 6}
              width={line === lines - 1 ? '46%' : widths[line % 6]}
              height="11"
              rx="3"
            />
          ),
        )
      )}
    </svg>
  )
}
