export declare const chromiumAbsent: string
export declare const findChromium: () => string | null
export declare const needChromium: (say?: (line: string) => void) => string | null
