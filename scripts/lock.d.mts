export const lock: (folder: string, onWait?: () => void) => Promise<() => void>
