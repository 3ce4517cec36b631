// @ts-check

/** @typedef {{ size: number, png: Buffer }} Picture square, `size` pixels wide */

/**
 * A Windows icon that holds PNGs, as Windows Vista and later read them.
 * @param {readonly Picture[]} pictures at most 256 pixels wide each
 */
export function ico(pictures) {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index;
    // 0 stands for 256.
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/** Which of an icon file's types holds a PNG of which width. */
const ICNS_TYPES = /** @type {const} */ ([
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024],
]);

/**
 * A macOS icon.
 * @param {readonly Picture[]} pictures
 */
export function icns(pictures) {
  const blocks = ICNS_TYPES.flatMap(([type, size]) => {
    const picture = pictures.find((candidate) => candidate.size === size);
    return picture === undefined ? [] : [block(type, picture.png)];
  });
  return block('icns', Buffer.concat(blocks));
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function block(type, data) {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(data.length + 8, 4);
  return Buffer.concat([header, data]);
}
