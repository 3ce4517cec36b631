import { expect, test } from 'vitest';
import { EarlySync } from './early-sync.js';

const STEP = 64 * 1024 * 1024;

/** A file on a disk that answers when it is told to. */
class SlowFile {
  readonly #asked: PromiseWithResolvers<undefined>[] = [];
  asked = 0;

  datasync(): Promise<void> {
    this.asked += 1;
    const answer = Promise.withResolvers<undefined>();
    this.#asked.push(answer);
    return answer.promise;
  }

  async answer(error?: Error): Promise<void> {
    const next = this.#asked.shift();
    if (error === undefined) next?.resolve(undefined);
    else next?.reject(error);
    await new Promise(setImmediate);
  }
}

test('the disk is given a big file while it arrives, and a small one at its end only', async () => {
  const file = new SlowFile();
  const early = new EarlySync(file);
  early.wrote(STEP - 1);
  expect(file.asked).toBe(0);
  early.wrote(1);
  expect(file.asked).toBe(1);
  await file.answer();
  early.wrote(STEP);
  expect(file.asked).toBe(2);
  await file.answer();
});

test('a disk that is slow is asked once at a time, whatever else is being written', async () => {
  const [one, other] = [new SlowFile(), new SlowFile()];
  const early = new EarlySync(one);
  const elsewhere = new EarlySync(other);
  early.wrote(STEP);
  early.wrote(5 * STEP);
  elsewhere.wrote(STEP);
  expect([one.asked, other.asked]).toEqual([1, 0]);
  await one.answer();
  elsewhere.wrote(1);
  expect([one.asked, other.asked]).toEqual([1, 1]);
  await other.answer();
});

test('a file is not closed before the disk has answered', async () => {
  const file = new SlowFile();
  const early = new EarlySync(file);
  await early.settled();
  early.wrote(STEP);
  let isSettled = false;
  const settled = early.settled().then(() => (isSettled = true));
  await new Promise(setImmediate);
  expect(isSettled).toBe(false);
  await file.answer();
  await settled;
});

test('S3: what the disk could not keep fails the file, even if the disk says nothing of it later', async () => {
  const file = new SlowFile();
  const early = new EarlySync(file);
  early.wrote(STEP);
  await file.answer(new Error('EIO'));
  early.wrote(STEP);
  await file.answer();
  await early.settled();
  expect(() => early.throwIfFailed()).toThrow('EIO');
});
