import {
  ArrowLeft,
  ArrowRight,
  CircleSlash,
  CornerDownRight,
  Equal,
  Files,
  FolderInput,
  FolderOutput,
  GitCompareArrows,
  Merge,
  Trash2,
  Undo2,
} from 'lucide-react';
import { assertNever } from '../../../shared/assert-never.js';
import type { Action } from '../../../shared/plan/plan.js';
import { toneOf } from '../categories.js';

interface ActionIconProps {
  readonly action: Action;
  /** Whether an undo does it, which brings back what is kept of that side itself. */
  readonly isUndo?: boolean;
}

/** The sign of an action, in its colour: arrows point to the side that changes, local being on the left. */
export function ActionIcon({ action, isUndo = false }: ActionIconProps) {
  const look = {
    size: 14,
    strokeWidth: 2,
    className: `tone-${toneOf(action)}`,
    'aria-hidden': true,
  } as const;
  switch (action.kind) {
    case 'copy':
      if (isUndo) return <Undo2 {...look} />;
      return action.to === 'remote' ? <ArrowRight {...look} /> : <ArrowLeft {...look} />;
    case 'create-folder':
      return action.on === 'remote' ? <FolderInput {...look} /> : <FolderOutput {...look} />;
    case 'move':
    case 'moved':
      return <CornerDownRight {...look} />;
    case 'keep-both':
      return <Files {...look} />;
    case 'merge':
      return isUndo ? <Undo2 {...look} /> : <Merge {...look} />;
    case 'delete':
      return <Trash2 {...look} />;
    case 'conflict':
      return <GitCompareArrows {...look} />;
    case 'leave':
      return <CircleSlash {...look} />;
    case 'equal':
    case 'forget':
      return <Equal {...look} />;
    default:
      return assertNever(action);
  }
}
