import { afterAll, beforeAll } from 'vitest'
import startDisplay from './display'

// Files run beside each other: each has a display, and so a focus and a clipboard, of its own.
let stopDisplay: (() => void) | undefined

beforeAll(async () => {
  stopDisplay = await startDisplay()
})

afterAll(() => stopDisplay?.())
