/** Nothing but what is in the page runs, and it asks nobody but the service. */
export const tryPageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; img-src blob:; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
} as const

/** A small page to try the service with a photo of one's own. */
export const tryPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Landmark Studio: try the service</title>
<style>
:root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif; }
body { max-width: 720px; margin: 32px auto; padding: 0 16px; }
form { display: grid; gap: 12px; }
label { display: grid; gap: 4px; }
input, select, button { font: inherit; padding: 6px 8px; }
button { justify-self: start; }
img { max-width: 100%; }
pre { overflow: auto; max-height: 420px; padding: 12px; border: 1px solid #8888; border-radius: 8px; }
</style>
</head>
<body>
<h1>Try the service</h1>
<p>Choose a photo: it stays on this machine. The <a href="/openapi.json">OpenAPI description</a>
tells the rest.</p>
<form>
<label>Token <input name="token" required autocomplete="off" spellcheck="false"></label>
<label>What to track
<select name="task"><option>hands</option><option>face</option><option>pose</option><option>holistic</option></select>
</label>
<label>Answer
<select name="answer"><option value="application/json">JSON</option><option value="image/png">the photo with its landmarks</option></select>
</label>
<label>Photo <input name="photo" type="file" accept="image/*" required></label>
<button>Track</button>
</form>
<p role="status"></p>
<pre tabindex="0" aria-label="Answer" hidden></pre>
<img alt="The photo with its landmarks" hidden>
<script src="/try.js"></script>
</body>
</html>
`

export const tryScript = `'use strict'
const form = document.querySelector('form')
const status = document.querySelector('[role=status]')
const answer = document.querySelector('pre')
const picture = document.querySelector('img')
form.token.value = location.hash.slice(1)
form.addEventListener('submit', async (event) => {
  event.preventDefault()
  status.textContent = 'Tracking…'
  answer.hidden = picture.hidden = true
  const startMs = performance.now()
  try {
    const response = await fetch('/v1/detect?task=' + form.task.value, {
      method: 'POST',
      headers: {
        authorization: 'Bearer ' + form.token.value,
        accept: form.answer.value,
        'content-type': 'application/octet-stream',
      },
      body: form.photo.files[0],
    })
    const isPicture = response.headers.get('content-type') === 'image/png'
    const body = isPicture ? await response.blob() : await response.json()
    const ms = Math.round(performance.now() - startMs)
    if (isPicture) {
      URL.revokeObjectURL(picture.src)
      picture.src = URL.createObjectURL(body)
      picture.hidden = false
      status.textContent = 'Drawn in ' + ms + ' ms'
      return
    }
    status.textContent = response.ok ? body.parts.length + ' found in ' + ms + ' ms' : body.detail
    answer.textContent = JSON.stringify(body, null, 2)
    answer.hidden = !response.ok
  } catch (error) {
    status.textContent = 'The service does not answer: ' + error.message
  }
})
`
