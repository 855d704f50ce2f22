import { expect, it } from 'vitest'
import { recordingTitle, safeFileName } from '../../../main/recording/recordingNames'

it('a recording is named by its local day and time', () => {
  expect(recordingTitle(new Date(2026, 10, 25, 4, 12, 33))).toBe('Recording 2026-11-25 04.12.33')
  expect(recordingTitle(new Date(2026, 0, 2, 13, 0, 5))).toBe('Recording 2026-01-02 13.00.05')
})

it.each([
  ['A wave, 手 (2)', 'A wave, 手 (2)'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['a<b>c:d"e/f\\g|h?i*j\nk\u0000l\u202em', 'a_b_c_d_e_f_g_h_i_j_k_l_m'],
  ['.hidden', 'hidden'],
  ['ends in dots. . ', 'ends in dots'],
  ['con', 'con_'],
  ['LPT1.final', 'LPT1_.final'],
  ['console', 'console'],
  ['...', 'Recording'],
  ['手'.repeat(100), '手'.repeat(66)],
])('the title %j becomes the file name %j', (title, name) => {
  expect(safeFileName(title)).toBe(name)
})
