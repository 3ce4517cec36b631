import { ChevronLeft, ChevronRight, CircleCheck, Undo2 } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { shown } from '../../../shared/format/shown.js';
import { explainBesideSizes } from '../../../shared/plan/explain.js';
import type { PlanItem } from '../../../shared/plan/plan.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { settleAll, undoChoice } from '../../api/requests.js';
import { Button, IconButton } from '../../components/Button.js';
import { Dialog } from '../../components/Dialog.js';
import { PathText } from '../../components/PathText.js';
import { Difference, hasContents } from '../../details/difference/Difference.js';
import { Versions } from '../../details/Versions.js';
import { nodeAt, openConflicts, usePreview } from '../../preview/preview-store.js';
import { MergeDialog } from '../merge/MergeDialog.js';
import { conflictsText } from '../text.js';
import { ChoiceButtons } from './ChoiceButtons.js';
import { isAlike, largerSide, newerSide, settlementOf, whyNoMerge, type Choice } from './choices.js';
import { actOf } from './keys.js';
import './mode.css';
import { nextOpen, settledIn, requestsFor, type Step } from './steps.js';

const text = conflictsText.mode;

interface ResolveConflictsProps {
  readonly profile: Profile;
  /** Conflicts that nobody has settled yet. */
  readonly open: number;
  readonly onClose: () => void;
}

/** Goes through the conflicts of a plan one by one: both versions, what differs, and what to do, by buttons or keys. */
export function ResolveConflicts({ profile, open, onClose }: ResolveConflictsProps) {
  // Items change in place: the revision tells that they may have.
  usePreview((state) => state.revision);
  const select = usePreview((state) => state.select);
  const [paths] = useState(openConflicts);
  const [at, setAt] = useState(paths[0]);
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const [toAll, setToAll] = useState(false);
  const [merging, setMerging] = useState(false);

  const settled = settledIn(steps);
  const isOpen = (path: string): boolean =>
    !settled.has(path) && nodeAt(path)?.item?.action.kind === 'conflict';
  const item = nodeAt(at ?? null)?.item;
  const alike =
    item === undefined
      ? []
      : paths
          .filter((path) => path !== item.path && isOpen(path))
          .map((path) => nodeAt(path)?.item)
          .filter((other) => other !== undefined)
          .filter((other) => isAlike(item, other));
  const meant = item === undefined ? [] : toAll ? [item, ...alike] : [item];

  const show = (path: string | undefined): void => {
    setAt(path);
    // Whom a choice is for is said anew at each conflict.
    setToAll(false);
    if (path !== undefined) select(path);
  };
  const choose = (choice: Choice): void => {
    if (item === undefined) return;
    const chosen = meant.flatMap((one) => {
      const settlement = settlementOf(choice, one, profile.mode);
      return settlement === undefined ? [] : [{ one, settlement }];
    });
    if (chosen.length === 0) return;
    // To choose what is chosen already is no step that could be undone.
    const step = chosen
      .filter(({ one, settlement }) => one.settled !== settlement)
      .map(({ one: { path }, settlement }) => ({
        path,
        settlement,
        isFolder: nodeAt(path)?.isFolder === true,
      }));
    if (step.length > 0) {
      settleAll(profile.id, requestsFor(step));
      setSteps([...steps, { at: item.path, settled: step }]);
    }
    const now = new Set(chosen.map(({ one }) => one.path));
    show(nextOpen(paths, item.path, (path) => isOpen(path) && !now.has(path)));
  };
  const undo = (): void => {
    const last = steps.at(-1);
    if (last === undefined) return;
    undoChoice(profile.id);
    setSteps(steps.slice(0, -1));
    show(last.at);
  };
  const merge = (): void => setMerging(item !== undefined && whyNoMerge(item, profile) === undefined);
  const merged = ({ path }: PlanItem): void => {
    setMerging(false);
    setSteps([...steps, { at: path, settled: [{ path }] }]);
    show(nextOpen(paths, path, (other) => isOpen(other) && other !== path));
  };
  const step = (by: 1 | -1): void => {
    const index = at === undefined ? -1 : paths.indexOf(at);
    show(paths.at((index + by + paths.length) % paths.length));
  };

  const press = useEffectEvent((event: KeyboardEvent): void => {
    // While two versions are merged, letters are typed into the text.
    const act = merging ? undefined : actOf(event);
    if (act === undefined) return;
    event.preventDefault();
    // A key that is held down leads on through the conflicts, and settles one of them only.
    if (event.repeat && act.kind !== 'step') return;
    switch (act.kind) {
      case 'undo':
        undo();
        return;
      case 'to-all':
        setToAll(!toAll && alike.length > 0);
        return;
      case 'merge':
        merge();
        return;
      case 'step':
        step(act.by);
        return;
      case 'choose':
        choose(act.choice);
    }
  });
  useEffect(() => {
    // On the document, and before any element: a button that has the focus may be disabled for the next conflict, and hears nothing then.
    const listen = (event: KeyboardEvent): void => press(event);
    document.addEventListener('keydown', listen, true);
    return () => document.removeEventListener('keydown', listen, true);
  }, []);

  return (
    <Dialog title={text.title} onClose={onClose} wide>
      <div className="mode">
        {item === undefined ? (
          <AllDone open={open} />
        ) : (
          <>
            <div className="mode-head">
              <h3 className="mode-path">
                <PathText path={item.path} />
              </h3>
              <span className="mode-count" role="status">
                {text.place(paths.indexOf(item.path) + 1, paths.length)} · {text.left(open)}
              </span>
              <IconButton
                label={text.previous}
                icon={ChevronLeft}
                disabled={paths.length < 2}
                onClick={() => step(-1)}
              />
              <IconButton
                label={text.next}
                icon={ChevronRight}
                disabled={paths.length < 2}
                onClick={() => step(1)}
              />
            </div>
            <p className="mode-why">{shown(explainBesideSizes(item))}</p>
            <Versions item={item} withBefore marks={marksOf(item)} />
            <div className="mode-difference">
              {hasContents(item) ? <Difference profileId={profile.id} item={item} /> : null}
            </div>
            <ChoiceButtons item={item} meant={meant} profile={profile} onChoose={choose} onMerge={merge} />
          </>
        )}
        <div className="dialog-actions mode-actions">
          {item === undefined || alike.length === 0 ? null : (
            <label className="mode-all">
              <input
                type="checkbox"
                checked={toAll}
                aria-keyshortcuts="A"
                onChange={() => setToAll(!toAll)}
              />
              {text.toAll(alike.length)}
              <kbd aria-hidden>A</kbd>
            </label>
          )}
          <span className="mode-space" />
          <Button
            icon={Undo2}
            variant="quiet"
            disabled={steps.length === 0}
            aria-keyshortcuts="U"
            onClick={undo}
          >
            {text.undo}
            <kbd aria-hidden>U</kbd>
          </Button>
          <Button
            variant={item === undefined ? 'primary' : 'plain'}
            autoFocus={item === undefined}
            onClick={onClose}
          >
            {text.close}
          </Button>
        </div>
      </div>
      {merging && item?.local.entry?.kind === 'file' && item.remote.entry?.kind === 'file' ? (
        <MergeDialog
          profileId={profile.id}
          item={item}
          files={{ local: item.local.entry, remote: item.remote.entry }}
          onMerged={() => merged(item)}
          onClose={() => setMerging(false)}
        />
      ) : null}
    </Dialog>
  );
}

function marksOf(item: PlanItem) {
  const newer = newerSide(item);
  const larger = largerSide(item);
  const of = (side: 'local' | 'remote'): readonly string[] => [
    ...(newer === side ? [text.newer] : []),
    ...(larger === side ? [text.larger] : []),
  ];
  return { local: of('local'), remote: of('remote') };
}

function AllDone({ open }: { readonly open: number }) {
  return (
    <div className="mode-done" role="status">
      <CircleCheck size={40} strokeWidth={1.3} aria-hidden className="blank-icon" />
      <p className="blank-title">{open === 0 ? text.allResolved : text.someLeft(open)}</p>
      <p className="blank-text">{open === 0 ? text.thenSync : text.leftAreSkipped}</p>
    </div>
  );
}
