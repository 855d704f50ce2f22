import type { Messages } from '../messages'

export const shell: Messages['shell'] = {
  view: {
    label: '视图',
    batch: '批处理',
    live: '实时',
    library: '资料库',
    telemetry: '遥测',
  },
  appearance: {
    label: '外观',
    title: '外观',
    theme: { system: '跟随系统', light: '浅色', dark: '深色' },
    language: '语言',
    systemLanguage: '系统语言',
  },
}
