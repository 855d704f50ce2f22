import { z } from 'zod'

// Zod compiles schemas with `new Function` where it may; the page's Content-Security-Policy forbids
// that, and even the attempt is reported. It reads this when a schema is made, so the page and the
// preload script import this file before any other.
z.config({ jitless: true })
