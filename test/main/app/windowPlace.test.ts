import { describe, expect, it } from 'vitest'
import { placeOn } from '../../../main/app/windowPlace'

const laptop = { x: 0, y: 30, width: 1440, height: 870 }
const beside = { x: 1440, y: 0, width: 1920, height: 1080 }

describe('a window opens', () => {
  it('where it was, on whichever screen', () => {
    const onLaptop = { x: 100, y: 60, width: 1000, height: 700 }
    const onOther = { x: 2000, y: 200, width: 1280, height: 860 }
    expect(placeOn([laptop, beside], onLaptop)).toEqual(onLaptop)
    expect(placeOn([laptop, beside], onOther)).toEqual(onOther)
  })

  it('where it was, half of it beyond the edge, as long as it can be moved from there', () => {
    const half = { x: 1200, y: 60, width: 1000, height: 700 }
    expect(placeOn([laptop], half)).toEqual(half)
  })

  it.each([
    ['on a screen that is gone', { x: 2000, y: 200, width: 1280, height: 860 }],
    ['with hardly an edge of it to be seen', { x: 1400, y: 60, width: 1280, height: 860 }],
    ['with its title above the screen', { x: 100, y: -40, width: 1280, height: 860 }],
  ])('where the system puts it if it was %s', (_where, bounds) => {
    expect(placeOn([laptop], bounds)).toEqual({ width: 1280, height: 860 })
  })

  it('no larger than the screen it is on', () => {
    const large = { x: 1500, y: 0, width: 3000, height: 1500 }
    expect(placeOn([laptop, beside], large)).toEqual({ x: 1500, y: 0, width: 1920, height: 1080 })
    expect(placeOn([laptop], large)).toEqual({ width: 1440, height: 870 })
  })
})
