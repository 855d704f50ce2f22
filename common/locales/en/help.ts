export const help = {
  title: 'Manual',
  chapters: 'Chapters',
  close: 'Close',
  hint: 'Manual (F1)',
} as const
