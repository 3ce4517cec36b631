import { ClipboardPaste, FileText } from 'lucide-react';
import { useEffect, useState } from 'react';
import { shown } from '../../../shared/format/shown.js';
import type { Problem } from '../../../shared/problem.js';
import type { FoundProfiles, ImportFrom, ImportSources } from '../../../shared/profile/profile-import.js';
import { api } from '../../api/evenkeel.js';
import { readImportSources, reportLost } from '../../api/requests.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { importText as text } from './text.js';

interface SourceListProps {
  readonly onFound: (found: FoundProfiles) => void;
  readonly onClose: () => void;
}

/** Where to import from: a file, or what is on this computer anyway. */
export function SourceList({ onFound, onClose }: SourceListProps) {
  const [sources, setSources] = useState<ImportSources>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    void readImportSources().then((read) => setSources(read ?? { places: [], address: null }));
  }, []);
  const look = async (from: ImportFrom): Promise<void> => {
    setProblem(undefined);
    setBusy(true);
    try {
      const answer = await api.lookAtImport(from);
      if (answer.kind === 'refused') setProblem(answer.problem);
      else if (answer.value !== null) onFound(answer.value);
    } catch {
      reportLost();
    } finally {
      setBusy(false);
    }
  };
  // The dialog puts the focus into what it opens with.
  if (sources === undefined) return null;
  const { places, address } = sources;
  return (
    <Dialog title={text.title} onClose={onClose}>
      {problem !== undefined && (
        <p className="form-refusal import-refusal" role="alert">
          <strong>{shown(problem.what)}</strong> {shown(problem.advice)}
        </p>
      )}
      <p className="dialog-text">{text.intro}</p>
      {(places.length > 0 || address !== null) && (
        <ul className="import-list import-sources" aria-label={text.sources}>
          {places.map(({ program, path }, at) => (
            <li key={path}>
              <button
                type="button"
                className="import-source"
                disabled={busy}
                onClick={() => void look({ kind: 'place', at })}
              >
                <FileText size={16} strokeWidth={1.8} aria-hidden />
                <span className="import-name">{program}</span>
                <span className="import-path">{shown(path)}</span>
              </button>
            </li>
          ))}
          {address !== null && (
            <li>
              <button
                type="button"
                className="import-source"
                disabled={busy}
                onClick={() => void look({ kind: 'clipboard' })}
              >
                <ClipboardPaste size={16} strokeWidth={1.8} aria-hidden />
                <span className="import-name">{text.clipboard}</span>
                <span className="import-path">{shown(address)}</span>
              </button>
            </li>
          )}
        </ul>
      )}
      <p className="dialog-text">{text.winscp}</p>
      <div className="dialog-actions">
        <Button onClick={onClose}>{text.cancel}</Button>
        <Button variant="primary" disabled={busy} onClick={() => void look({ kind: 'file' })}>
          {text.chooseFile}
        </Button>
      </div>
    </Dialog>
  );
}
