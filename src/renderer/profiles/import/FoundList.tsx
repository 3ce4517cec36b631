import { useState } from 'react';
import { shown } from '../../../shared/format/shown.js';
import type { FoundProfiles } from '../../../shared/profile/profile-import.js';
import { acceptImport } from '../../api/requests.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { FoundRow } from './FoundRow.js';
import { begin, chosenOf, howMany, withAllToggled, withFolder, withToggled } from './selection.js';
import { importText as text } from './text.js';

interface FoundListProps {
  readonly found: FoundProfiles;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

/** What was found, line by line: what comes along, what does not, and what is no profile. */
export function FoundList({ found, onBack, onClose }: FoundListProps) {
  const [selection, setSelection] = useState(() => begin(found.profiles));
  const chosen = chosenOf(selection);
  const accept = (): void => {
    acceptImport(chosen);
    onClose();
  };
  return (
    <Dialog page title={text.title} onClose={onClose}>
      <p className="dialog-text">{text.found(shown(found.file), found.program, found.profiles.length)}</p>
      <div className="import-scroll">
        {found.profiles.length > 1 && (
          <label className="import-all">
            <input
              type="checkbox"
              checked={howMany(selection) === 'all'}
              ref={(box) => {
                if (box !== null) box.indeterminate = howMany(selection) === 'some';
              }}
              onChange={() => setSelection(withAllToggled)}
            />
            {text.all}
          </label>
        )}
        {found.profiles.length > 0 && (
          <ul className="import-list" aria-label={text.list}>
            {found.profiles.map((profile, at) => (
              <FoundRow
                key={at}
                profile={profile}
                chosen={selection.chosen.has(at)}
                folder={selection.folders.get(at) ?? profile.localFolder}
                onToggle={() => setSelection((before) => withToggled(before, at))}
                onFolder={(folder) => setSelection((before) => withFolder(before, at, folder))}
              />
            ))}
          </ul>
        )}
        {found.skipped.length > 0 && (
          <>
            <h3 className="import-heading">{text.skipped(found.skipped.length)}</h3>
            <ul className="import-skipped">
              {found.skipped.map(({ name, why }, at) => (
                <li key={at}>
                  {name !== '' && <span className="import-name">{shown(name)}: </span>}
                  {shown(why)}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <p className="dialog-text">{text.note}</p>
      <div className="dialog-actions">
        <Button className="import-back" onClick={onBack}>
          {text.back}
        </Button>
        <Button onClick={onClose}>{text.cancel}</Button>
        <Button variant="primary" disabled={chosen.length === 0} onClick={accept}>
          {text.accept(chosen.length)}
        </Button>
      </div>
    </Dialog>
  );
}
