import { ArrowLeft, ArrowRight } from 'lucide-react';
import { shown } from '../../shared/format/shown.js';
import type { TransferProgress } from '../../shared/run/run.js';
import { PathText } from '../components/PathText.js';
import { ProgressLine } from '../components/ProgressLine.js';
import { useRun } from './run-store.js';
import { runPanelText as text } from './text.js';

/** What every connection does at this moment. There are as many lines as there are transfers, and room for some at all times. */
export function Transfers() {
  const transfers = useRun((state) => state.transfers);
  return (
    <ul className="transfers" aria-label={text.transfers} tabIndex={transfers.length > 0 ? 0 : undefined}>
      {transfers.map((transfer) => (
        <Transfer key={transfer.path} transfer={transfer} />
      ))}
    </ul>
  );
}

function Transfer({
  transfer: { path, to, bytesDone, bytesTotal },
}: {
  readonly transfer: TransferProgress;
}) {
  const Icon = to === 'remote' ? ArrowRight : ArrowLeft;
  return (
    <li className="transfer">
      <Icon size={13} aria-hidden className={to === 'remote' ? 'tone-upload' : 'tone-download'} />
      <span className="sr">{to === 'remote' ? text.uploading : text.downloading}</span>
      <PathText path={path} />
      <span className="transfer-bytes">{text.bytes(bytesDone, bytesTotal)}</span>
      <ProgressLine label={shown(path)} share={bytesTotal === 0 ? 1 : bytesDone / bytesTotal} />
    </li>
  );
}
