/** Points of a spark on a field 100 wide, padded so that neither stroke nor dot is cut. Pure. */
export const sparkPoints = (values: readonly number[], target: readonly number[], height: number) => {
  const all = [...values, ...target]
  const low = Math.min(...all)
  const range = Math.max(...all) - low
  const pad = 4
  const x = (index: number) => (values.length < 2 ? 50 : 1 + (index / (values.length - 1)) * 97)
  const y = (value: number) => (range === 0 ? height / 2 : height - pad - ((value - low) / range) * (height - 2 * pad))
  const points = (list: readonly number[]) =>
    list.map((value, index) => `${x(index).toFixed(2)},${y(value).toFixed(2)}`).join(' ')
  const last = values.at(-1)
  return {
    line: points(values),
    dashed: target.length > 0 ? points(target) : '',
    end: last === undefined ? null : { x: Number(x(values.length - 1).toFixed(2)), y: Number(y(last).toFixed(2)) },
  }
}
