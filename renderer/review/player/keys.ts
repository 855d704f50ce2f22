/** What the keys of a review do, for people. */
export const keyTexts: readonly (readonly [keys: string, text: string])[] = [
  ['Space, K', 'Play, pause'],
  ['L, J', 'Forwards, backwards; again: faster'],
  ['→, ←', 'One frame on, back; with Shift ten'],
  ['Home, End', 'To the first, the last frame'],
  ['], [', 'To the next flaw, the one before'],
  ['I, O', 'Begin, end a selection'],
  ['Arrows, +, −', 'In space, with its focus: turn, come nearer'],
  ['Ctrl+Z', 'Take back an edit'],
  ['Esc', 'Back to the library'],
]
