import { basename, dirname, join } from 'node:path'
import { nameFiles } from '../export/fileNames'
import { exists } from '../media/places'

/** Where the CSV of a file is written: a file that is there already is never replaced. */
export async function resultPath(path: string, resultsFolder: string | null): Promise<string> {
  const folder = resultsFolder ?? dirname(path)
  const [stem] = nameFiles([basename(path)])
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? `${stem}.landmarks.csv` : `${stem}.landmarks ${number}.csv`
    if (!(await exists(join(folder, name)))) return join(folder, name)
  }
}
