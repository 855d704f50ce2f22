export const components = {
  dismiss: 'Dismiss',
  notices: 'Notices',
} as const
