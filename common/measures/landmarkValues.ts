import { isPersonsHand, landmarksOfPart } from '../export/partNames'
import { partsOfTask, partTables } from '../export/parts'
import type { LandmarkField, PartName } from '../landmarks'
import { sentence } from '../sentence'
import type { Task } from '../tasks'
import type { LandmarkRef } from './block'
import {
  eachFrame,
  MeasureError,
  type NumberValue,
  type Numbers,
  type PointSpace,
  type PointValue,
} from './values'

/** The picture, in which all parts have their place. */
const imageSpace: PointSpace = { name: 'image', unit: 'picture widths' }

/** Every landmark that a task's expressions can name: `left_elbow`, `left_hand_wrist`, `face_013`. */
export function landmarkNames(task: Task): ReadonlyMap<string, LandmarkRef> {
  const names = new Map<string, LandmarkRef>()
  for (const part of partsOfTask[task]) {
    for (const [landmark, name] of landmarksOfPart(part).entries()) {
      names.set(isPersonsHand(part) ? `${part}_${name}` : name, { part, landmark })
    }
  }
  return names
}

/**
 * Where a landmark is: in metres where its part has world landmarks and the picture is not asked
 * for, else in the picture.
 */
export function landmarkPoint(ref: LandmarkRef, isInImage: boolean): PointValue {
  const isWorld = !isInImage && hasField(ref.part, 'world_x')
  const fields = isWorld ? (['world_x', 'world_y', 'world_z'] as const) : (['x', 'y', 'z'] as const)
  const needs = fields.map((field) => ({ ...ref, field }))
  return {
    kind: 'point',
    space: isWorld ? worldSpace(ref.part) : imageSpace,
    reachFrames: 0,
    needs,
    evaluate: (block) => {
      const [x, y, z] = needs.map((need) => block.series(need))
      const inWidths = isWorld ? y! : y!.map((value) => value * block.heightInWidths)
      return { x: x!, y: inWidths, z: z! }
    },
  }
}

/** How likely a landmark is in the picture and not hidden. */
export function landmarkVisibility(name: string, ref: LandmarkRef): NumberValue {
  if (!hasField(ref.part, 'visibility')) {
    throw new MeasureError(sentence('sentences.measures.noVisibility', { name }))
  }
  const need = { ...ref, field: 'visibility' } as const
  return {
    kind: 'number',
    unit: null,
    reachFrames: 0,
    needs: [need],
    evaluate: (block) => block.series(need),
  }
}

export function constant(value: number): NumberValue {
  return {
    kind: 'number',
    unit: null,
    reachFrames: 0,
    needs: [],
    evaluate: (block): Numbers => eachFrame(block.timesS.length, () => value),
  }
}

function hasField(part: PartName, field: LandmarkField): boolean {
  return partTables[part].fields.includes(field)
}

function worldSpace(part: PartName): PointSpace {
  return { name: part, unit: 'm' }
}
