import { expect, it } from 'vitest'
import { defuseFormula, restoreFormula } from '../../../common/export/formulas'

it('puts an apostrophe before what a spreadsheet would run', () => {
  const texts = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx']
  expect(texts.map(defuseFormula)).toEqual(texts.map((text) => `'${text}`))
})

it('leaves other text alone', () => {
  const texts = ['', 'a.jpg', "it's.jpg", "'quoted'", 'a=b', ' =1', '"=1"', 'ünï.png']
  expect(texts.map(defuseFormula)).toEqual(texts)
  expect(texts.map(restoreFormula)).toEqual(texts)
})

it('gives back every text, also one that looks defused already', () => {
  const texts = ['=x', "'=x", "''=x", "'", "''", "'a", '-', '\r\n', "'\t", '@', 'plain']
  expect(texts.map(defuseFormula).map(restoreFormula)).toEqual(texts)
})
