import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { calibrationSchema, type CalibrationProgress } from '../../../common/calibration'
import { defaultSettings } from '../../../common/settings'
import { tasks } from '../../../common/tasks'
import { Calibrator, type CalibratorOptions } from '../../../main/calibration/calibrator'
import { createNodeHost } from '../../../main/pool/nodeHost'
import type { StartWorker } from '../../../main/pool/workerConnection'
import { photoPaths } from '../../media'
import { builtWorker, isAlive, modelsFolder, until, wasmFolder } from '../../processes'

const slices = { sizesMs: { hands: 0, face: 200, pose: 0, holistic: 0 }, workersMs: 400 }

let processIds: number[]
let told: CalibrationProgress[]
let calibrator: Calibrator

function createCalibrator(change: Partial<CalibratorOptions> = {}): Calibrator {
  return new Calibrator({
    ...{ startWorker, wasmFolder, slices, log: () => undefined },
    modelFolders: { builtIn: modelsFolder },
    photoPath: photoPaths[3]!,
    onProgress: (progress) => told.push(progress),
    ...change,
  })
}

const host = createNodeHost(builtWorker, () => undefined)

const startWorker: StartWorker = () => {
  const connection = host()
  processIds.push(connection.processId()!)
  return connection
}

beforeEach(() => {
  processIds = []
  told = []
  calibrator = createCalibrator()
})

afterEach(() => {
  expect(processIds.filter(isAlive)).toEqual([])
})

describe('a calibration', () => {
  it('measures every task and numbers of workers, tells how far it is, and leaves nothing', async () => {
    const calibration = await calibrator.run({ ...defaultSettings, task: 'face', workers: 2 })

    expect(calibrationSchema.parse(calibration)).toEqual(calibration)
    const sizes = tasks.map((task) => calibration!.tasks[task].inputSizes)
    for (const measured of sizes) {
      expect(measured.map(({ inputLongSidePx }) => inputLongSidePx)).toEqual([640, 960, 1280, 1920])
    }
    expect(calibration!.tasks.hands).toMatchObject({ modelVariant: 'lite', maxSubjects: 2 })
    expect(calibration!.workers.task).toBe('face')
    expect(calibration!.workers.measured[0]?.workers).toBe(1)

    const steps = told.map(({ step }) => ('task' in step ? step.task : step.kind))
    expect([...new Set(steps)]).toEqual(['hands', 'pose', 'holistic', 'face', 'workers'])
    const shares = told.map(({ share }) => share)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
  })

  it('is stopped within a second, and can be started again', async () => {
    const stopped = calibrator.run(defaultSettings)
    await until(() => processIds.length > 0)
    const startMs = performance.now()
    await calibrator.stop()
    expect(performance.now() - startMs).toBeLessThan(1000)
    expect(processIds.filter(isAlive)).toEqual([])
    expect(await stopped).toBeUndefined()

    const again = calibrator.run(defaultSettings)
    await until(() => processIds.length > 1)
    await calibrator.stop()
    expect(await again).toBeUndefined()
  })

  it('stops one that is under way when it is started once more', async () => {
    const first = calibrator.run(defaultSettings)
    await until(() => processIds.length > 0)
    const second = calibrator.run(defaultSettings)
    expect(await first).toBeUndefined()
    await calibrator.stop()
    expect(await second).toBeUndefined()
  })

  it('ends with a sentence where a worker dies', async () => {
    const measuring = calibrator.run(defaultSettings)
    const failure = expect(measuring).rejects.toThrow(/^(A|The) tracking process ended while it/)
    await until(() => processIds.length > 1)
    process.kill(processIds[1]!, 'SIGKILL')
    await failure
  })

  it('ends with a sentence where its photo or a model is missing', async () => {
    const withoutPhoto = createCalibrator({ photoPath: '/not/there.jpg' })
    await expect(withoutPhoto.run(defaultSettings)).rejects.toThrow(
      'The sample photo is missing. Run "npm run setup" to put it in place.',
    )
    const withoutModels = createCalibrator({ modelFolders: { builtIn: '/not/there' } })
    await expect(withoutModels.run(defaultSettings)).rejects.toThrow(
      'The model face_landmarker.task is missing. Run "npm run setup" to build it.',
    )
  })
})
