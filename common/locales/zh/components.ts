import type { Messages } from '../messages'

export const components: Messages['components'] = {
  dismiss: '关闭提示',
  notices: '提示',
}
