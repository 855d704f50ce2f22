import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyBatchStatus, type BatchStatus } from '../../../common/batch'
import type { Job } from '../../../common/jobs'
import { BatchFeed } from '../../../main/batch/batchFeed'
import { until } from '../../processes'

type Message = readonly [channel: string, payload: unknown]

let status: BatchStatus
let messages: Message[]
let feed: BatchFeed

beforeEach(() => {
  status = emptyBatchStatus
  messages = []
  const push = (channel: string) => (payload: unknown) => void messages.push([channel, payload])
  feed = new BatchFeed(
    {
      sendStatus: push('status'),
      sendJobsAdded: push('added'),
      sendJobsChanged: push('changed'),
      sendWorkers: push('workers'),
      sendProblem: push('problem'),
      sendProblemSolved: push('solved'),
    },
    () => status,
    () => [],
  )
})

// A running batch keeps its clock going; a test that has ended should not.
afterEach(() => {
  status = emptyBatchStatus
})

function waitingJob(id: number): Job {
  const state = { kind: 'waiting' } as const
  return { id, name: `${id}.jpg`, path: `/${id}.jpg`, mediaKind: 'photo', sizeBytes: 1, state }
}

describe('the feed', () => {
  it('tells a thousand changes in one message, of each file the last state', async () => {
    for (let id = 0; id < 1000; id += 1) {
      feed.onJobChanged(id, { kind: 'running', worker: 0, progress: null })
      feed.onJobChanged(id, { kind: 'failed', message: 'It broke.' })
    }
    feed.onStatusChanged()
    expect(messages).toEqual([])
    await until(() => messages.length > 0)
    const changes = Array.from({ length: 1000 }, (_, id) => ({
      id,
      state: { kind: 'failed', message: 'It broke.' },
    }))
    expect(messages).toEqual([
      ['changed', changes],
      ['status', emptyBatchStatus],
    ])
  })

  it('tells what was added before what changed, whatever came first', async () => {
    feed.onJobChanged(1, { kind: 'cancelled' })
    feed.onJobsAdded([waitingJob(1)])
    feed.onJobsAdded([waitingJob(2)])
    feed.onWorkersChanged()
    await until(() => messages.length > 0)
    expect(messages).toEqual([
      ['added', [waitingJob(1), waitingJob(2)]],
      ['changed', [{ id: 1, state: { kind: 'cancelled' } }]],
      ['workers', []],
      ['status', emptyBatchStatus],
    ])
  })

  it('tells a problem at once', () => {
    feed.onProblem('The disk is full.')
    expect(messages).toEqual([['problem', 'The disk is full.']])
  })

  it('tells nothing more of a batch that has left the screen', async () => {
    feed.onJobsAdded([waitingJob(1)])
    feed.onJobChanged(1, { kind: 'cancelled' })
    feed.clear()
    await until(() => messages.length > 0)
    expect(messages).toEqual([['status', emptyBatchStatus]])
  })

  it('tells the time of a batch that works while no file ends, and then no more', async () => {
    status = { ...emptyBatchStatus, phase: 'running' }
    feed.onStatusChanged()
    await until(() => messages.length === 2)
    status = { ...emptyBatchStatus, phase: 'finished' }
    await until(() => messages.length === 3)
    await setTimeout(1200)
    expect(messages.length).toBe(3)
  })
})
