import type { Messages } from '../messages'

export const service: Messages['service'] = {
  folders: {
    title: '文件夹',
    help: '程序可以发送视频。若要让它们改为指定文件和文件夹，请允许其所在的文件夹。',
    forbid: '不再允许 {folder}',
    forbidHint: '不再允许',
    allow: '允许文件夹…',
  },
  title: '服务',
  off: '关闭：不监听任何端口。',
  starting: '正在启动…',
  answersAt: '服务地址：{address}',
  switch: '应答本机上的程序',
  help: '它们通过 HTTP 发送照片和视频，得到关键点。只有本机可以访问，且必须持有令牌。',
  port: '端口',
  portHelp: '若已被占用，请换一个。',
  token: '令牌',
  copyToken: '复制令牌',
  try: '试一试…',
  copied: '已复制',
  copyAddress: '复制地址',
  newToken: '新令牌',
}
