import type { Messages } from '../messages'
import { batch } from './batch'
import { components } from './components'
import { dialogs } from './dialogs'
import { exporting } from './exporting'
import { help } from './help'
import { landmarks } from './landmarks'
import { library } from './library'
import { live } from './live'
import { measures } from './measures'
import { menu } from './menu'
import { options } from './options'
import { quantities } from './quantities'
import { review } from './review'
import { sentences } from './sentences'
import { service } from './service'
import { shell } from './shell'
import { telemetry } from './telemetry'
import { watch } from './watch'

/*
 * Glossary, so that one thing has one name everywhere:
 *
 *   batch 批处理            library 资料库         review 审阅          telemetry 遥测
 *   live 实时               recording 录制         result 结果          task 任务
 *   worker 工作进程         service 服务           watched folder 监视的文件夹
 *   landmark 关键点         world landmarks 世界坐标关键点              topology 拓扑
 *   handedness 左右手       visibility 可见度      presence 存在度      confidence 置信度
 *   subject 对象            frame 帧               dropped frame 丢帧   frame rate 帧率
 *   gap 空缺                jitter 抖动            swap 互换            flaw 瑕疵
 *   smoothing 平滑          edit 编辑              step 步骤            measure 测量量
 *   formula 公式            curve 曲线             stretch 区段         timeline 时间轴
 *   inference 推理          latency 延迟           processor 处理器     graphics card 显卡
 *   export 导出             track (verb) 跟踪      track again 重新跟踪 found 检出
 *
 * Punctuation is full-width; a space stands between Chinese and Latin letters or digits.
 */
export const zh: Messages = {
  shell,
  components,
  options,
  batch,
  dialogs,
  exporting,
  help,
  landmarks,
  library,
  live,
  menu,
  measures,
  quantities,
  review,
  sentences,
  service,
  telemetry,
  watch,
}
