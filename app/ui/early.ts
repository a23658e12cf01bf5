import { useEffect, useRef } from 'react'

/**
 * Once the page can hear: what was typed or chosen before stands in its fields and nowhere else, and is taken up from
 * there. A part that holds its own value would put it back over what stands.
 */
export const useEarly = (takeUp: () => void): void => {
  const once = useRef(takeUp)
  useEffect(() => once.current(), [])
}
