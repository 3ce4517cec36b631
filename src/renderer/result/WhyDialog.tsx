import { shown } from '../../shared/format/shown.js';
import type { ItemPath } from '../../shared/entry/entry.js';
import type { Problem } from '../../shared/problem.js';
import { Button } from '../components/Button.js';
import { Dialog } from '../components/Dialog.js';
import { resultText as text } from './text.js';

interface WhyDialogProps {
  readonly path: ItemPath;
  readonly problem: Problem;
  readonly onClose: () => void;
}

/** Why an item failed or was skipped, in full, with what the server said about it. */
export function WhyDialog({ path, problem, onClose }: WhyDialogProps) {
  const { what, advice, side, reply } = problem;
  return (
    <Dialog title={text.whyOf(shown(path))} onClose={onClose}>
      <dl className="why">
        <dt>{text.whatHappened}</dt>
        <dd>{shown(what)}</dd>
        <dt>{text.whatToDo}</dt>
        <dd>{shown(advice)}</dd>
        {side !== undefined && (
          <>
            <dt>{text.side}</dt>
            <dd>{text.sides[side]}</dd>
          </>
        )}
        {side !== 'local' && (
          <>
            <dt>{text.serverReply}</dt>
            <dd className={reply === undefined ? 'why-none' : 'why-reply'}>
              {reply === undefined ? text.noReply : shown(reply)}
            </dd>
          </>
        )}
      </dl>
      <div className="dialog-actions">
        <Button onClick={onClose}>{text.close}</Button>
      </div>
    </Dialog>
  );
}
