import { crc32, deflateSync } from 'node:zlib';

/** Red, green and blue, 0 to 255 each. */
export type Colour = readonly [number, number, number];

/** A PNG of two colours that run into each other from top to bottom: a stand-in for a photograph. */
export function makePng(width: number, height: number, top: Colour, bottom: Colour): Buffer {
  const rows: Buffer[] = [];
  for (let y = 0; y < height; y += 1) {
    const share = height > 1 ? y / (height - 1) : 0;
    const pixel = top.map((value, index) => Math.round(value + ((bottom[index] ?? value) - value) * share));
    // Each row begins with its filter type; 0 is none (PNG specification, 9.2).
    rows.push(Buffer.concat([Buffer.of(0), ...Array.from({ length: width }, () => Buffer.from(pixel))]));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a channel, colour type 2: red, green, blue.
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
