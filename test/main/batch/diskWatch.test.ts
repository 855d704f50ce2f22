import { tmpdir } from 'node:os'
import { describe, expect, it, onTestFinished } from 'vitest'
import { inEnglish } from '../../../common/sentence'
import { DiskWatch } from '../../../main/batch/diskWatch'
import { until } from '../../processes'
import { freeBytes, mountSmallDisk, noSmallDisks, skipNote } from '../../smallDisk'

const megabyte = 1_000_000

/** A watch that looks, and what it told in order. */
function startWatch(reserveBytes: number, readFreeBytes: () => Promise<number>) {
  const told: string[] = []
  let looks = 0
  const watch = new DiskWatch({
    reserveBytes,
    readFreeBytes() {
      looks += 1
      return readFreeBytes()
    },
    onShort: (reason) => told.push(inEnglish(reason)),
    onEased: () => told.push('eased'),
  })
  watch.start()
  onTestFinished(() => watch.stop())
  /** Resolves when it has looked once more and told what it saw. */
  const looked = (): Promise<void> => {
    const enough = looks + 2
    return until(() => looks >= enough)
  }
  return { watch, told, looked }
}

describe('the watch over a disk', () => {
  const free = () => Promise.resolve(freeBytes(tmpdir()))

  it('says how much is left of a short one, and what to do', async () => {
    const { told } = startWatch(freeBytes(tmpdir()) * 2, free)
    await until(() => told.length > 0)
    expect(told[0]).toMatch(/^The disk .* is almost full: [\d,]+ MB are left\. .* Free some space/)
  })

  it('is quiet while there is enough', async () => {
    const { told, looked } = startWatch(freeBytes(tmpdir()) / 2, free)
    await looked()
    expect(told).toEqual([])
  })

  it('takes a disk that does not tell for one that is not full', async () => {
    const { told, looked } = startWatch(Infinity, () => Promise.reject(new Error('Unknown disk')))
    await looked()
    expect(told).toEqual([])
  })

  it('tells once, but anew to somebody who wants to go on all the same', async () => {
    const { watch, told, looked } = startWatch(Infinity, free)
    await looked()
    expect(told).toHaveLength(1)
    watch.lookAgain()
    await until(() => told.length === 2)
  })
})

describe.skipIf(noSmallDisks)(`a disk that fills up${skipNote}`, () => {
  it('is short below the reserve, and eased when there is clearly more than that', async () => {
    const disk = mountSmallDisk(20 * megabyte)
    onTestFinished(() => disk[Symbol.dispose]())
    const { told, looked } = startWatch(8 * megabyte, () => Promise.resolve(freeBytes(disk.folder)))
    await looked()
    expect(told).toEqual([])
    disk.leaveFree(6 * megabyte)
    await until(() => told.length === 1)
    expect(told[0]).toContain('6 MB are left')

    disk.leaveFree(9 * megabyte)
    await looked()
    expect(told).toHaveLength(1)
    disk.empty()
    await until(() => told.length === 2)
    expect(told[1]).toBe('eased')
  })
})
