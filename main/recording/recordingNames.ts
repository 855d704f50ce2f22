import { momentText } from '../../common/momentText'

/** What a recording is called until somebody renames it: `Recording 2026-11-25 04.12.33`. */
export function recordingTitle(localTime: Date): string {
  return `Recording ${momentText(localTime)}`
}

/** File systems take 255 bytes; this leaves room for an ending and a number. */
const maxNameBytes = 200

/** Names that Windows keeps for devices, whatever ending follows. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

/** Makes a title a file name, without an ending, that every file system takes. */
export function safeFileName(title: string): string {
  const safe = title
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]/gu, '_')
    // A leading dot would hide the file; Windows drops dots and spaces at the end.
    .replace(/^[. ]+/, '')
    .replace(deviceName, '$1_')
  return cutToBytes(safe, maxNameBytes).replace(/[. ]+$/, '') || 'Recording'
}

function cutToBytes(text: string, maxBytes: number): string {
  let bytes = 0
  let cut = ''
  for (const character of text) {
    bytes += Buffer.byteLength(character)
    if (bytes > maxBytes) break
    cut += character
  }
  return cut
}
