import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { MenuTexts } from '../../common/locales/en/menu'
import { menuOrders, type MenuOrder } from '../../common/menu'

export interface MenuContent {
  readonly texts: MenuTexts
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
  readonly #actions: MenuActions
  #content: MenuContent

  constructor(texts: MenuTexts, actions: MenuActions) {
    this.#actions = actions
    this.#content = { texts, recentFolders: [], offered: [] }
    this.#build()
  }

  /** Shows other texts or folders. */
  change(changes: Partial<Pick<MenuContent, 'texts' | 'recentFolders'>>): void {
    this.#content = { ...this.#content, ...changes }
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
    const template = menuTemplate(this.#content, this.#actions)
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }
}

const isMac = process.platform === 'darwin'
const separator = { type: 'separator' } as const

function menuTemplate(content: MenuContent, actions: MenuActions): MenuItemConstructorOptions[] {
  const { texts, offered } = content
  const order = (id: MenuOrder, label: string, accelerator: string) => ({
    ...{ id, label, accelerator: `CmdOrCtrl+${accelerator}`, enabled: offered.includes(id) },
    click: () => actions.order(id),
  })
  return [
    ...(isMac ? [macMenu(texts)] : []),
    {
      label: texts.file,
      submenu: [
        order('open-files', texts.openFiles, 'O'),
        order('open-folder', texts.openFolder, 'Shift+O'),
        recentMenu(content, actions),
        separator,
        order('export', texts.export, 'E'),
        separator,
        isMac
          ? { role: 'close', label: texts.closeWindow }
          : { role: 'quit', label: texts.exit, accelerator: 'Ctrl+Q' },
      ],
    },
    {
      label: texts.edit,
      submenu: [
        { role: 'undo', label: texts.undo },
        { role: 'redo', label: texts.redo },
        separator,
        { role: 'cut', label: texts.cut },
        { role: 'copy', label: texts.copy },
        { role: 'paste', label: texts.paste },
        { role: 'selectAll', label: texts.selectAll },
        separator,
        order('find', texts.find, 'F'),
      ],
    },
    {
      label: texts.view,
      submenu: [
        order('show-batch', texts.batch, '1'),
        order('show-live', texts.live, '2'),
        order('show-library', texts.library, '3'),
        order('show-telemetry', texts.telemetry, '4'),
        separator,
        { role: 'resetZoom', label: texts.actualSize },
        { role: 'zoomIn', label: texts.zoomIn },
        // Where plus is above the equals sign, nobody presses Shift for it.
        { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false },
        { role: 'zoomOut', label: texts.zoomOut },
        separator,
        { role: 'togglefullscreen', label: texts.fullScreen },
        ...developerItems(texts),
      ],
    },
    {
      label: texts.window,
      role: 'window',
      submenu: [
        { role: 'minimize', label: texts.minimize },
        ...(isMac
          ? ([
              { role: 'zoom', label: texts.zoom },
              separator,
              { role: 'front', label: texts.bringAllToFront },
            ] as const)
          : ([{ role: 'close', label: texts.closeWindow }] as const)),
      ],
    },
    {
      label: texts.help,
      role: 'help',
      submenu: [
        { ...order('show-manual', texts.manual, ''), accelerator: 'F1' },
        separator,
        { id: 'show-logs', label: texts.showLogs, click: actions.showLogs },
        { id: 'show-notices', label: texts.showNotices, click: actions.showNotices },
        ...(isMac ? [] : ([separator, { role: 'about', label: texts.about }] as const)),
      ],
    },
  ]
}

function macMenu(texts: MenuTexts): MenuItemConstructorOptions {
  return {
    label: app.name,
    submenu: [
      { role: 'about', label: texts.about },
      separator,
      { role: 'services', label: texts.services },
      separator,
      { role: 'hide', label: texts.hide },
      { role: 'hideOthers', label: texts.hideOthers },
      { role: 'unhide', label: texts.showAll },
      separator,
      { role: 'quit', label: texts.quit },
    ],
  }
}

function recentMenu(
  { texts, recentFolders }: MenuContent,
  { openFolder, clearRecent }: MenuActions,
): MenuItemConstructorOptions {
  const folders = recentFolders.map((folder) => ({
    // An ampersand would be taken for the letter to press.
    label: folder.replaceAll('&', '&&'),
    click: () => openFolder(folder),
  }))
  const clear = { id: 'clear-recent', label: texts.clearRecent, click: clearRecent }
  return {
    id: 'open-recent',
    label: texts.openRecent,
    enabled: folders.length > 0,
    submenu: [...folders, separator, clear],
  }
}

/** A reload in the middle of a batch is of use to nobody else. */
function developerItems(texts: MenuTexts): MenuItemConstructorOptions[] {
  if (app.isPackaged) return []
  return [
    separator,
    { role: 'reload', label: texts.reload },
    { role: 'toggleDevTools', label: texts.developerTools },
  ]
}
