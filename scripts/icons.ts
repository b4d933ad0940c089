// Draws the program's icons from resources/icons/icon.svg: PNG for Linux and the window, ICO for Windows, ICNS for
// macOS. Both containers take PNG images as they are. The results are committed; run this when the drawing changes.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';

const folder = fileURLToPath(new URL('../resources/icons/', import.meta.url));
const svg = readFileSync(`${folder}icon.svg`, 'utf8');
const png = (size: number) => new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();

for (const size of [16, 32, 48, 64, 128, 256, 512]) writeFileSync(`${folder}${size}x${size}.png`, png(size));
writeFileSync(`${folder}icon.png`, png(256));
writeFileSync(`${folder}icon.ico`, ico([16, 24, 32, 48, 64, 256]));
writeFileSync(`${folder}icon.icns`, icns());

/** A directory of images, each with its size and place, and then the images (ICONDIR, ICONDIRENTRY). */
function ico(sizes: readonly number[]): Buffer {
  const images = sizes.map(png);
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let place = head.length;
  for (const [index, image] of images.entries()) {
    const entry = 6 + 16 * index;
    // A byte holds sizes up to 255; 0 stands for 256.
    const size = (sizes[index] ?? 0) % 256;
    head.writeUInt8(size, entry);
    head.writeUInt8(size, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(image.length, entry + 8);
    head.writeUInt32LE(place, entry + 12);
    place += image.length;
  }
  return Buffer.concat([head, ...images]);
}

/** "icns", the whole length, and then each image behind its type and length, in big-endian. */
function icns(): Buffer {
  const types: readonly (readonly [type: string, size: number])[] = [
    ['icp4', 16],
    ['icp5', 32],
    ['ic11', 32],
    ['ic12', 64],
    ['ic07', 128],
    ['ic13', 256],
    ['ic08', 256],
    ['ic14', 512],
    ['ic09', 512],
    ['ic10', 1024],
  ];
  const chunk = (type: string, data: Buffer) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(data.length + 8, 4);
    return Buffer.concat([head, data]);
  };
  return chunk('icns', Buffer.concat(types.map(([type, size]) => chunk(type, png(size)))));
}
