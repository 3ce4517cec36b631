import { Check, Minus } from 'lucide-react';
import { useId } from 'react';
import { shown } from '../../../shared/format/shown.js';
import type { ShownProfile } from '../../../shared/profile/profile-import.js';
import { api } from '../../api/evenkeel.js';
import { reportLost } from '../../api/requests.js';
import { Button } from '../../components/Button.js';
import { importText as text } from './text.js';

interface FoundRowProps {
  readonly profile: ShownProfile;
  readonly chosen: boolean;
  /** The local folder; `''` as long as it has to be chosen. */
  readonly folder: string;
  readonly onToggle: () => void;
  readonly onFolder: (folder: string) => void;
}

/** A profile that was found, with what comes along and what does not. */
export function FoundRow({ profile, chosen, folder, onToggle, onFolder }: FoundRowProps) {
  const id = useId();
  const { name, group, localFolder, remoteFolder, mode, known, taken, leftOut } = profile;
  const choose = async (): Promise<void> => {
    try {
      const path = await api.chooseFolder();
      if (path !== null) onFolder(path);
    } catch {
      reportLost();
    }
  };
  return (
    <li className="import-row">
      <input
        id={id}
        type="checkbox"
        checked={chosen}
        disabled={folder === ''}
        aria-describedby={`${id}-folders`}
        onChange={onToggle}
      />
      <div className="import-words">
        <label htmlFor={id} className="import-name">
          {shown(name)}
        </label>
        {group !== undefined && <span className="import-group">{shown(group)}</span>}
        <div id={`${id}-folders`} className="import-folders">
          {text.folders(folder === '' ? text.noFolder : shown(folder), shown(remoteFolder), mode)}
        </div>
        {localFolder === '' && (
          <Button
            className="import-choose"
            aria-label={text.chooseFolderFor(shown(name))}
            onClick={() => void choose()}
          >
            {folder === '' ? text.chooseFolder : text.changeFolder}
          </Button>
        )}
        {known && <p className="import-known">{text.known}</p>}
        <ul className="import-lines" aria-label={text.taken}>
          {taken.map((line) => (
            <li key={line}>
              <Check size={13} strokeWidth={2.2} className="import-taken" aria-hidden />
              <span>{shown(line)}</span>
            </li>
          ))}
        </ul>
        {leftOut.length > 0 && (
          <ul className="import-lines" aria-label={text.leftOut}>
            {leftOut.map((line) => (
              <li key={line}>
                <Minus size={13} strokeWidth={2.2} className="import-left-out" aria-hidden />
                <span>{shown(line)}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
