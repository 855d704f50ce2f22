import type { Messages } from '../messages'

export const dialogs: Messages['dialogs'] = {
  couldNotStart: 'Landmark Studio 无法启动',
  addFiles: '添加照片和视频',
  addFolder: '添加包含照片和视频的文件夹',
  photosAndVideos: '照片和视频',
  allFiles: '所有文件',
  watchFolder: '监视包含照片和视频的文件夹',
  placeResults: '将各文件的 CSV 写入文件夹',
  allowFolder: '允许包含照片和视频的文件夹',
  exportAs: '导出为 {format}',
  exportIntoFolder: '以 {format} 格式导出到新文件夹',
  trackingFinished: '跟踪完成',
  filesDone: '已完成 {count} 个文件。',
  filesDoneFailed: '已完成 {count} 个文件，{failed} 个失败。',
}
