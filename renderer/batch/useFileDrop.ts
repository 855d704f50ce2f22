import { onScopeDispose, readonly, shallowRef, type Ref } from 'vue'

export interface UseFileDropReturn {
  /** Files are being held over the window. */
  readonly isOver: Readonly<Ref<boolean>>
}

/** Takes files that are dropped anywhere in the window, while the calling scope lives. */
export function useFileDrop(onFiles: (files: readonly File[]) => void): UseFileDropReturn {
  const isOver = shallowRef(false)
  const ending = new AbortController()
  const listenerOptions = { signal: ending.signal }

  function hold(event: DragEvent): void {
    // Without this the window would navigate to the dropped file.
    event.preventDefault()
    if (event.dataTransfer) event.dataTransfer.dropEffect = carriesFiles(event) ? 'copy' : 'none'
    isOver.value = carriesFiles(event)
  }

  function leave(event: DragEvent): void {
    // Only leaving the window has no element to go to.
    if (event.relatedTarget === null) isOver.value = false
  }

  function drop(event: DragEvent): void {
    event.preventDefault()
    isOver.value = false
    const files = [...(event.dataTransfer?.files ?? [])]
    if (files.length > 0) onFiles(files)
  }

  window.addEventListener('dragenter', hold, listenerOptions)
  window.addEventListener('dragover', hold, listenerOptions)
  window.addEventListener('dragleave', leave, listenerOptions)
  window.addEventListener('drop', drop, listenerOptions)
  onScopeDispose(() => ending.abort())

  return { isOver: readonly(isOver) }
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false
}
