import { unzipSync } from 'fflate'
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import checksums from '../../scripts/models/checksums.json' with { type: 'json' }
import { gatheredIndices } from '../../scripts/models/faceLandmarks.mjs'
import { runSteps } from '../../scripts/step.mjs'
import { buildModels } from '../../scripts/steps/models.mjs'
import { sha256 } from '../../scripts/verifiedFiles.mjs'
import { temporaryFolder } from './temporaryFolder'

const packageFolder = resolve('node_modules/@mediapipe/holistic')
const modelsFolder = join(temporaryFolder(), 'models')
const build = () => buildModels({ packageFolder, modelsFolder, checksums })

describe('the model bundles', () => {
  beforeAll(async () => {
    expect(await build()).toEqual({
      summary: 'built and verified 8 of 8 bundles',
      changed: true,
    })
  })

  it('are byte for byte what the committed checksums say, and nothing else lies there', () => {
    const built = Object.fromEntries(
      readdirSync(modelsFolder).map((name) => [
        name,
        sha256(readFileSync(join(modelsFolder, name))),
      ]),
    )
    expect(built).toEqual(checksums)
  })

  it('hold the entries that each MediaPipe task looks for, stored and not compressed', () => {
    const file = join(modelsFolder, 'holistic_landmarker_lite.task')
    const entries = unzipSync(readFileSync(file), {
      filter: ({ compression }) => compression === 0,
    })
    expect(Object.keys(entries)).toEqual([
      'face_detector.tflite',
      'face_landmarks_detector.tflite',
      'hand_landmarks_detector.tflite',
      'hand_roi_refinement.tflite',
      'pose_detector.tflite',
      'pose_landmarks_detector.tflite',
    ])
  })

  it('are left alone once they are right', async () => {
    expect(await build()).toEqual({ summary: '8 bundles already built', changed: false })
  })

  it('are built again where one is corrupt, and only there', async () => {
    const broken = join(modelsFolder, 'hand_landmarker.task')
    const intact = join(modelsFolder, 'face_landmarker.task')
    const intactSinceMs = statSync(intact).mtimeMs
    const bytes = readFileSync(broken)
    bytes.writeUInt8(bytes.readUInt8(1000) ^ 1, 1000)
    writeFileSync(broken, bytes)

    expect(await build()).toEqual({
      summary: 'built and verified 1 of 8 bundles',
      changed: true,
    })
    expect(sha256(readFileSync(broken))).toBe(checksums['hand_landmarker.task'])
    expect(statSync(intact).mtimeMs).toBe(intactSinceMs)
  })
})

describe('a bundle that differs from its committed checksum', () => {
  const folder = temporaryFolder()

  it('stops set-up with step, file and remedy, and leaves no file behind', async () => {
    const wrong = { 'face_landmarker.task': '0'.repeat(64) }
    const lines: string[] = []
    const run = () => buildModels({ packageFolder, modelsFolder: folder, checksums: wrong })

    const isReady = await runSteps(
      [{ name: 'Models', load: () => Promise.resolve({ run }) }],
      folder,
      (line) => lines.push(line),
    )

    expect(isReady).toBe(false)
    expect(lines).toEqual([
      '  x Models               failed',
      '\nSet-up stopped at the step "Models".',
      `  Reason:  ${join(folder, 'face_landmarker.task')} has the SHA-256 ` +
        `${checksums['face_landmarker.task']} instead of ${'0'.repeat(64)}.`,
      '  Remedy:  Run "npm ci" to get the pinned @mediapipe/holistic again. If you changed the ' +
        'bundles on purpose, run "node scripts/models/updateChecksums.mjs" and commit its list.',
    ])
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('the indices that join the face model’s outputs', () => {
  const indices = gatheredIndices()
  const point = (landmark: number) => [...indices.slice(landmark * 3, landmark * 3 + 3)]

  it('take each of the 1434 numbers from somewhere in the 1868 joined ones', () => {
    expect([indices.length, Math.min(...indices), Math.max(...indices)]).toEqual([1434, 2, 1867])
  })

  it('keep the mesh where nothing is refined', () => {
    expect(point(1)).toEqual([3, 4, 5])
  })

  it('take x and y of lips and eyes from the refined tensors, and z from the mesh', () => {
    expect({ lips: point(61), leftEye: point(33), rightEye: point(263) }).toEqual({
      lips: [1404, 1405, 61 * 3 + 2],
      leftEye: [1564, 1565, 33 * 3 + 2],
      rightEye: [1706, 1707, 263 * 3 + 2],
    })
  })

  it('give an iris the depth of the first point of its eye’s contour', () => {
    expect({ left: point(468), right: point(477) }).toEqual({
      left: [1848, 1849, 33 * 3 + 2],
      right: [1866, 1867, 263 * 3 + 2],
    })
  })
})
