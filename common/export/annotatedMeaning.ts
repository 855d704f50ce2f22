/** What the JSON of an export says of annotated photos and videos. */
export const annotatedMeaning = {
  standard: 'JPEG for photos; MP4 for videos, with H.264 or VP9, without their sound.',
  size: "As the file is shown, upright; of a video's odd side, the last row or column is left out.",
  frames:
    'Every tracked frame of a video with its own landmarks, at its own time, counted from the first ' +
    'one. Frames that were not tracked, or that were trimmed, are left out.',
  colours:
    'Hands: thumb yellow, index finger violet, middle finger cyan, ring finger green, little finger ' +
    "red. Bodies: the person's left orange, right blue. Body landmarks of low visibility are faint.",
} as const
