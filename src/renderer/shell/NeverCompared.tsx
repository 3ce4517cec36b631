import { ScanSearch } from 'lucide-react';
import { Button } from '../components/Button.js';
import { shellText } from './text.js';

const text = shellText.neverCompared;

/** What stands there before a profile is compared for the first time: the one thing to do next. */
export function NeverCompared({ onCompare }: { readonly onCompare: (() => void) | undefined }) {
  return (
    <div className="blank">
      <ScanSearch size={40} strokeWidth={1.3} aria-hidden className="blank-icon" />
      <h2 className="blank-title">{text.title}</h2>
      <p className="blank-text">{text.text}</p>
      <Button icon={ScanSearch} variant="primary" disabled={onCompare === undefined} onClick={onCompare}>
        {text.compare}
      </Button>
    </div>
  );
}
