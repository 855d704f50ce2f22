/**
 * What the app says of its own accord: in the window in every language, in data, logs and on the
 * command line in English. Parts of sentences are here too.
 */
export const sentences = {
  kind: { photo: 'photo', video: 'video' },
  media: {
    foreign: 'This is {format}, which cannot be tracked: {remedy}.',
    unknown:
      'A file ending in {extension} cannot be tracked, only {formats}: leave it out, or convert it.',
    nameless:
      'A file without an extension cannot be tracked, only {formats}: leave it out, or convert it.',
    formats: 'JPEG, PNG, WebP, AVIF, GIF, MP4, MOV, MKV and WebM',
    empty: 'The file is empty (0 bytes): copy it again.',
    fewBytes: 'Only {bytes} bytes of the {kind} are there: copy it again.',
    manyBytes:
      'The {kind} takes {size} GiB, more than the limit of {limit} GiB: save it smaller, or raise the limit.',
    otherMedia:
      'The file is named like {promised}, but it is {format}: rename it to end in {extension}.',
    otherFormat:
      'The file is named like {promised}, but it is {format}, which cannot be tracked: {remedy}.',
    noMedia:
      'The file is named like {promised}, but there is no photo or video in it: get the original, or leave it out.',
    blank:
      'The {kind} holds only zeros where it should begin, as after a failed copy: copy it again.',
    damaged: 'The header of the {kind} is damaged: get the original, or save it anew.',
    manyPixels:
      'The {kind} has {width} x {height} pixels ({megapixels} megapixels), more than the limit of {limit} megapixels: scale it down, or raise the limit.',
    manyHours:
      'By its header, the video lasts {hours} hours, more than the limit of {limit} hours: cut it into parts, or raise the limit.',
    hiddenFolder: 'It is a hidden folder: to have its files tracked, add the folder itself.',
    hiddenFile: 'It is a hidden file: to track it nevertheless, add the file itself.',
    outside: 'It is a link to something outside the folders that may be read.',
    folder:
      'It is a folder with the name of a photo or video: rename it to have its files looked at.',
    special: 'It is a pipe, socket or device, not a file: leave it out.',
    linkLoop:
      'It is a link that leads back to itself or to a folder it lies in: add what you need directly.',
    danglingLink:
      'It is a link to something that does not exist: mend the link, or add the file itself.',
    noUnicode:
      'Its name is not valid Unicode (UTF-8), so that it cannot be opened: rename it, then add it again.',
    noPermission:
      'You have no permission to read it: change its permissions, or copy it to a folder of yours.',
    gone: 'It is no longer there: look whether it was moved, renamed or deleted, then add it again.',
    driveError: 'The drive reports an error in reading it: copy it again from another place.',
    longPath: 'Its path is too long for this system: move it to a folder nearer to the top.',
    locked: 'Another program has locked it: close that program, then add it again.',
    driveChanged:
      'The network drive it lies on has changed: connect the drive anew, then add it again.',
    networkGone: 'The network drive it lies on is not connected: connect it, then add it again.',
    driveGone: 'The drive it lies on is not connected: connect it, then add it again.',
    unread: 'It cannot be read ({code}): copy it to another place, then add it again.',
  },
  /** Of a file whose end is missing. */
  cut: {
    photo: 'The end of the photo is missing, as after an interrupted copy: copy it again.',
    video:
      'The end or the index of the video is missing, as after an interrupted copy or recording: copy it again, or repair it with the program that recorded it.',
  },
  /** With an article. */
  format: {
    jpeg: 'a JPEG photo',
    png: 'a PNG picture',
    webp: 'a WebP picture',
    avif: 'an AVIF picture',
    gif: 'a GIF picture',
    mp4: 'an MP4 or MOV video',
    matroska: 'an MKV or WebM video',
    heic: 'a HEIC photo',
    raw: 'a raw camera file',
    tiff: 'a TIFF picture or raw camera file',
    bmp: 'a BMP picture',
    jpegXl: 'a JPEG XL picture',
    jpeg2000: 'a JPEG 2000 picture',
    psd: 'a Photoshop document',
    svg: 'an SVG drawing',
    icon: 'an icon',
    avi: 'an AVI video',
    wmv: 'a Windows Media file',
    flv: 'a Flash video',
    mpeg: 'an MPEG video',
    transportStream: 'an MPEG transport stream',
    ogg: 'an Ogg file',
    mobileVideo: 'a 3GP video',
    sound: 'a sound file',
    pdf: 'a PDF document',
    archive: 'a packed archive or an Office document',
    webPage: 'a web page',
    gitLfsPointer: 'a Git LFS pointer',
    text: 'a text file',
  },
  /** What to do about a format, as an order. */
  remedy: {
    convertVideo: 'convert it to MP4, for instance with HandBrake or FFmpeg',
    leaveOut: 'leave it out',
    saveHeic:
      'save it as JPEG (an iPhone does so itself with Settings, Camera, Formats, Most Compatible)',
    develop: "develop it to JPEG with the camera's program",
    savePngOrJpeg: 'save it as PNG or JPEG',
    savePng: 'save it as PNG',
    saveJpegOrPng: 'save it as JPEG or PNG',
    exportJpegOrPng: 'export it as JPEG or PNG',
    exportPng: 'export it as PNG, if people are to be seen in it',
    savePages: 'save its pages or pictures as PNG or JPEG',
    unpack: 'unpack it and add what was in it',
    download: 'download the photo or video itself instead of the page that shows it',
    pull: 'fetch the file it stands for with "git lfs pull"',
  },
  file: {
    unopened: '{name} cannot be opened: {reason}',
    gone: 'it is no longer where it was. Put it back or add it again.',
    noPermission: 'this user may not read it. Change its permissions and try again.',
    folder: 'it is a folder.',
    special: 'it is a pipe, socket or device, not a file.',
    locked: 'another program has locked it. Close that program and try again.',
    manyOpen: 'too many files are open on this machine. Close some programs and try again.',
    driveError: 'the drive reported an error. Check the drive or copy the file elsewhere.',
    systemReports: 'the system reports {code}.',
    noPhoto: '{name} cannot be decoded: it is damaged or not a photo.',
    noVideo: '{name} cannot be read: it is damaged or not a video.',
    noPictures: '{name} has no pictures: it is incomplete or holds only sound.',
    codec: '{name} cannot be decoded: it is compressed with {codec}. Convert it to H.264.',
    unknownCodec:
      '{name} cannot be decoded: it is compressed with an unknown method. Convert it to H.264.',
    changed: '{name} was changed while it was being tracked. Try it again from the start.',
    damagedAfter: '{name} cannot be decoded after frame {frame}: it is damaged.',
    noFrame: '{name} has no frame that can be decoded: it is damaged.',
    noFrameAfter: '{name} has no frame after {seconds} seconds that can be decoded: it is damaged.',
    breaksOff: '{name} breaks off at {end} of {whole} seconds: it is incomplete or damaged.',
    gaveUp: '{name}, frame {frame}: the model gave up on this picture ({reason}).',
    crashed:
      'The tracking process ended twice while it worked on this file ({reason}). The file may be damaged: try to open and save it anew in another program.',
    notKept: 'Its landmarks could not be kept in the library: {reason}',
  },
  worker: {
    ended: 'The tracking process ended while it was starting ({reason}).',
    unknownOptions: 'The tracking process was started with options that it does not know.',
    noModel: '{name} cannot be loaded: it is damaged or not a model for this.',
    exitCode: 'exit code {code}',
    unknownCode: 'exit code unknown',
    misfit: 'it sent a message that does not fit the protocol',
    silent: 'nothing came of it for {seconds} s',
  },
  library: {
    notWritten: '{path} could not be written. {reason}',
    diskFull: 'The disk is full: free some space, then try again.',
    fileTooLarge: 'The file is too large for this disk: use another one, then try again.',
    readOnly: 'The disk is read-only: choose another place, then try again.',
    fileOpen: 'Another program has the file open: close it there, then try again.',
    noPermission: 'There is no permission to write there: choose another place, then try again.',
    isFolder: 'There is a folder of that name: choose another name, then try again.',
    folderGone: 'The folder is gone: choose another one, then try again.',
  },
  batch: {
    diskShort:
      'The disk of the library is almost full: {free} are left. Nothing is lost. Free some space, and the batch goes on by itself.',
    nothingFound: 'There was no photo or video to track.',
    notAdded: 'The files could not be added: {reason}',
    goesOn: 'The batch goes on where it stood when the app ended.',
    cannotGoOn: 'The interrupted batch cannot go on: {reason}',
    jobsCannotGoOn: 'Interrupted jobs cannot go on: {reason}',
    recordingKept:
      'The recording "{title}" was cut off: {duration} of it are kept, in Live under Recordings.',
    isRecording: '"{title}" is a recording, no batch.',
    inBackground: '"{title}" was tracked in the background: see the library.',
    anotherTracked: 'Another batch is being tracked: finish or cancel it, then track these again.',
    noVideo: 'A recording without a video cannot be tracked again.',
    onScreen: 'Some of these are in the batch on screen: begin a new batch, then delete them.',
    stillTracked:
      'Some of these are of a folder or video that is still being tracked in the background: delete them when it is done.',
  },
  telemetry: {
    ready: 'It is ready, its model loaded.',
    stalled: 'It was ended in the middle of a file: {reason}.',
    fewerWorkers: 'The batch goes on with fewer workers.',
    crashed: 'It ended by itself: {reason}.',
    manyFiles: 'It has done {files} files.',
    overLimit: 'It takes {size}, more than the limit of {limit}.',
    grew: 'It grew by {size} over its last {files} files.',
    appOverLimit: 'The app takes {size}, more than its limit of {limit}.',
    machineShort: 'The machine has only {size} of memory left.',
    eased: 'There is memory for one more worker again.',
    goesOn:
      '{reason} The batch goes on with {count} worker. | {reason} The batch goes on with {count} workers.',
    noneBegun: '{reason} No file is begun until there is room again.',
  },
  remote: {
    noUrl: 'The address must be like redis://host:6379, or rediss:// with TLS.',
    refused: '{url} does not let us in: check the user and the password in the address.',
    noAnswer: 'No answer from {url}: is the server running and reachable?',
    silent: '{url} does not answer any more. It is tried again.',
    batchWaits: '{url} does not answer any more. The batch goes on when it does.',
    noWorker: 'No worker is seen at {url}. Start one on another machine with "npm run worker".',
    otherVersion:
      'The worker {worker} gets no files: it is version {theirs}, this is {ours}. Install the same version on all machines.',
    otherVersions:
      'The worker {worker} and {more} more gets no files: it is version {theirs}, this is {ours}. Install the same version on all machines.',
    unknownJob:
      'The worker {worker} is version {version} and does not understand this job: install the same version on all machines.',
    ofWorker: 'The worker {worker}: {reason}',
    otherModel:
      'The worker {worker} has another {model} than the machine that wants the landmarks: use the same model on all machines.',
    leadsOut: '{path} leads out of the folder {folder} that is shared: it is not read.',
    unread: '{name} cannot be read: {reason}',
    runEnded: 'the run has ended',
    partMissing: 'a part of its results is missing',
    machineGone: 'its machine is gone',
    givenBack: 'its machine has given it back',
    forgotten: 'the server has forgotten it',
  },
  service: {
    portTaken: 'The port {port} is taken by another program: choose another one.',
  },
  watch: {
    gone: 'The folder is not there. It is watched again as soon as it is back.',
    already: '{folder} is watched already, with {other}.',
  },
  model: {
    missing: 'The model {name} is missing. Run "npm run setup" to build it.',
    unread: 'The model {path} cannot be read: {reason}',
  },
  measures: {
    empty: 'Write a formula.',
    long: 'This formula is too long.',
    point: 'This is a point, not a number: take its .x, .y or .z, or a distance().',
    noLandmark: 'This formula names no landmark.',
    unknown: 'Only landmarks, numbers, + − * /, brackets and functions are known.',
    function: '{name} is a function: write {name}(…).',
    unknownLandmark: 'There is no landmark “{name}” in this result.',
    unknownFunction: 'There is no function “{name}”.',
    unknownOperator: '“{operator}” is not known.',
    otherOperator: '“{operator}” is not known: there are + − * and /.',
    noField: 'A point has .x, .y and .z, a landmark of a body .visibility too.',
    onlyPoint: 'Only a point has .{axis}.',
    noVisibility: '{name} has no visibility: only landmarks of a body have.',
    onlyNumbers: 'Only numbers can be written out.',
    image: 'image() wants one value.',
    midpoint: 'midpoint() wants two points or more.',
    wants: '{name}() wants {wanted}, not {given}.',
    takesNumbers:
      '{name} works with numbers, and was given a point: take its .x, .y or .z, or a distance().',
    takesPoints: '{name}() works with points, and was given a number.',
    otherSpace:
      '{one} and {other} have different origins: put image(…) around it, to measure in the picture.',
  },
  wanted: {
    one: 'one value',
    two: 'two values',
    three: 'three values',
    some: 'at least one value',
  },
  space: {
    image: 'the picture',
    pose: 'the body in space',
    left_hand: 'the left hand in space',
    right_hand: 'the right hand in space',
    hand: 'the hand in space',
    face: 'the face in space',
  },
  syntax: {
    wrongAt: '{problem} at character {place}.',
    unreadable: 'This cannot be read.',
    expectedAfter: 'Expected expression after {text}',
    expectedExpression: 'Expected expression',
    expectedComma: 'Expected comma',
    expected: 'Expected {text}',
    unexpectedPeriod: 'Unexpected period',
    unexpected: 'Unexpected {text}',
    unclosedQuote: 'Unclosed quote after {text}',
    unclosed: 'Unclosed {text}',
    exponent: 'Expected exponent {text}',
    nameWithNumber: 'Variable names cannot start with a number {text}',
    noArgument: 'missing unaryOp argument',
  },
  export: {
    another: 'Another export is being written: wait for its end, or cancel it.',
    drawingEnded: 'The process that draws has ended ({reason}).',
  },
  calibration: {
    later: 'This machine can be measured once the batch is finished or cancelled.',
  },
} as const
