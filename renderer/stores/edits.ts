import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { EntryId } from '../../common/entries'
import type { EditStep, EditSteps } from '../../common/edits/steps'
import { request, showFailure } from './request'

/** How the result under review is edited. Every change is saved at once. */
export const useEdits = defineStore('edits', () => {
  const entryId = shallowRef<EntryId | null>(null)
  const steps = shallowRef<EditSteps>([])
  /** What the steps were before the changes of this session, and after those that were undone. */
  const past = shallowRef<readonly EditSteps[]>([])
  const future = shallowRef<readonly EditSteps[]>([])
  let saving = Promise.resolve()

  const canUndo = computed(() => past.value.length > 0 || steps.value.length > 0)
  const canRedo = computed(() => future.value.length > 0)

  /** Turns to another result. */
  async function open(id: EntryId): Promise<void> {
    entryId.value = id
    await saving
    const stored = await request('get-edits', id)
    if (stored !== undefined && entryId.value === id) begin(stored)
  }

  function begin(stored: EditSteps): void {
    steps.value = stored
    past.value = []
    future.value = []
  }

  async function add(step: EditStep): Promise<void> {
    await change([...steps.value, step])
  }

  async function remove(index: number): Promise<void> {
    await change(steps.value.toSpliced(index, 1))
  }

  async function change(changed: EditSteps): Promise<void> {
    past.value = [...past.value, steps.value]
    future.value = []
    await save(changed)
  }

  /** Takes back the last change; those of an earlier session were steps that came one by one. */
  async function undo(): Promise<void> {
    if (!canUndo.value) return
    const before = past.value.at(-1) ?? steps.value.slice(0, -1)
    past.value = past.value.slice(0, -1)
    future.value = [...future.value, steps.value]
    await save(before)
  }

  async function redo(): Promise<void> {
    const after = future.value.at(-1)
    if (after === undefined) return
    future.value = future.value.slice(0, -1)
    past.value = [...past.value, steps.value]
    await save(after)
  }

  /** Resolves when the change is on disk, or when it was shown that it cannot be. */
  async function save(changed: EditSteps): Promise<void> {
    const id = entryId.value
    if (id === null) return
    steps.value = changed
    saving = saving.then(() => store(id, changed))
    await saving
  }

  async function store(id: EntryId, changed: EditSteps): Promise<void> {
    try {
      await window.app.request('set-edits', { id, steps: changed })
    } catch (error) {
      showFailure(error)
      const stored = await request('get-edits', id)
      if (stored !== undefined && entryId.value === id) begin(stored)
    }
  }

  return { entryId, steps, canUndo, canRedo, open, add, remove, undo, redo }
})
