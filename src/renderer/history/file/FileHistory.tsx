import { useNow } from '../../components/hooks/use-now.js';
import { shown } from '../../../shared/format/shown.js';
import { formatSize } from '../../../shared/format/size.js';
import { formatExactly, formatWhen } from '../../../shared/format/time.js';
import type { PathHit, VersionFacts } from '../../../shared/run/history.js';
import { taskOf } from '../../../shared/run/run.js';
import { restore } from '../../api/requests.js';
import { selectProfile } from '../../api/session.js';
import { Button } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { ActionIcon } from '../../preview/cells/ActionIcon.js';
import { actionLabel, undoneLabel } from '../../preview/labels.js';
import { resultText } from '../../result/text.js';
import { useHistory } from '../history-store.js';
import { useAllRuns } from '../all-runs/all-runs-store.js';
import { fileHistoryText as text } from '../text.js';
import { useFileHistory } from './file-history-store.js';

/** What happened to one file across all runs, and its versions, each of which can be restored. */
export function FileHistory() {
  const file = useFileHistory((state) => state.file);
  const hide = useFileHistory((state) => state.hide);
  const preview = useFileHistory((state) => state.preview);
  if (file === null) return null;
  return (
    <Dialog title={text.title(shown(file.path))} onClose={hide}>
      {preview === undefined ? <Past /> : <Preview />}
    </Dialog>
  );
}

function Past() {
  const hits = useFileHistory((state) => state.hits);
  const more = useFileHistory((state) => state.readTo !== undefined);
  const readOlder = useFileHistory((state) => state.readOlder);
  const versions = useFileHistory((state) => state.versions);
  const hide = useFileHistory((state) => state.hide);
  const now = useNow();
  return (
    <>
      <div className="file-history">
        <h3 className="file-history-head">{text.versions}</h3>
        {versions.length === 0 ? (
          <p className="file-history-none">{text.noVersions}</p>
        ) : (
          <ul aria-label={text.versions}>
            {versions.map((version) => (
              <VersionLine key={version.number} version={version} now={now} />
            ))}
          </ul>
        )}
        <h3 className="file-history-head">{text.runs}</h3>
        {hits?.length === 0 && <p className="file-history-none">{text.noRuns}</p>}
        <ul aria-label={text.runs}>
          {hits?.map((hit) => (
            <HitLine key={hit.seq} hit={hit} now={now} />
          ))}
        </ul>
        {more && (
          <Button variant="quiet" onClick={() => void readOlder()}>
            {text.older}
          </Button>
        )}
      </div>
      <div className="dialog-actions">
        <Button onClick={hide}>{resultText.close}</Button>
      </div>
    </>
  );
}

function VersionLine({ version, now }: { readonly version: VersionFacts; readonly now: number }) {
  const { number, side, size, keptMs } = version;
  const look = useFileHistory((state) => state.look);
  const looking = useFileHistory((state) => state.looking);
  return (
    <li className="file-history-line">
      <span title={formatExactly(keptMs)}>{text.kept(formatWhen(keptMs, now))}</span>
      <span className="file-history-side">{resultText.sides[side]}</span>
      <span className="file-history-size">{formatSize(size)}</span>
      <Button
        disabled={looking}
        aria-label={text.restoreOf(formatSize(size), formatWhen(keptMs, now))}
        onClick={() => void look(number)}
      >
        {text.restore}
      </Button>
    </li>
  );
}

function HitLine({ hit, now }: { readonly hit: PathHit; readonly now: number }) {
  const { item, startedMs, purpose } = hit;
  const undone = taskOf(purpose) !== 'synchronize';
  return (
    <li className="file-history-line">
      <span title={formatExactly(startedMs)}>{formatWhen(startedMs, now)}</span>
      <span className="file-history-action">
        <ActionIcon action={item.action} />
        {undone ? undoneLabel(item.action) : actionLabel(item.action).text}
      </span>
      <span className="file-history-size">{item.bytes > 0 ? formatSize(item.bytes) : ''}</span>
      <span className={`file-history-outcome outcome-${item.outcome.kind}`}>
        {text.outcomes[item.outcome.kind]}
      </span>
      {'problem' in item.outcome && <p className="file-history-why">{shown(item.outcome.problem.what)}</p>}
    </li>
  );
}

/** What restoring the version would do. Nothing has been changed yet. */
function Preview() {
  const file = useFileHistory((state) => state.file);
  const preview = useFileHistory((state) => state.preview);
  const forget = useFileHistory((state) => state.forgetPreview);
  const hide = useFileHistory((state) => state.hide);
  const now = useNow();
  if (file === null || preview === undefined) return null;
  const { version, replaces } = preview;
  const go = async (): Promise<void> => {
    if (!(await restore(file.profileId, version.number))) return;
    hide();
    // What comes of it is shown with the profile.
    useAllRuns.getState().hide();
    useHistory.getState().hide();
    selectProfile(file.profileId);
  };
  return (
    <>
      <div className="file-history" role="group" aria-label={text.preview}>
        <dl className="why">
          <dt>{text.comesBack}</dt>
          <dd>{text.versionFacts(formatSize(version.size), formatWhen(version.keptMs, now))}</dd>
          <dt>{text.where}</dt>
          <dd>{resultText.sides[version.side]}</dd>
          <dt>{text.replaces}</dt>
          <dd>
            {replaces === undefined
              ? text.replacesNothing
              : replaces.kind === 'file'
                ? text.replacesFile(formatSize(replaces.size))
                : text.replacesLink}
          </dd>
        </dl>
        <p className="file-history-none">{text.previewNote}</p>
      </div>
      <div className="dialog-actions">
        <Button onClick={forget}>{text.back}</Button>
        <Button variant="primary" onClick={() => void go()}>
          {text.restoreThis}
        </Button>
      </div>
    </>
  );
}
