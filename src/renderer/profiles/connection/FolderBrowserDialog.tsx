import { FolderPlus } from 'lucide-react';
import { useEffect, useRef, useState, type Dispatch, type SetStateAction } from 'react';
import { createPortal } from 'react-dom';
import type { FolderBrowser } from '../../../shared/connection/server-folders.js';
import type { ProfileListing } from '../../../shared/ipc.js';
import type { Problem } from '../../../shared/problem.js';
import { shown } from '../../../shared/format/shown.js';
import { api } from '../../api/evenkeel.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { CertificateTable } from '../../shell/problem/CertificateTable.js';
import { checkConnection, serverIn, type FormValues, type Trust } from '../form.js';
import { fieldsOf } from '../remote/remote-fields.js';
import { connectionText } from '../text/connection.js';
import { FolderTreeView } from './FolderTreeView.js';
import { childOf, wayTo, withName, type FolderTree, type Loaded } from './folder-tree.js';

interface FolderBrowserDialogProps {
  readonly values: FormValues;
  readonly listing: ProfileListing | undefined;
  readonly onChoose: (path: string) => void;
  readonly onTrust: (trusted: Trust) => void;
  readonly onClose: () => void;
}

const EMPTY: FolderTree = { root: '/', open: new Set(), loaded: new Map() };

/** Lists a folder, and puts what comes of it into the tree. */
async function load(id: string, path: string, setTree: Dispatch<SetStateAction<FolderTree>>): Promise<void> {
  const put = (loaded: Loaded): void =>
    setTree((before) => ({ ...before, loaded: new Map(before.loaded).set(path, loaded) }));
  put({ kind: 'loading' });
  const answer = await api.listFolders(id, path);
  put(
    answer.kind === 'ok'
      ? { kind: 'loaded', page: answer.value }
      : { kind: 'failed', problem: answer.problem },
  );
}

/** The folders of the server in the form: to choose one of them, or to make one. It signs in as the form says. */
export function FolderBrowserDialog({
  values,
  listing,
  onChoose,
  onTrust,
  onClose,
}: FolderBrowserDialogProps) {
  const [browser, setBrowser] = useState<FolderBrowser>();
  const [problem, setProblem] = useState<Problem>();
  const [tree, setTree] = useState(EMPTY);
  const [selected, setSelected] = useState('');
  // The profile as it was at the opening: whenever a run ends, its listing is another object, and that is no reason to connect again.
  const [attempt, setAttempt] = useState({ values, before: listing?.profile, count: 0 });
  const id = useRef<string>(undefined);

  useEffect(() => {
    let gone = false;
    const checked = checkConnection(attempt.values, attempt.before);
    if (checked.kind === 'invalid') return;
    void api.openFolders(checked.query).then((answer) => {
      if (gone) {
        if (answer.kind === 'ok') void api.closeFolders(answer.value.id);
        return;
      }
      if (answer.kind === 'refused') {
        setProblem(answer.problem);
        return;
      }
      const { root, start } = answer.value;
      id.current = answer.value.id;
      const way = wayTo(root, start);
      setBrowser(answer.value);
      setSelected(start);
      setTree({ root, open: new Set(way), loaded: new Map() });
      for (const path of way) void load(answer.value.id, path, setTree);
    });
    return () => {
      gone = true;
      if (id.current !== undefined) void api.closeFolders(id.current);
      id.current = undefined;
    };
  }, [attempt]);

  const again = (with_: FormValues): void => {
    setProblem(undefined);
    setBrowser(undefined);
    setAttempt((last) => ({ ...last, values: with_, count: last.count + 1 }));
  };
  const trust = (fingerprint: string): void => {
    const server = serverIn(values.remoteFolder);
    if (server === undefined) return;
    const trusted = { server, fingerprint };
    onTrust(trusted);
    again({ ...attempt.values, trusted });
  };
  const toggle = (path: string, open: boolean): void => {
    setTree((before) => {
      const next = new Set(before.open);
      if (open) next.add(path);
      else next.delete(path);
      return { ...before, open: next };
    });
    if (open && browser !== undefined && tree.loaded.get(path)?.kind !== 'loaded')
      void load(browser.id, path, setTree);
  };
  const made = (parent: string, path: string): void => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    setTree((before) => {
      const known = before.loaded.get(parent);
      const loaded = new Map(before.loaded);
      if (known?.kind === 'loaded') loaded.set(parent, { kind: 'loaded', page: withName(known.page, name) });
      return { ...before, open: new Set(before.open).add(parent), loaded };
    });
    if (browser !== undefined && tree.loaded.get(parent)?.kind !== 'loaded')
      void load(browser.id, parent, setTree);
    setSelected(childOf(parent, name));
  };

  // Outside the form, whose fields and Enter key are its own.
  return createPortal(
    <Dialog title={connectionText.foldersTitle(shown(fieldsOf(values.remoteFolder).host))} onClose={onClose}>
      <div className="folders" onSubmit={(event) => event.stopPropagation()}>
        {problem !== undefined ? (
          <div className="folders-problem" role="alert">
            <p>
              <strong>{shown(problem.what)}</strong> {shown(problem.advice)}
            </p>
            {problem.certificate === undefined ? (
              <Button onClick={() => again(attempt.values)}>{connectionText.retry}</Button>
            ) : (
              <TrustQuestion problem={problem} onTrust={trust} />
            )}
          </div>
        ) : browser === undefined ? (
          <p className="folders-wait" role="status">
            {connectionText.connecting}
          </p>
        ) : (
          <FolderTreeView
            tree={tree}
            selected={selected}
            signIn={browser.signIn}
            onSelect={setSelected}
            onToggle={toggle}
            onRetry={(path) => void load(browser.id, path, setTree)}
            onChoose={() => onChoose(selected)}
          />
        )}
      </div>
      {browser === undefined ? null : (
        <NewFolder key={selected} browserId={browser.id} parent={selected} onMade={made} />
      )}
      <div className="dialog-actions">
        <p className="folders-selected ellipsis" title={shown(selected)}>
          {shown(selected)}
        </p>
        <Button onClick={onClose}>{connectionText.cancel}</Button>
        <Button variant="primary" disabled={browser === undefined} onClick={() => onChoose(selected)}>
          {connectionText.select}
        </Button>
      </div>
    </Dialog>,
    document.body,
  );
}

function TrustQuestion({
  problem,
  onTrust,
}: {
  readonly problem: Problem;
  readonly onTrust: (fingerprint: string) => void;
}) {
  const { certificate, kind } = problem;
  if (certificate === undefined) return null;
  return (
    <>
      <CertificateTable certificate={certificate} />
      <Button
        variant={kind === 'certificate-changed' ? 'danger' : 'primary'}
        onClick={() => onTrust(certificate.fingerprint)}
      >
        {certificate.valid === undefined ? connectionText.trustHostKey : connectionText.trustCertificate}
      </Button>
    </>
  );
}

interface NewFolderProps {
  readonly browserId: string;
  readonly parent: string;
  readonly onMade: (parent: string, path: string) => void;
}

/** Makes a folder in the one that is selected. */
function NewFolder({ browserId, parent, onMade }: NewFolderProps) {
  const [name, setName] = useState<string>();
  const [failure, setFailure] = useState<Problem>();
  const field = useRef<HTMLInputElement>(null);
  const asking = name !== undefined;
  useEffect(() => {
    if (asking) field.current?.focus();
  }, [asking]);
  const create = async (): Promise<void> => {
    setFailure(undefined);
    const answer = await api.makeServerFolder(browserId, parent, (name ?? '').trim());
    if (answer.kind === 'ok') onMade(parent, answer.value);
    else setFailure(answer.problem);
  };
  if (name === undefined) {
    return (
      <div className="folders-new">
        <Button variant="quiet" icon={FolderPlus} onClick={() => setName('')}>
          {connectionText.newFolder}
        </Button>
      </div>
    );
  }
  return (
    <div className="folders-new">
      <div className="field-line">
        <input
          ref={field}
          className="input"
          aria-label={connectionText.newFolderName}
          placeholder={connectionText.newFolderName}
          spellCheck={false}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') void create();
          }}
        />
        <Button disabled={name.trim() === ''} onClick={() => void create()}>
          {connectionText.create}
        </Button>
      </div>
      <p className={failure === undefined ? 'field-hint' : 'field-error'} role="status">
        {failure === undefined
          ? connectionText.newFolderIn(shown(parent))
          : `${shown(failure.what)} ${shown(failure.advice)}`}
      </p>
    </div>
  );
}
