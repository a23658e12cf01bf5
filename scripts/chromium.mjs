// The browser of the journeys and the screenshots: CHROME_PATH, an installed one, else Debian's by apt when root.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

export const chromiumAbsent =
  'No Chromium was found: install one (Debian, Ubuntu: apt-get install chromium fonts-noto-cjk) or name it in CHROME_PATH.'

/** Path of a browser that can be driven, or null. */
export const findChromium = () => {
  const named = process.env.CHROME_PATH
  if (named) return existsSync(named) ? named : null
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...onPath, ...places].find((path) => existsSync(path)) ?? null
}

/** As findChromium, after trying to install one where that needs no one's leave. */
export const needChromium = (say = console.log) => {
  const found = findChromium()
  if (found) return found
  const mayInstall = !process.env.CHROME_PATH && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (!mayInstall) return null
  say('Installing Chromium and Chinese fonts with apt-get…')
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  spawnSync('apt-get', ['update', '-qq'], quiet)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], quiet)
  return findChromium()
}
