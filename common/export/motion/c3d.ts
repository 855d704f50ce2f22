import type { Task } from '../../tasks'
import type { FormatMeaning } from '../formatMeaning'
import type { TrackedVideo } from '../trackedVideo'
import { blockBytes, parameterBlocks, type ParameterGroup } from './c3dParameters'
import { frameRate } from './frameRate'
import { atConstantRate, countAtRate } from './resampling'
import { markerNames, subjectMotion } from './spaceMarkers'
import { constantRate, spaceAxes, spaceNotes } from './spaceMeanings'

const mmPerM = 1000

/** The most that the 16 bits of the header can count; the parameters know the true number. */
const maxHeaderFrames = 65_535

/**
 * One subject's markers as a C3D file, as the user guide at https://www.c3d.org/docs/C3D_User_Guide.pdf
 * has it: a header, parameters and data in blocks of 512 bytes, here of the Intel kind with floating
 * point numbers. Millimetres, y up, as X_SCREEN and Y_SCREEN say. An unknown marker is 0, 0, 0 with a
 * residual of -1, a known one has residual 0, as no cameras were triangulated. The format knows one
 * rate only, so frames are brought to it.
 */
export async function* c3dFile(video: TrackedVideo, subject: number): AsyncGenerator<Uint8Array> {
  const markers = markerNames(video.task)
  const rate = frameRate(video.timesS)
  const frames = countAtRate(video.timesS, rate)
  const parameters = parameterBlocks((dataStartBlock) =>
    groups({ markers, rate, frames, dataStartBlock, subject, source: video.source }),
  )
  yield header(markers.length, frames, rate, parameters.length / blockBytes + 2)
  yield parameters
  let bytes = 0
  for await (const positions of atConstantRate(subjectMotion(video, subject), video.timesS, rate)) {
    const frame = frameBytes(positions)
    bytes += frame.length
    yield frame
  }
  yield new Uint8Array(-bytes & (blockBytes - 1))
}

function header(markers: number, frames: number, rate: number, dataStartBlock: number) {
  const view = new DataView(new ArrayBuffer(blockBytes))
  const parameterStartBlock = 2
  view.setUint8(0, parameterStartBlock)
  view.setUint8(1, 0x50)
  view.setUint16(2, markers, true)
  view.setUint16(6, 1, true)
  view.setUint16(8, Math.min(frames, maxHeaderFrames), true)
  view.setFloat32(12, floatingPointScale, true)
  view.setUint16(16, dataStartBlock, true)
  view.setFloat32(20, rate, true)
  return new Uint8Array(view.buffer)
}

/** A negative scale says that the data are floating point numbers. */
const floatingPointScale = -1

interface C3dFacts {
  readonly markers: readonly string[]
  readonly rate: number
  readonly frames: number
  readonly dataStartBlock: number
  readonly subject: number
  readonly source: string
}

function groups({ markers, rate, frames, dataStartBlock, ...who }: C3dFacts): ParameterGroup[] {
  return [
    {
      name: 'POINT',
      parameters: [
        { name: 'USED', int16: [markers.length], dimensions: [] },
        { name: 'SCALE', float: [floatingPointScale], dimensions: [] },
        { name: 'RATE', float: [rate], dimensions: [] },
        { name: 'DATA_START', int16: [dataStartBlock], dimensions: [] },
        { name: 'FRAMES', int16: [Math.min(frames, maxHeaderFrames)], dimensions: [] },
        ...(frames > maxHeaderFrames
          ? [{ name: 'LONG_FRAMES', float: [frames], dimensions: [] }]
          : []),
        { name: 'LABELS', texts: markers },
        { name: 'UNITS', text: 'mm' },
        { name: 'X_SCREEN', text: '+X' },
        { name: 'Y_SCREEN', text: '+Y' },
      ],
    },
    { name: 'ANALOG', parameters: [{ name: 'USED', int16: [0], dimensions: [] }] },
    {
      name: 'TRIAL',
      parameters: [
        { name: 'ACTUAL_START_FIELD', int16: [1, 0], dimensions: [2] },
        { name: 'ACTUAL_END_FIELD', int16: [frames & 0xffff, frames >>> 16], dimensions: [2] },
      ],
    },
    {
      name: 'SUBJECTS',
      parameters: [
        { name: 'USED', int16: [1], dimensions: [] },
        { name: 'NAMES', texts: [`subject_${who.subject}`] },
      ],
    },
    { name: 'MANUFACTURER', parameters: [{ name: 'SOFTWARE', text: 'Landmark Studio' }] },
  ]
}

const residuals = { known: 0, unknown: -1 } as const

function frameBytes(positions: Float64Array): Uint8Array {
  const view = new DataView(new ArrayBuffer((positions.length / 3) * 16))
  for (let marker = 0; marker < positions.length / 3; marker += 1) {
    const place = positions.subarray(marker * 3, marker * 3 + 3)
    const isKnown = place.every((value) => !Number.isNaN(value))
    const numbers = isKnown ? [...place].map((metres) => metres * mmPerM) : [0, 0, 0]
    const residual = isKnown ? residuals.known : residuals.unknown
    for (const [index, value] of [...numbers, residual].entries()) {
      view.setFloat32(marker * 16 + index * 4, value, true)
    }
  }
  return new Uint8Array(view.buffer)
}

export function c3dMeaning(task: Task): FormatMeaning {
  return {
    standard: 'C3D, Intel, floating point: https://www.c3d.org/docs/C3D_User_Guide.pdf',
    units: 'Millimetres',
    axes: `${spaceAxes} X_SCREEN and Y_SCREEN say so too; many viewers take z for up until told.`,
    frames: constantRate,
    missing: 'Residual -1 and the place 0, 0, 0; known markers have residual 0',
    notes: spaceNotes(task),
    columns: markerNames(task).map((column) => ({
      ...{ column, unit: 'millimetres' },
      meaning: 'The marker of that label: the landmark of that name',
    })),
  }
}
