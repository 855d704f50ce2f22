import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { copySample } from '../../scripts/steps/sample.mjs'
import { sha256 } from '../../scripts/verifiedFiles.mjs'
import { temporaryFolder } from './temporaryFolder'

const packageFolder = resolve('node_modules/@vladmandic/face-api')
const photo = readFileSync(join(packageFolder, 'demo/sample4.jpg'))
const right = { 'people.jpg': sha256(photo) }

it('the sample photo is put in place once, and again where it is damaged', async () => {
  const sampleFolder = join(temporaryFolder(), 'sample')
  const copy = () => copySample({ packageFolder, sampleFolder, checksums: right })
  const copied = { summary: 'copied and verified the photo', changed: true }

  expect(await copy()).toEqual(copied)
  expect(await copy()).toEqual({ summary: 'photo already in place', changed: false })
  writeFileSync(join(sampleFolder, 'people.jpg'), 'half of it')
  expect(await copy()).toEqual(copied)
  expect(readFileSync(join(sampleFolder, 'people.jpg')).equals(photo)).toBe(true)
})

it('another photo than the one we know is refused, and nothing is left behind', async () => {
  const sampleFolder = temporaryFolder()
  const checksums = { 'people.jpg': '0'.repeat(64) }
  await expect(copySample({ packageFolder, sampleFolder, checksums })).rejects.toThrow(
    `instead of ${'0'.repeat(64)}.`,
  )
  expect(readdirSync(sampleFolder)).toEqual([])
})
