export declare const sqldAbsent: string
export declare const findSqld: () => string | null
export declare const needSqld: (say?: (line: string) => void) => string | null
