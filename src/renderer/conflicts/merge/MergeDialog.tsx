import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import type { FileEntry, Side } from '../../../shared/entry/entry.js';
import { nameOf } from '../../../shared/entry/path.js';
import { shown } from '../../../shared/format/shown.js';
import { mergeText, writeMerged, type Merging } from '../../../shared/merge/merge-text.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { Problem } from '../../../shared/problem.js';
import type { ProfileId } from '../../../shared/profile/profile.js';
import { settleMerge } from '../../api/requests.js';
import { AskBar } from '../../components/AskBar.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { ProgressLine } from '../../components/ProgressLine.js';
import { conflictsText } from '../text.js';
import type { MergeProgress } from './merge-view.js';
import './merge.css';
import { useVersions, type VersionsRead } from './use-versions.js';

// The editor is most of what the window would have to load at its start.
const MergeEditor = lazy(() => import('./MergeEditor.js'));

const text = conflictsText.merge;

interface MergeDialogProps {
  readonly profileId: ProfileId;
  readonly item: PlanItem;
  readonly files: Readonly<Record<Side, FileEntry>>;
  /** Told when the merged text has been taken. */
  readonly onMerged: () => void;
  readonly onClose: () => void;
}

/** Merges both versions of a file: what does not overlap is merged already, and the rest is decided here. */
export function MergeDialog({ profileId, item, files, onMerged, onClose }: MergeDialogProps) {
  const [attempt, setAttempt] = useState(0);
  const read = useVersions(profileId, item, files, attempt);
  const versions = read.kind === 'read' ? read.versions : undefined;
  const { base, local, remote } = versions ?? {};
  const merging = useMemo(
    () => (local === undefined || remote === undefined ? undefined : mergeText({ base, local, remote })),
    [base, local, remote],
  );
  const [progress, setProgress] = useState<MergeProgress>();
  const [taking, setTaking] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [asking, setAsking] = useState(false);
  const merged = progress?.text;

  const leave = useCallback((): void => {
    if (asking) setAsking(false);
    else if (progress?.changed === true) setAsking(true);
    else onClose();
  }, [progress, asking, onClose]);
  const take = async (): Promise<void> => {
    if (merging?.kind !== 'merged' || merged === undefined) return;
    const content = writeMerged(merged, merging.how);
    if (content === undefined) {
      setProblem({ kind: 'invalid', ...text.notWritten });
      return;
    }
    setTaking(true);
    const refusal = await settleMerge(profileId, item.path, content, files);
    setTaking(false);
    setProblem(refusal);
    if (refusal === undefined) onMerged();
  };

  return (
    <Dialog title={text.title(shown(nameOf(item.path)))} onClose={leave} wide>
      <div className="merge">
        {merging?.kind === 'merged' ? (
          <Suspense fallback={<p className="merge-note">{text.opening}</p>}>
            <MergeEditor
              path={item.path}
              chunks={merging.chunks}
              local={merging.local}
              threeWay={merging.threeWay}
              onProgress={setProgress}
            />
          </Suspense>
        ) : (
          <Unmerged read={read} merging={merging} onAgain={() => setAttempt(attempt + 1)} />
        )}
        {problem === undefined ? null : (
          <p className="merge-problem" role="alert">
            {problem.what} {problem.advice}
          </p>
        )}
        {asking ? (
          <AskBar
            question={text.discardQuestion}
            keep={text.discardKeep}
            onKeep={() => setAsking(false)}
            discard={text.discard}
            onDiscard={onClose}
          />
        ) : (
          <div className="dialog-actions">
            <Button onClick={leave}>{text.cancel}</Button>
            <Button
              variant="primary"
              disabled={merged === undefined || taking}
              title={merged === undefined && progress !== undefined ? text.stillOpen : undefined}
              onClick={() => void take()}
            >
              {text.take}
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}

interface UnmergedProps {
  readonly read: VersionsRead;
  readonly merging: Merging | undefined;
  readonly onAgain: () => void;
}

/** Why there is nothing to be merged yet, or at all. */
function Unmerged({ read, merging, onAgain }: UnmergedProps) {
  if (merging !== undefined && merging.kind !== 'merged')
    return (
      <p className="merge-note" role="status">
        {text.impossible[merging.kind]}
      </p>
    );
  switch (read.kind) {
    case 'failed':
      return (
        <div className="merge-note" role="status">
          <span>
            {read.problem.what} {read.problem.advice}
          </span>
          <Button onClick={onAgain}>{text.tryAgain}</Button>
        </div>
      );
    case 'changed':
      return (
        <p className="merge-note" role="status">
          {text.changedSince[read.side]}
        </p>
      );
    case 'reading':
    case 'read':
      return (
        <div className="merge-note">
          <span>{text.reading}</span>
          <ProgressLine label={text.reading} share={undefined} />
        </div>
      );
  }
}
