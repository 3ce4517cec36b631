// @ts-check

const BYTES =
  'nothing but the processor limits it, and Evenkeel does more with each byte: it hashes what it transfers, passes it through Node’s streams, and waits until it is on the disk.';

/**
 * Why Evenkeel is not ahead in a case.
 * @type {Readonly<Record<string, string>>}
 */
export const WHY = {
  'big-upload': BYTES,
  'big-download': BYTES,
  'big-upload-tls': BYTES,
  'big-download-tls': BYTES,
  'gigabit-upload-ftp': BYTES,
  'gigabit-download-ftp': BYTES,
  'gigabit-upload-ftps': BYTES,
  'gigabit-download-ftps': BYTES,
  'sftp-big-upload-loopback': `${BYTES} Each packet is encrypted one by one in JavaScript’s thread.`,
  'sftp-big-download-loopback': `${BYTES} Each packet is encrypted one by one in JavaScript’s thread.`,
  'automatic-big-upload': 'the line is full with 6 connections, and trying more of them costs a little.',
  'local-first':
    'each file is on the disk before it gets its name, is hashed on the way, and is on record afterwards. What waiting for the disk costs by itself shows in the time of rsync with --fsync, which waits for each file and not for its name.',
  'local-nothing':
    'Evenkeel also reads what is on record of both sides, and rsync only looks at them; half a second or so is the start of the runtime.',
  'local-changed': 'the changed files cost what they cost in the first run, and what they replace is kept.',
  'local-look': 'each entry becomes an object with its size, time and number; find only writes a line.',
};
