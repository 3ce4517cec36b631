import type { Settling } from '../../conflicts/settle-labels.js';
import { Check, CircleSlash, CircleX } from 'lucide-react';
import type { Action, PlanItem } from '../../../shared/plan/plan.js';
import type { Outcome } from '../../../shared/run/run.js';
import { SettleControl } from '../../conflicts/SettleControl.js';
import { settle } from '../../api/requests.js';
import type { Profile } from '../../../shared/profile/profile.js';
import { shown } from '../../../shared/format/shown.js';
import { formatCount } from '../../../shared/format/plural.js';
import { toneOf } from '../categories.js';
import { ActionIcon } from './ActionIcon.js';
import type { TreeNode } from '../tree/tree.js';
import { actionLabel, undoItemLabel, undoLabel } from '../labels.js';
import { actionText, previewText } from '../text.js';

interface ActionCellProps {
  readonly node: TreeNode;
  readonly expanded: boolean | undefined;
  readonly selected: boolean;
  readonly profile: Profile;
  /** Whether conflicts can be settled now. */
  readonly settling: Settling;
  /** Whether it is in the plan of an undo. */
  readonly isUndo: boolean;
}

/** The middle column: what will happen, or what has happened. */
export function ActionCell({ node, expanded, selected, profile, settling, isUndo }: ActionCellProps) {
  const { item, outcome } = node;
  if (outcome !== undefined) return <OutcomeLabel outcome={outcome} action={item?.action} isUndo={isUndo} />;
  // What no button of a row chooses is told in words.
  const isBoth = item?.action.kind === 'merge' || item?.action.kind === 'keep-both';
  if (settling === 'plan' && item?.conflict !== undefined && !isBoth) {
    return <ConflictCell item={item} selected={selected} profile={profile} />;
  }
  const dull = item === undefined || item.action.kind === 'equal';
  return (
    <>
      {dull && node.isFolder
        ? null
        : item !== undefined && <ActionText item={item} isFolder={node.isFolder} isUndo={isUndo} />}
      {expanded === false || (dull && expanded === true) ? <RollUp node={node} /> : null}
    </>
  );
}

interface ActionTextProps {
  readonly item: PlanItem;
  readonly isFolder: boolean;
  readonly isUndo: boolean;
}

function ActionText({ item, isFolder, isUndo }: ActionTextProps) {
  const { action } = item;
  // Whether somebody chose it instead of what the rules say.
  const chosen = item.settled !== undefined;
  const label = isUndo ? undoItemLabel(item) : actionLabel(action, isFolder);
  // A conflict is plain from its sign; its kind is what matters.
  const { text, note } =
    action.kind === 'conflict' && label.note !== undefined ? { text: label.note, note: undefined } : label;
  return (
    <span className={`action tone-${toneOf(action)}`}>
      <ActionIcon action={action} isUndo={isUndo} />
      <span className="ellipsis" title={note === undefined ? text : actionText.withNote(text, note)}>
        {text}
        {note === undefined ? null : <span className="action-note"> · {note}</span>}
        {chosen ? <span className="action-note"> · {actionText.chosen}</span> : null}
      </span>
    </span>
  );
}

interface ConflictCellProps {
  readonly item: PlanItem;
  readonly selected: boolean;
  readonly profile: Profile;
}

function ConflictCell({ item, selected, profile }: ConflictCellProps) {
  return (
    <span className={`action tone-${toneOf(item.action)}`}>
      <ActionIcon action={item.action} />
      <SettleControl
        item={item}
        mode={profile.mode}
        reachable={selected}
        onSettle={(settlement) => settle(profile.id, [item.path], settlement)}
      />
    </span>
  );
}

interface OutcomeLabelProps {
  readonly outcome: Outcome;
  readonly action: Action | undefined;
  readonly isUndo: boolean;
}

function OutcomeLabel({ outcome, action, isUndo }: OutcomeLabelProps) {
  const labelOf = isUndo ? undoLabel : actionLabel;
  switch (outcome.kind) {
    case 'done':
    case 'would-do':
      return (
        <span className="action outcome-done">
          <Check size={14} strokeWidth={2.2} aria-hidden />
          <span className="ellipsis">{action === undefined ? actionText.done : labelOf(action).text}</span>
        </span>
      );
    case 'skipped':
    case 'failed': {
      const failed = outcome.kind === 'failed';
      return (
        <span
          className={`action ${failed ? 'tone-delete' : 'tone-leave'}`}
          title={shown(outcome.problem.what)}
        >
          {failed ? <CircleX size={14} aria-hidden /> : <CircleSlash size={14} aria-hidden />}
          <span className="ellipsis">{failed ? actionText.failed : actionText.skipped.label}</span>
        </span>
      );
    }
  }
}

/** What lies in a folder, counted. */
function RollUp({ node }: { readonly node: TreeNode }) {
  const parts = ROLLED_UP.filter((category) => node.countBelow(category) > 0);
  return (
    <span className="roll-up" aria-hidden>
      {parts.map((category) => (
        <span key={category} className={`roll tone-${category}`} title={previewText.chips.names[category]}>
          <span className="roll-sign">{ROLL_SIGNS[category]}</span>
          {formatCount(node.countBelow(category))}
        </span>
      ))}
    </span>
  );
}

/** What counts in a folder that is closed: not what is dull. */
const ROLLED_UP = ['upload', 'download', 'move', 'delete', 'conflict', 'leave'] as const;

const ROLL_SIGNS = {
  upload: '→',
  download: '←',
  move: '↷',
  delete: '×',
  conflict: '!',
  leave: '∅',
} as const;
