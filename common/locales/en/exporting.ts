export const exporting = {
  progress: {
    left: '{share}, about {duration} left',
    section: 'Export',
    exporting: 'Exporting',
    label: 'Export progress',
    cancel: 'Cancel',
  },
  format: {
    label: 'Format',
  },
  formatTitle: {
    csv: 'CSV',
    parquet: 'Parquet',
    'json-lines': 'JSON Lines',
    measures: 'Measures',
    'measures-summary': 'Summary',
    deeplabcut: 'DeepLabCut',
    openface: 'OpenFace',
    trc: 'TRC',
    mot: 'MOT',
    c3d: 'C3D',
    bvh: 'BVH',
    annotated: 'Annotated',
  },
  opensIn: {
    csv: 'Opens in Excel, R, pandas and nearly everything else.',
    parquet: 'For pandas, R and DuckDB: smaller and faster than CSV.',
    'json-lines': 'For programs: a line for each frame and subject.',
    measures: 'A CSV of joint angles, lengths, speeds and more, frame by frame.',
    'measures-summary': 'A CSV of each measure as a whole: mean, range, repetitions.',
    deeplabcut: 'A CSV for DeepLabCut and what reads its tables.',
    openface: 'A CSV for what reads OpenFace: 68 points of a face.',
    trc: 'Opens in OpenSim: markers in space.',
    mot: 'Opens in OpenSim: the angles of joints.',
    c3d: 'Opens in Mokka, Visual3D and MATLAB: markers in space.',
    bvh: 'Opens in Blender and MotionBuilder: a moving skeleton.',
    annotated: 'The photos (JPEG) and videos (MP4) themselves, with the landmarks drawn on them.',
  },
  onlyFor: 'Only for {tasks}.',
  separator: ', ',
  division: {
    'per-file': 'Makes a folder with a copy of each file; the files themselves are not touched.',
    'per-video': 'Makes a folder with a file for each video. Photos are left out.',
    'per-subject':
      'Makes a folder with a file for each video and everybody in it. Photos are left out.',
  },
  shape: {
    label: 'Shape',
  },
  shapeTitle: {
    long: 'Long',
    wide: 'Wide',
  },
  shapeSentence: {
    long: 'A row for each landmark: for R, pandas and plots. {columns} columns.',
    wide: 'A row for each frame and subject: for spreadsheets and training data. {columns} columns.',
  },
  spreadsheets: {
    label: 'For spreadsheets',
    defuse: 'Defuse formulas',
    defuseHelp: 'an apostrophe before names that would run as one',
    mark: 'Byte order mark',
    markHelp: 'lets Excel read accents and other scripts',
  },
  version: {
    label: 'Landmarks',
  },
  versionTitle: {
    edited: 'As edited',
    tracked: 'As tracked',
  },
  versionSentence: {
    edited: 'With the steps of each file applied; they are listed in the JSON.',
    tracked: 'As the model gave them.',
  },
  written: {
    show: 'Show in folder',
    rows: '{count} row | {count} rows',
    saved: 'Saved {content} to {file} in {duration}.',
  },
} as const
