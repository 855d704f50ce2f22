import type { Messages } from '../messages'

export const help: Messages['help'] = {
  title: '使用手册',
  chapters: '章节',
  close: '关闭',
  hint: '使用手册（F1）',
}
