import { useEffect, useState } from 'react';
import {
  keyOf,
  knownContent,
  readContent,
  stopReading,
  type ContentRequest,
  type Reading,
} from '../content/content-store.js';

/** How long a file stays selected before it is read, in milliseconds: nobody looks at those that are passed by. */
const REST_MS = 120;

/** Reads a file for as long as it is wanted; `undefined` where nothing is. `attempt` counts how often it was tried. */
export function useContent(request: ContentRequest | undefined, attempt: number): Reading | undefined {
  const [last, setLast] = useState<{ readonly key: string; readonly reading: Reading }>();
  const key = request === undefined ? undefined : `${attempt} ${keyOf(request)}`;
  const known = request === undefined ? undefined : knownContent(request);
  const isKnown = known !== undefined;
  const { profileId, path, side, entry, most } = request ?? {};
  useEffect(() => {
    if (key === undefined || isKnown || profileId === undefined || path === undefined) return;
    if (side === undefined || entry === undefined || most === undefined) return;
    let wanted = true;
    let begun = false;
    const timer = setTimeout(() => {
      begun = true;
      void readContent({ profileId, path, side, entry, most }).then((reading) => {
        begun = false;
        if (wanted) setLast({ key, reading });
      });
    }, REST_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
      if (begun) stopReading(profileId);
    };
    // The key stands for the entry, which is another object after each choice in the plan.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, isKnown]);
  if (key === undefined) return undefined;
  if (known !== undefined) return { kind: 'read', content: known };
  return last?.key === key ? last.reading : { kind: 'reading' };
}
