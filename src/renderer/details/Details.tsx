import type { Settling } from '../conflicts/settle-labels.js';
import { PanelBottom, PanelRight, X } from 'lucide-react';
import { explainBesideSizes } from '../../shared/plan/explain.js';
import { settlementsFor, type PlanItem } from '../../shared/plan/plan.js';
import { explainUndo, isRefused } from '../../shared/plan/explain-undo.js';
import type { Outcome } from '../../shared/run/run.js';
import type { Mode, Profile } from '../../shared/profile/profile.js';
import { shown } from '../../shared/format/shown.js';
import { settle } from '../api/requests.js';
import { useCommand } from '../commands/use-command.js';
import { IconButton } from '../components/Button.js';
import { PathText } from '../components/PathText.js';
import { Splitter } from '../components/Splitter.js';
import { SettleControl } from '../conflicts/SettleControl.js';
import { nodeAt, usePreview } from '../preview/preview-store.js';
import './details.css';
import { useDetails, useDetailsPlace } from './details-store.js';
import { Difference, hasContents } from './difference/Difference.js';
import { detailsText } from './text.js';
import { Versions } from './Versions.js';

interface DetailsProps {
  readonly profile: Profile;
  readonly settling: Settling;
  /** Whether it is about the plan of an undo. */
  readonly isUndo: boolean;
}

/** Why the selected item is dealt with as it is, and what is known of it. */
export function Details({ profile, settling, isUndo }: DetailsProps) {
  const selected = usePreview((state) => state.selected);
  const select = usePreview((state) => state.select);
  // The node changes in place: the revision tells that it may have.
  usePreview((state) => state.revision);
  const { place, roomy } = useDetailsPlace();
  const { height, width, visible, covered, toggle, setPlace, resize } = useDetails();
  useCommand('show-details', toggle, true, visible);
  const node = nodeAt(selected);
  const item = node?.item;
  if (!visible || node === undefined || item === undefined) return null;
  const withContents = hasContents(item);
  return (
    <aside
      className={`details details-${place} ${withContents ? 'details-sized' : ''}`}
      aria-label={detailsText.region}
      style={place === 'right' ? { width } : withContents ? { height } : undefined}
    >
      {place === 'right' || withContents ? (
        <Splitter
          label={detailsText.resize}
          edge={place === 'bottom' ? 'top' : 'left'}
          className={place === 'bottom' ? 'splitter splitter-lies' : 'splitter splitter-stands'}
          size={place === 'bottom' ? height : width}
          least={place === 'bottom' ? 160 : 300}
          most={place === 'bottom' ? 1200 : 1600}
          onResize={(size) => resize(place, size)}
        />
      ) : null}
      <div className="details-head">
        <h2 className="details-path">
          <PathText path={item.path} />
        </h2>
        {canChoose(item, settling, profile.mode) && (
          <SettleControl
            item={item}
            mode={settling === 'undo' ? 'undo' : profile.mode}
            onSettle={(settlement) =>
              settle(profile.id, [item.path], settlement, node.isFolder ? 'below' : 'item')
            }
          />
        )}
        {!roomy ? null : place === 'bottom' ? (
          <IconButton label={detailsText.toRight} icon={PanelRight} onClick={() => setPlace('right')} />
        ) : (
          <IconButton label={detailsText.toBottom} icon={PanelBottom} onClick={() => setPlace('bottom')} />
        )}
        <IconButton label={detailsText.close} icon={X} onClick={() => select(null)} />
      </div>
      <p className="details-why">{shown(whyOf(item, node.outcome, isUndo))}</p>
      <Versions item={item} withBefore={!isUndo} />
      {!withContents ? null : settling === undefined ? (
        <p className="difference-note">{detailsText.busy}</p>
      ) : covered ? null : (
        <Difference profileId={profile.id} item={item} />
      )}
    </aside>
  );
}

/** Why it is dealt with as it is, and what went wrong with it. */
function whyOf(item: PlanItem, outcome: Outcome | undefined, isUndo: boolean): string {
  const problem = outcome !== undefined && 'problem' in outcome ? outcome.problem : undefined;
  if (isUndo) return problem === undefined ? explainUndo(item) : `${problem.what} ${problem.advice}`;
  if (problem !== undefined) return `${explainBesideSizes(item)} ${problem.what} ${problem.advice}`;
  return item.problem === undefined
    ? explainBesideSizes(item)
    : `${explainBesideSizes(item)} ${item.problem.advice}`;
}

function canChoose(item: PlanItem, settling: Settling, mode: Mode): boolean {
  switch (settling) {
    case 'plan':
      return settlementsFor(item, mode).length > 0;
    case 'undo':
      return !isRefused(item) && item.action.kind !== 'moved';
    case undefined:
      return false;
  }
}
