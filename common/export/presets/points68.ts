/**
 * Where the 68 points of a face (iBUG 300-W, as dlib and OpenFace number them, from 0) lie among the
 * 478 of MediaPipe: at one of them, or in the middle of two. The correspondence is that which Peizhi
 * Yan has published (2024, MIT licence): https://github.com/PeizhiYan/Mediapipe_2_Dlib_Landmarks.
 */
export const points68: readonly (readonly number[])[] = [
  // The outline from the person's right ear by the chin to the left one.
  ...[[127], [234], [93], [132, 58], [58, 172], [136], [150], [176], [152]],
  ...[[400], [379], [365], [397, 288], [361], [323], [454], [356]],
  // The right eyebrow, then the left one, from right to left.
  ...[[156], [63], [105], [66], [107], [336], [296], [334], [293], [383]],
  // The nose down its ridge, then its base.
  ...[[168, 6], [197, 195], [5], [4], [98], [97], [2], [326], [327]],
  // The right eye, then the left one.
  ...[[33], [160], [158], [133], [153], [144], [362], [385], [387], [263], [373], [380]],
  // The lips around, then the mouth between them.
  ...[[61], [39], [37], [0], [267], [269], [291], [321], [314], [17], [84], [91]],
  ...[[78], [82], [13], [312], [308], [317], [14], [87]],
]
