import { isDeepStrictEqual } from 'node:util';
import { FULL_PACE, type EngineEvent } from '../../../../shared/run/run.js';
import type { RunControl } from './run-control.js';

/** Tells of every change of pace from now on, and of the one there is where it is not full. */
export function followPace(control: RunControl | undefined, emit: (event: EngineEvent) => void): () => void {
  if (control === undefined) return () => undefined;
  if (!isDeepStrictEqual(control.pace, FULL_PACE)) emit({ kind: 'run-pace', pace: control.pace });
  return control.onChange((pace) => {
    emit({ kind: 'run-pace', pace });
  });
}
