export const shell = {
  view: {
    label: 'View',
    batch: 'Batch',
    live: 'Live',
    library: 'Library',
    telemetry: 'Telemetry',
  },
  appearance: {
    label: 'Appearance',
    title: 'Appearance',
    theme: { system: 'As the system', light: 'Light', dark: 'Dark' },
    language: 'Language',
    systemLanguage: 'The system’s language',
  },
} as const
