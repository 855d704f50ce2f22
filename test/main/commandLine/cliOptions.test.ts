import { describe, expect, it } from 'vitest'
import { defaultCsvOptions } from '../../../common/export/options'
import { defaultTrackingOptions, trackingOptionsSchema } from '../../../common/tasks'
import { readCliOptions } from '../../../main/commandLine/cliOptions'

function read(line: string) {
  return readCliOptions(line.split(' '), '1.2.3')
}

describe('the command line', () => {
  it('needs only a folder and a name: the rest is as in the window', () => {
    expect(read('photos --out landmarks.csv')).toEqual({
      paths: ['photos'],
      outPath: 'landmarks.csv',
      tracking: defaultTrackingOptions('hands'),
      output: { format: 'csv', csv: defaultCsvOptions, ownMeasures: [] },
      workers: undefined,
      includeSubfolders: true,
      libraryPath: undefined,
      overwrite: false,
      verbose: false,
    })
  })

  it('takes every option, and several folders and files', () => {
    const line =
      'a b.mp4 -o out.csv -t holistic --variant heavy -f wide -w 3 --max 4 --min-detection 0.1 ' +
      '--min-presence 0.2 --min-tracking 0.3 --long-side 640 --fps 12.5 --no-subfolders ' +
      '--no-defuse --bom --library kept.duckdb --overwrite --verbose'
    expect(read(line)).toEqual({
      paths: ['a', 'b.mp4'],
      outPath: 'out.csv',
      tracking: {
        task: 'holistic',
        modelVariant: 'heavy',
        maxSubjects: 4,
        minDetectionConfidence: 0.1,
        minPresenceConfidence: 0.2,
        minTrackingConfidence: 0.3,
        inputLongSidePx: 640,
        videoSampling: { kind: 'rate', framesPerSecond: 12.5 },
      },
      output: {
        format: 'csv',
        csv: { shape: 'wide', defuseFormulas: false, byteOrderMark: true },
      },
      workers: 3,
      includeSubfolders: false,
      libraryPath: 'kept.duckdb',
      overwrite: true,
      verbose: true,
    })
  })

  it.each([
    ['-o people.parquet', 'parquet'],
    ['-o people.JSONL', 'json-lines'],
    ['-o people.ndjson', 'json-lines'],
    ['-o people.txt', 'csv'],
    ['-o people.txt -f parquet', 'parquet'],
    ['-o people.csv -f json-lines', 'json-lines'],
    ['-o people.parquet -f wide', 'csv'],
  ])('takes the format that is asked for, or that the ending says: %s', (line, format) => {
    expect(read(`a ${line}`).output.format).toBe(format)
  })

  it('looks for as many people as suit the task, unless told otherwise', () => {
    expect(read('a -o b -t hands').tracking.maxSubjects).toBe(2)
    expect(read('a -o b -t face').tracking.maxSubjects).toBe(1)
    expect(read('a -o b -t face --max 5').tracking.maxSubjects).toBe(5)
  })

  it.each([
    '--max 1 --long-side 64 --stride 1 --min-detection 0',
    '--max 10 --long-side 8192 --stride 1000 --min-detection 1',
    '--fps 0.1',
    '--fps 1000',
  ])('takes nothing that a worker would not: %s', (options) => {
    const { tracking } = read(`a -o b ${options}`)
    expect(trackingOptionsSchema.parse(tracking)).toEqual(tracking)
  })
})
