/** What the system shows for the app: its menu, its questions and its notifications. */
export const menu = {
  about: 'About Landmark Studio',
  services: 'Services',
  hide: 'Hide Landmark Studio',
  hideOthers: 'Hide Others',
  showAll: 'Show All',
  quit: 'Quit Landmark Studio',
  exit: 'Exit',

  file: 'File',
  openFiles: 'Open Files…',
  openFolder: 'Open Folder…',
  openRecent: 'Open Recent',
  clearRecent: 'Clear Recent',
  export: 'Export…',
  closeWindow: 'Close Window',

  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select All',
  find: 'Find',

  view: 'View',
  batch: 'Batch',
  live: 'Live',
  library: 'Library',
  telemetry: 'Telemetry',
  actualSize: 'Actual Size',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
  fullScreen: 'Full Screen',
  reload: 'Reload',
  developerTools: 'Developer Tools',

  window: 'Window',
  minimize: 'Minimize',
  zoom: 'Zoom',
  bringAllToFront: 'Bring All to Front',

  help: 'Help',
  manual: 'Manual',
  showLogs: 'Show Log Files',
  showNotices: 'Third-Party Notices',

  quitWhileTracking: 'Files are being tracked. Quit anyway?',
  quitWhileRecording: 'A recording is being made. Quit anyway?',
  batchGoesOn: 'What is done is kept, and the batch goes on at the next start.',
  recordingIsKept: 'The recording ends here, and what has been recorded is kept.',
  keepWorking: 'Keep Working',
  quitAnyway: 'Quit',
} as const

export type MenuTexts = Readonly<Record<keyof typeof menu, string>>
