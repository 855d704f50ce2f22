// @ts-check
import { getFFmpegInfo } from 'node-av/lib'
import { standardText } from './licences.mjs'

/**
 * Something inside the native part of a package, under a licence of its own.
 *
 * @typedef {import('../notices.mjs').Notice & { contains: readonly string[] }} InnerPart
 */

/** @returns {Promise<InnerPart[]>} */
export async function innerParts() {
  return [ffmpeg(), await skia()]
}

/**
 * The FFmpeg inside node-av, with all that is linked into it, as it says itself.
 *
 * @returns {InnerPart}
 */
function ffmpeg() {
  const { version, configuration } = getFFmpegInfo()
  const contains = linkedInto(configuration)
  return {
    name: 'FFmpeg',
    version,
    contains,
    licence: 'GPL-3.0-or-later',
    text: `Copyright (c) the FFmpeg developers, https://ffmpeg.org, with the changes of the Jellyfin project,
https://github.com/jellyfin/jellyfin-ffmpeg. It is linked into the native part of node-av, whose
source and build are at https://github.com/seydx/node-av and
https://github.com/seydx/jellyfin-ffmpeg. It was configured with
--enable-gpl --enable-version3; the text of the licence lies beside this file.

The following are linked into it, each under its own licence:
${contains.join(', ')}.

libfdk-aac is the Fraunhofer FDK AAC Codec Library for Android, (c) Copyright 1995 - 2018
Fraunhofer-Gesellschaft zur Förderung der angewandten Forschung e.V. All rights reserved. Whether
its licence is compatible with the GPL is contested.`,
  }
}

/**
 * The libraries that a configuration of FFmpeg switches on.
 *
 * @param {string} configuration
 */
export function linkedInto(configuration) {
  const enabled = [...configuration.matchAll(/--enable-(\S+)/g)].map(([, name = '']) => name)
  return enabled.filter((name) => !SWITCHES.test(name)).sort()
}

/** Of what can be switched on, that which is no library. */
const SWITCHES = /^(gpl|version3|nonfree|lto|shared|static|pic)\b|=/

/** @returns {Promise<InnerPart>} */
async function skia() {
  return {
    name: 'Skia',
    version: 'in @napi-rs/canvas',
    contains: [],
    licence: 'BSD-3-Clause',
    text:
      'Copyright (c) 2011 Google Inc. All rights reserved.\n\n' +
      (await standardText('BSD-3-Clause', 'Skia')),
  }
}
