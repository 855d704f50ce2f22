import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { Translate } from '../../common/locales/messages'
import { menuOrders, type MenuOrder } from '../../common/menu'

export interface MenuContent {
  /** The newest first. */
  readonly recentFolders: readonly string[]
  /** What the page can do now: the other orders are greyed. */
  readonly offered: readonly MenuOrder[]
}

export interface MenuActions {
  readonly order: (order: MenuOrder) => void
  readonly openFolder: (folder: string) => void
  readonly clearRecent: () => void
  readonly showLogs: () => void
  readonly showNotices: () => void
}

/** The application menu: over the window, and on macOS at the top of the screen. */
export class AppMenu {
  readonly #t: Translate
  readonly #actions: MenuActions
  #content: MenuContent = { recentFolders: [], offered: [] }

  constructor(t: Translate, actions: MenuActions) {
    this.#t = t
    this.#actions = actions
    this.#build()
  }

  /** Shows these folders, and all texts in the language of now. */
  show(recentFolders: readonly string[]): void {
    this.#content = { ...this.#content, recentFolders }
    this.#build()
  }

  /** Greys what the page cannot do. A menu that is open stays so. */
  offer(offered: readonly MenuOrder[]): void {
    this.#content = { ...this.#content, offered }
    const menu = Menu.getApplicationMenu()
    for (const order of menuOrders) {
      const item = menu?.getMenuItemById(order)
      if (item) item.enabled = offered.includes(order)
    }
  }

  #build(): void {
    const template = menuTemplate(this.#t, this.#content, this.#actions)
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }
}

const isMac = process.platform === 'darwin'
const separator = { type: 'separator' } as const

function menuTemplate(
  t: Translate,
  content: MenuContent,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const { offered } = content
  const order = (id: MenuOrder, label: string, accelerator: string) => ({
    ...{ id, label, accelerator, enabled: offered.includes(id) },
    click: () => actions.order(id),
  })
  return [
    ...(isMac ? [macMenu(t)] : []),
    {
      label: t('menu.file'),
      submenu: [
        order('open-files', t('menu.openFiles'), 'CmdOrCtrl+O'),
        order('open-folder', t('menu.openFolder'), 'CmdOrCtrl+Shift+O'),
        recentMenu(t, content, actions),
        separator,
        order('export', t('menu.export'), 'CmdOrCtrl+E'),
        separator,
        isMac
          ? { role: 'close', label: t('menu.closeWindow') }
          : { role: 'quit', label: t('menu.exit'), accelerator: 'Ctrl+Q' },
      ],
    },
    {
      label: t('menu.edit'),
      submenu: [
        { role: 'undo', label: t('menu.undo') },
        { role: 'redo', label: t('menu.redo') },
        separator,
        { role: 'cut', label: t('menu.cut') },
        { role: 'copy', label: t('menu.copy') },
        { role: 'paste', label: t('menu.paste') },
        { role: 'selectAll', label: t('menu.selectAll') },
        separator,
        order('find', t('menu.find'), 'CmdOrCtrl+F'),
      ],
    },
    {
      label: t('menu.view'),
      submenu: [
        order('show-batch', t('menu.batch'), 'CmdOrCtrl+1'),
        order('show-live', t('menu.live'), 'CmdOrCtrl+2'),
        order('show-library', t('menu.library'), 'CmdOrCtrl+3'),
        order('show-telemetry', t('menu.telemetry'), 'CmdOrCtrl+4'),
        separator,
        { role: 'resetZoom', label: t('menu.actualSize') },
        { role: 'zoomIn', label: t('menu.zoomIn') },
        // Where plus is above the equals sign, nobody presses Shift for it.
        { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
        { role: 'zoomOut', label: t('menu.zoomOut') },
        separator,
        { role: 'togglefullscreen', label: t('menu.fullScreen') },
        ...developerItems(t),
      ],
    },
    {
      label: t('menu.window'),
      role: 'window',
      submenu: [
        { role: 'minimize', label: t('menu.minimize') },
        ...(isMac
          ? ([
              { role: 'zoom', label: t('menu.zoom') },
              separator,
              { role: 'front', label: t('menu.bringAllToFront') },
            ] as const)
          : ([{ role: 'close', label: t('menu.closeWindow') }] as const)),
      ],
    },
    {
      label: t('menu.help'),
      role: 'help',
      submenu: [
        order('show-manual', t('menu.manual'), 'F1'),
        separator,
        { id: 'show-logs', label: t('menu.showLogs'), click: actions.showLogs },
        { id: 'show-notices', label: t('menu.showNotices'), click: actions.showNotices },
        ...(isMac ? [] : ([separator, { role: 'about', label: t('menu.about') }] as const)),
      ],
    },
  ]
}

function macMenu(t: Translate): MenuItemConstructorOptions {
  return {
    label: app.name,
    submenu: [
      { role: 'about', label: t('menu.about') },
      separator,
      { role: 'services', label: t('menu.services') },
      separator,
      { role: 'hide', label: t('menu.hide') },
      { role: 'hideOthers', label: t('menu.hideOthers') },
      { role: 'unhide', label: t('menu.showAll') },
      separator,
      { role: 'quit', label: t('menu.quit') },
    ],
  }
}

function recentMenu(
  t: Translate,
  { recentFolders }: MenuContent,
  { openFolder, clearRecent }: MenuActions,
): MenuItemConstructorOptions {
  const folders = recentFolders.map((folder) => ({
    // An ampersand would be taken for the letter to press.
    label: folder.replaceAll('&', '&&'),
    click: () => openFolder(folder),
  }))
  const clear = { id: 'clear-recent', label: t('menu.clearRecent'), click: clearRecent }
  return {
    id: 'open-recent',
    label: t('menu.openRecent'),
    enabled: folders.length > 0,
    submenu: [...folders, separator, clear],
  }
}

/** A reload in the middle of a batch is of use to nobody else. */
function developerItems(t: Translate): MenuItemConstructorOptions[] {
  if (app.isPackaged) return []
  return [
    separator,
    { role: 'reload', label: t('menu.reload') },
    { role: 'toggleDevTools', label: t('menu.developerTools') },
  ]
}
