import type { Messages } from '../messages'

export const options: Messages['options'] = {
  task: {
    hands: '手部',
    face: '面部',
    pose: '身体',
    holistic: '全身',
  },
  taskSentence: {
    hands: '每只手 21 个关键点，区分左右手。',
    face: '每张脸 478 个关键点，含嘴唇、眼睛和虹膜。',
    pose: '每个人的身体 33 个关键点，从鼻尖到脚趾。',
    holistic: '一个人的身体、面部和双手，共 553 个关键点。',
  },
  modelVariant: {
    lite: '轻量',
    full: '完整',
    heavy: '高精度',
  },
  modelVariantSentence: {
    lite: '最小的身体模型：速度快，足以满足大多数录像的需要。',
    full: '较大的身体模型：关键点更稳定，时间和内存略有增加。',
    heavy: '最精确的身体模型：耗时约为两到三倍。',
  },
  subjectLabel: {
    hands: '手的数量',
    face: '面部数量',
    pose: '人数',
  },
  subjectHeading: {
    hands: '手',
    face: '面部',
    pose: '人',
    holistic: '人',
  },
  part: {
    pose: '身体',
    left_hand: '左手',
    right_hand: '右手',
    face: '面部',
    hand: '手',
  },
  detectionConfidence: '检测置信度',
  detectionHelp: '检测器判定画面中有人所需的把握程度。',
  presenceConfidence: '存在置信度',
  presenceHelp: '关键点模型判定目标仍在画面中所需的把握程度。',
  trackingConfidence: '跟踪置信度',
  trackingHelp: '视频帧须与前一帧吻合到何种程度，否则重新检测。',
  modelInUse: '使用的模型',
  ownModel: '{fileName}，自备',
  builtInModel: '{fileName}，内置',
  bodyModel: '身体模型',
  whatToTrack: '跟踪对象',
  subjectsHelp: '一张画面中最多查找的数量。数量越多，耗时越长。',
}
