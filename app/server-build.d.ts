declare module 'virtual:remix/server-build' {
  const build: import('@remix-run/node').ServerBuild
  export default build
  export const assets: import('@remix-run/node').ServerBuild['assets']
}
