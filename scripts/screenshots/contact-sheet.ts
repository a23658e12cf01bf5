/** One page with every shot, a row per screen. */
import type { Screen } from './crawl.ts'
import { type Look, lookName } from './shoot.ts'

export type Shot = { screen: Screen; look: Look; file: string; faults: string[] }

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

export const contactSheet = (shots: readonly Shot[], unreached: readonly string[]): string => {
  const rows = [...new Set(shots.map((shot) => shot.screen.file))].map((file) => {
    const own = shots.filter((shot) => shot.screen.file === file)
    const pictures = own.map(
      (shot) =>
        `<figure><a href="${shot.file}"><img loading="lazy" src="${shot.file}" alt=""></a><figcaption>${lookName(shot.look)}${shot.faults.map((fault) => `<br><b>${escaped(fault)}</b>`).join('')}</figcaption></figure>`,
    )
    return `<section><h2>${file} <small>${escaped(own[0]?.screen.to ?? '')} as ${own[0]?.screen.by?.name ?? 'a stranger'}</small></h2>${pictures.join('')}</section>`
  })
  return `<!doctype html><meta charset="utf-8"><title>Screens</title><style>
body{font:14px system-ui;margin:2rem;background:#eee}section{margin-bottom:2rem}h2{font-size:1rem}small{font-weight:400;color:#555}
figure{display:inline-block;margin:0 1rem 1rem 0;vertical-align:top;max-width:320px}img{width:320px;max-height:420px;object-fit:cover;object-position:top;border:1px solid #bbb}b{color:#b00}
</style><h1>${shots.length} shots of ${rows.length} screens</h1>${unreached.length > 0 ? `<p>No link leads to: ${unreached.join(', ')}</p>` : ''}${rows.join('')}`
}
