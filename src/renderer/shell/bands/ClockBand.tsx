import { Clock } from 'lucide-react';
import { clockWords } from '../../../shared/run/clock-words.js';
import type { ClockChange } from '../../../shared/run/run.js';

interface ClockBandProps {
  readonly changes: readonly ClockChange[];
}

/** Above the plan: sides on which all times have moved together, which is no edit of any file (S10). */
export function ClockBand({ changes }: ClockBandProps) {
  return (
    <section className="band band-calm" aria-label="Clock changed">
      <Clock size={18} strokeWidth={1.9} aria-hidden className="band-icon" />
      <div className="band-words">
        <h2 className="band-what">A clock has changed</h2>
        {changes.map((change) => (
          <p key={change.side} className="band-advice">
            {clockWords(change)}
          </p>
        ))}
      </div>
    </section>
  );
}
