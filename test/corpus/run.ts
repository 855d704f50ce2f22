import type { Job } from '../../common/jobs'
import { inEnglish } from '../../common/sentence'
import { makeFolder } from '../app/folders'
import { makeCorpus, type Placed } from './makeCorpus'
import { runCorpus } from './runFolder'

// Makes the corpus of a seed, runs a batch over it and tells how each kind ended:
// `npm run test:corpus -- 7` for another seed than 1, `--all` to see what was said of every file.

const seed = Number(process.argv.slice(2).find((argument) => /^\d+$/.test(argument)) ?? 1)
const tellsAll = process.argv.includes('--all')
const folder = makeFolder('corpus')
const corpus = await makeCorpus(folder, seed)
const run = await runCorpus(folder, corpus)
const jobs = new Map(run.jobs.map((job) => [job.name, job]))
const kinds = [...new Set(corpus.map(({ kind }) => kind))]
for (const kind of kinds) {
  const specimens = corpus.filter((specimen) => specimen.kind === kind)
  console.log(`${kind.padEnd(28)} ${String(specimens.length).padStart(3)}  ${outcomes(specimens)}`)
  if (tellsAll)
    for (const { name } of specimens) console.log(`    ${name}: ${story(jobs.get(name))}`)
}
console.log(`${corpus.length} files of ${kinds.length} kinds in ${run.seconds.toFixed(1)} s`)
for (const line of [...run.crashes, ...run.problems]) console.log(line)
await run.close()
// Sockets of the corpus may still be listened to.
process.exit(run.crashes.length > 0 || run.jobs.length !== corpus.length ? 1 : 0)

function outcomes(specimens: readonly Placed[]): string {
  const states = specimens.map(({ name }) => jobs.get(name)?.state.kind ?? 'not listed')
  const count = (wanted: string) => states.filter((state) => state === wanted).length
  return [...new Set(states)].map((state) => `${count(state)} ${state}`).join(', ')
}

function story(job: Job | undefined): string {
  if (job === undefined) return 'not listed'
  const { state } = job
  return 'message' in state ? `${state.kind}. ${inEnglish(state.message)}` : state.kind
}
