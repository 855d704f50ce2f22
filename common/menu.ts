/** What the application menu asks the page to do. */
export const menuOrders = [
  'open-files',
  'open-folder',
  'export',
  'find',
  'show-batch',
  'show-live',
  'show-library',
  'show-telemetry',
  'show-manual',
] as const
export type MenuOrder = (typeof menuOrders)[number]
