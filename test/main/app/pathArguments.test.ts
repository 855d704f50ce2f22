import { expect, it } from 'vitest'
import { pathArguments } from '../../../main/app/pathArguments'

it('an installed app takes all that is no switch for a path', () => {
  const argv = ['/opt/studio', '--no-sandbox', 'photos', '', '/home/a film.mp4']
  expect(pathArguments(argv, undefined)).toEqual(['photos', '/home/a film.mp4'])
})

it('an app under development takes what comes after its own folder', () => {
  const argv = ['/usr/bin/electron', '-r', '/loader.js', '/project/', '--inspect', 'photos']
  expect(pathArguments(argv, '/project')).toEqual(['photos'])
})

it('after two dashes, everything is a path', () => {
  expect(pathArguments(['/opt/studio', '--', '-5.jpg'], undefined)).toEqual(['-5.jpg'])
})

it('nothing but the program names nothing', () => {
  expect(pathArguments(['/opt/studio'], undefined)).toEqual([])
})
