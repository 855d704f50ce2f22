import type { Messages } from '../messages'

export const exporting: Messages['exporting'] = {
  progress: {
    left: '{share}，约剩 {duration}',
    section: '导出',
    exporting: '正在导出',
    label: '导出进度',
    cancel: '取消',
  },
  format: {
    label: '格式',
  },
  formatTitle: {
    csv: 'CSV',
    parquet: 'Parquet',
    'json-lines': 'JSON Lines',
    measures: '测量量',
    'measures-summary': '汇总',
    deeplabcut: 'DeepLabCut',
    openface: 'OpenFace',
    trc: 'TRC',
    mot: 'MOT',
    c3d: 'C3D',
    bvh: 'BVH',
    annotated: '带标注',
  },
  opensIn: {
    csv: '可用 Excel、R、pandas 及几乎所有软件打开。',
    parquet: '用于 pandas、R 和 DuckDB：比 CSV 更小、更快。',
    'json-lines': '供程序使用：每帧每个对象一行。',
    measures: '逐帧给出关节角度、长度、速度等的 CSV。',
    'measures-summary': '给出各测量量总体情况的 CSV：均值、范围、重复次数。',
    deeplabcut: '供 DeepLabCut 及能读取其表格的软件使用的 CSV。',
    openface: '供能读取 OpenFace 的软件使用的 CSV：面部 68 个点。',
    trc: '可用 OpenSim 打开：空间标记点。',
    mot: '可用 OpenSim 打开：关节角度。',
    c3d: '可用 Mokka、Visual3D 和 MATLAB 打开：空间标记点。',
    bvh: '可用 Blender 和 MotionBuilder 打开：运动的骨架。',
    annotated: '绘有关键点的照片（JPEG）和视频（MP4）本身。',
  },
  onlyFor: '仅适用于{tasks}。',
  separator: '、',
  division: {
    'per-file': '生成一个文件夹，内含每个文件的副本；原文件不受影响。',
    'per-video': '生成一个文件夹，每个视频一个文件。不包括照片。',
    'per-subject': '生成一个文件夹，每个视频中的每个对象一个文件。不包括照片。',
  },
  shape: {
    label: '形状',
  },
  shapeTitle: {
    long: '长表',
    wide: '宽表',
  },
  shapeSentence: {
    long: '每个关键点一行：适合 R、pandas 和绘图。{columns} 列。',
    wide: '每帧每个对象一行：适合电子表格和训练数据。{columns} 列。',
  },
  spreadsheets: {
    label: '用于电子表格',
    defuse: '使公式失效',
    defuseHelp: '在会被当作公式执行的名称前加撇号',
    mark: '字节顺序标记',
    markHelp: '让 Excel 正确读取重音字符和其他文字',
  },
  version: {
    label: '关键点',
  },
  versionTitle: {
    edited: '编辑后',
    tracked: '跟踪原样',
  },
  versionSentence: {
    edited: '应用各文件的编辑步骤；步骤列于 JSON 中。',
    tracked: '模型给出的原始结果。',
  },
  written: {
    show: '在文件夹中显示',
    rows: '{count} 行',
    saved: '已将 {content}保存到 {file}，用时 {duration}。',
  },
}
