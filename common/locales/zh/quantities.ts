import type { Messages } from '../messages'

export const quantities: Messages['quantities'] = {
  files: '{count} 个文件',
  bytes: '{count} 字节',
  hours: '{hours} 小时 {minutes} 分',
  minutes: '{minutes} 分 {seconds} 秒',
  seconds: '{seconds} 秒',
  milliseconds: '{milliseconds} 毫秒',
  stretch: '{start} 至 {end}',
  theEnd: '结尾',
  filesPerSecond: '{rate} 个文件/秒',
  filesPerMinute: '{rate} 个文件/分钟',
  filesPerHour: '{rate} 个文件/小时',
  photosPerSecond: '{rate} 张照片/秒',
  percent: '{value}%',
}
