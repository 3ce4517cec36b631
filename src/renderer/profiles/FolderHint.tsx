import { useEffect, useState } from 'react';
import type { FolderLook } from '../../shared/ipc.js';
import { shown } from '../../shared/format/shown.js';
import { api } from '../api/evenkeel.js';
import { formText } from './text/form.js';

/** What is at a path, as far as it has been looked at; `undefined` before that, and for another path. */
interface Looked {
  readonly path: string;
  readonly look: FolderLook | 'created';
}

function lookAt(path: string, tell: (looked: Looked) => void): void {
  if (path === '') return;
  api.lookAtFolder(path).then(
    (look) => tell({ path, look }),
    () => undefined,
  );
}

/** What is at the path of a folder of this computer: looked at when the form opens, and whenever `look` is called. */
export function useFolderLook(path: string): {
  readonly seen: FolderLook | 'created' | undefined;
  readonly look: () => void;
  readonly create: () => Promise<string | undefined>;
} {
  const [looked, setLooked] = useState<Looked>();
  const [first] = useState(path);
  useEffect(() => lookAt(first, setLooked), [first]);
  const create = async (): Promise<string | undefined> => {
    const answer = await api.makeFolder(path);
    if (answer.kind === 'refused') return `${answer.problem.what} ${answer.problem.advice}`;
    setLooked({ path, look: 'created' });
    return undefined;
  };
  return {
    seen: looked?.path === path ? looked.look : undefined,
    look: () => lookAt(path, setLooked),
    create,
  };
}

interface FolderHintProps {
  readonly seen: FolderLook | 'created' | undefined;
  /** What is said where the folder is there. */
  readonly usual: string;
  readonly onCreate: () => Promise<string | undefined>;
}

/** Says below a field whether its folder is there, and offers to make it. */
export function FolderHint({ seen, usual, onCreate }: FolderHintProps) {
  const [failure, setFailure] = useState<string>();
  switch (seen) {
    case 'missing':
      return (
        <span role="status">
          {failure === undefined ? formText.folderMissing : shown(failure)}{' '}
          <button type="button" className="link" onClick={() => void onCreate().then(setFailure)}>
            {formText.folderCreate}
          </button>
        </span>
      );
    case 'no-folder':
      return <span role="status">{formText.folderIsFile}</span>;
    case 'created':
      return <span role="status">{formText.folderCreated}</span>;
    default:
      return usual;
  }
}
