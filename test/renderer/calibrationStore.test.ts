import { beforeEach, describe, expect, it } from 'vitest'
import type { Calibration } from '../../common/calibration'
import { defaultSettings, type Settings } from '../../common/settings'
import { isChange, proposalRows } from '../../renderer/batch/calibration/proposals'
import { calibrationText } from '../../renderer/batch/calibration/texts'
import { useCalibration } from '../../renderer/stores/calibration'
import { useSettings } from '../../renderer/stores/settings'
import { someCalibration } from '../calibrations'
import { fakeBridge, type FakeBridge } from './fakeBridge'

let saved: Settings
let main: FakeBridge
/** Settle what main was asked to measure. */
let finish: (calibration: Calibration | null) => void
let fail: (error: Error) => void

beforeEach(async () => {
  saved = defaultSettings
  const measured = new Promise<Calibration | null>((resolve, reject) => {
    finish = resolve
    fail = reject
  })
  main = fakeBridge({
    'get-settings': () => saved,
    'get-app-info': () => ({ version: '1.2.3', automaticWorkers: 2, platform: 'linux' }),
    'change-settings': (patch) => (saved = { ...saved, ...(patch as Partial<Settings>) }),
    'start-calibration': () => measured,
    'stop-calibration': () => finish(null),
  })
  useCalibration().connect()
  await useSettings().connect()
})

describe('the offer to measure', () => {
  it('is not made before it is known whether it was answered', () => {
    fakeBridge()
    expect(useCalibration().isOffered).toBe(false)
  })

  it('is made once, whichever way it is answered', async () => {
    const store = useCalibration()
    expect(store.isOffered).toBe(true)
    await store.decline()
    expect([store.isOffered, saved.calibrationOfferAnswered]).toEqual([false, true])
  })

  it('is answered by measuring, also when that is stopped', async () => {
    const store = useCalibration()
    const measuring = store.measure()
    await store.close()
    await measuring
    expect([store.state.kind, store.isOffered]).toEqual(['idle', false])
  })

  it('is not made to somebody whose machine has been measured', () => {
    main.emit('settings-changed', { ...saved, calibration: someCalibration })
    expect(useCalibration().isOffered).toBe(false)
  })
})

describe('measuring', () => {
  it('shows how far it is, then what is proposed, and changes nothing by itself', async () => {
    const store = useCalibration()
    const measuring = store.measure()
    const progress = { step: { kind: 'input-sizes', task: 'pose' }, share: 0.5 } as const
    main.emit('calibration-progressed', progress)
    expect(store.state).toEqual({ kind: 'measuring', progress })
    finish(someCalibration)
    await measuring
    expect(store.state).toEqual({ kind: 'measured', calibration: someCalibration })
    await store.close()
    expect([store.state.kind, saved.tracking, saved.workers]).toEqual([
      'idle',
      defaultSettings.tracking,
      null,
    ])
  })

  it('is asked for once, however often the button is pressed', () => {
    const store = useCalibration()
    void store.measure()
    void store.measure()
    expect(main.orders.filter(([channel]) => channel === 'start-calibration')).toHaveLength(1)
  })

  it('ends in a sentence where it fails, and progress that comes late is nobody’s', async () => {
    const store = useCalibration()
    const measuring = store.measure()
    fail(new Error('The sample photo is missing.'))
    await measuring
    main.emit('calibration-progressed', { step: { kind: 'workers' }, share: 1 })
    expect(store.state).toEqual({ kind: 'failed', message: 'The sample photo is missing.' })
    expect(calibrationText(store.state, 0)).toBe(
      'The machine could not be measured. The sample photo is missing.',
    )
  })
})

describe('what is proposed', () => {
  const rows = proposalRows(someCalibration, defaultSettings, 2)

  it('stands beside what is set now', () => {
    expect(rows.filter(isChange)).toEqual([
      {
        setting: 'hands',
        title: 'Hands',
        present: { value: 1280, photosPerSecond: 5, findsLess: false },
        proposed: { value: 640, photosPerSecond: 10, findsLess: false },
      },
      expect.objectContaining({ setting: 'face' }),
      expect.objectContaining({ setting: 'pose', title: 'Body (Lite)' }),
      {
        setting: 'workers',
        title: 'Workers (Hands)',
        present: { value: 2, photosPerSecond: 9, findsLess: false },
        proposed: { value: 4, photosPerSecond: 15, findsLess: false },
      },
    ])
  })

  it('has no speed for what could not be measured', () => {
    const [hands] = proposalRows(
      someCalibration,
      {
        ...defaultSettings,
        tracking: {
          ...defaultSettings.tracking,
          hands: { ...defaultSettings.tracking.hands, inputLongSidePx: 4000 },
        },
      },
      2,
    )
    expect(hands?.present).toEqual({ value: 4000, photosPerSecond: null, findsLess: false })
  })

  it('is set as far as it is taken', async () => {
    await useCalibration().apply(
      rows.filter(({ setting }) => ['face', 'workers'].includes(setting)),
    )
    expect(saved.workers).toBe(4)
    expect(saved.tracking).toEqual({
      ...defaultSettings.tracking,
      face: { ...defaultSettings.tracking.face, inputLongSidePx: 640 },
    })
  })
})
