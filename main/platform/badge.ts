import { nativeImage, type NativeImage } from 'electron';

const SIZE = 16;
/** Blue, green, red, opacity, as the system's bitmaps have it: the tokens' accent, and their warning. */
const colours = { waits: [0xa7, 0x57, 0x0b, 0xff], needsYou: [0x0a, 0x8a, 0xe8, 0xff] } as const;

/** A round dot for the taskbar. */
export function badge(needsYou: boolean): NativeImage {
  const pixels = Buffer.alloc(SIZE * SIZE * 4);
  const colour = needsYou ? colours.needsYou : colours.waits;
  const middle = (SIZE - 1) / 2;
  for (let y = 0; y < SIZE; y += 1)
    for (let x = 0; x < SIZE; x += 1)
      if ((x - middle) ** 2 + (y - middle) ** 2 <= (SIZE / 2 - 1) ** 2)
        pixels.set(colour, (y * SIZE + x) * 4);
  return nativeImage.createFromBitmap(pixels, { width: SIZE, height: SIZE });
}
