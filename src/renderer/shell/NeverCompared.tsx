import { ScanSearch } from 'lucide-react';
import { shellText } from './text.js';

/** What stands there before a profile is compared for the first time. */
export function NeverCompared() {
  return (
    <div className="blank">
      <ScanSearch size={40} strokeWidth={1.3} aria-hidden className="blank-icon" />
      <h2 className="blank-title">{shellText.neverCompared.title}</h2>
      <p className="blank-text">{shellText.neverCompared.text}</p>
    </div>
  );
}
