import type { Readable } from 'node:stream';
import type { Meter } from './throttle.js';

/** Joins a content and the meter that it passes, so that either's end or failure is the other's. */
export function feed(content: Readable, meter: Meter): void {
  content.on('error', (error) => meter.destroy(error));
  meter.on('close', () => content.destroy());
  // The failure reaches the target, which reads from the meter; until it does, nobody else listens.
  meter.on('error', () => undefined);
  content.pipe(meter);
}
