import { copyFile, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Job } from '../../../common/jobs'
import { inEnglish } from '../../../common/sentence'
import { makeFolder } from '../../app/folders'
import { goodKinds } from '../../corpus/goodFiles'
import { makeCorpus, type Placed } from '../../corpus/makeCorpus'
import { runCorpus, runFolder, type FolderRun } from '../../corpus/runFolder'

/** Another seed damages other bits and puts the files into other folders. */
const seed = Number(process.env.CORPUS_SEED ?? 1)

describe('a batch over the corpus of bad files', () => {
  let corpus: readonly Placed[]
  let run: FolderRun
  let alone: FolderRun

  beforeAll(async () => {
    const folder = makeFolder('corpus')
    corpus = await makeCorpus(folder, seed)
    run = await runCorpus(folder, corpus)
    alone = await runFolder(await copyGoodFiles(corpus), { workers: 1 })
  }, 600_000)
  afterAll(() => Promise.all([run, alone].map((each) => each.close())))

  it('meets at least 300 bad files of 30 kinds', () => {
    const bad = corpus.filter(isBad)
    expect(bad.length).toBeGreaterThanOrEqual(300)
    expect(new Set(bad.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(30)
  })

  it('accounts for every file exactly once', () => {
    const listed = run.jobs.map(({ name }) => name)
    expect(listed.sort()).toEqual(corpus.map(({ name }) => name).sort())
    const open = run.jobs.filter(({ state }) => !['done', 'failed', 'refused'].includes(state.kind))
    expect(open).toEqual([])
  })

  it('ends each kind as it should end', () => {
    const states = new Map(run.jobs.map(({ name, state }) => [name, state.kind]))
    const wrong = corpus.filter(({ name, fate }) => fate !== 'anyhow' && states.get(name) !== fate)
    expect(wrong.map(({ name, fate }) => `${name}: ${states.get(name)}, not ${fate}`)).toEqual([])
  })

  it('says of each that is not done why, in words for people', () => {
    const unclear = run.jobs.map(messageOf).filter((text) => text !== null && !isSentence(text))
    expect(unclear).toEqual([])
  })

  it('loses no worker process on the way', () => {
    expect([run.crashes, run.problems]).toEqual([[], []])
  })

  it('gives every good file among them the landmarks that it has without them', async () => {
    const names = corpus.filter((specimen) => !isBad(specimen)).map(({ name }) => name)
    const digests = (of: FolderRun) =>
      Promise.all(names.map(async (name) => [name, await of.csvDigest(name)]))
    expect(await digests(run)).toEqual(await digests(alone))
  })
})

function isBad({ kind }: Placed): boolean {
  return !goodKinds.includes(kind)
}

/** The good files under the same names in a folder of their own. */
async function copyGoodFiles(corpus: readonly Placed[]): Promise<string> {
  const folder = makeFolder('good files')
  for (const { name, path } of corpus.filter((specimen) => !isBad(specimen))) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await copyFile(path, join(folder, name))
  }
  return folder
}

function messageOf({ state }: Job): string | null {
  return 'message' in state ? inEnglish(state.message) : null
}

/** One line that ends as a sentence does, without a stack, a type of error or minified code. */
function isSentence(text: string): boolean {
  return (
    /^\S[^\n]{15,500}\.$/.test(text) &&
    !/\bat .+:\d+|[A-Za-z]+Error\b|=>|[{};]|undefined|NaN/.test(text)
  )
}
