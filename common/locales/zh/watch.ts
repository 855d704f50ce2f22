import type { Messages } from '../messages'

export const watch: Messages['watch'] = {
  title: '监视的文件夹',
  help: '进入监视文件夹的照片和视频，一旦完整就会被跟踪，各自的关键点写成 CSV。已在其中的文件不受影响。',
  add: '监视文件夹…',
  options: '按当前“选项”中的设置跟踪：{task}。',
  pauseFolder: '暂停 {folder}',
  watchFolder: '监视 {folder}',
  pause: '暂停',
  again: '重新监视',
  forget: '不再监视 {folder}',
  forgetHint: '不再监视',
  beside: '在各文件旁',
  inFolder: '在 {folder} 中',
  another: '在其他文件夹中…',
  paused: '已暂停',
  waits: '等待新文件',
  tracked: '已跟踪 {tracked} 个',
  toGo: '剩余 {waiting} 个',
  failed: '{failed} 个无法跟踪',
  separator: '，',
}
