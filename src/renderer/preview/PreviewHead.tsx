import { ChevronsDownUp, ChevronsUpDown } from 'lucide-react';
import { IconButton } from '../components/Button.js';
import { FindField } from './FindField.js';
import { usePreview } from './preview-store.js';

interface PreviewHeadProps {
  readonly onLeaveFind: () => void;
}

/** The names of the columns. */
export function PreviewHead({ onLeaveFind }: PreviewHeadProps) {
  const setAllExpanded = usePreview((state) => state.setAllExpanded);
  return (
    <div role="rowgroup" className="preview-head">
      <div role="row" className="head-row" aria-rowindex={1}>
        <div role="columnheader" className="cell" aria-label="Local">
          <span className="head-word">Local</span>
          <FindField onLeave={onLeaveFind} />
          <IconButton label="Expand all folders" icon={ChevronsUpDown} onClick={() => setAllExpanded(true)} />
          <IconButton
            label="Collapse all folders"
            icon={ChevronsDownUp}
            onClick={() => setAllExpanded(false)}
          />
        </div>
        <div role="columnheader" className="cell">
          Action
        </div>
        <div role="columnheader" className="cell">
          Remote
        </div>
      </div>
    </div>
  );
}
