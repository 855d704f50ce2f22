/** The keys of a review by what they do. */
export const keyOrders = [
  ['Space, K', 'play'],
  ['L, J', 'shuttle'],
  ['→, ←', 'step'],
  ['Home, End', 'ends'],
  ['], [', 'flaws'],
  ['I, O', 'select'],
  ['← → ↑ ↓, +, −', 'turn'],
  ['Ctrl+Z', 'undo'],
  ['Esc', 'leave'],
] as const
