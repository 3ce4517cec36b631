import { ScanSearch } from 'lucide-react';

/** What stands there before a profile is compared for the first time. */
export function NeverCompared() {
  return (
    <div className="blank">
      <ScanSearch size={40} strokeWidth={1.3} aria-hidden className="blank-icon" />
      <h2 className="blank-title">Not compared yet</h2>
      <p className="blank-text">Compare both folders to see what a sync would do. It changes nothing.</p>
    </div>
  );
}
