import {
  ArrowLeft,
  ArrowRight,
  CircleSlash,
  CornerDownRight,
  Equal,
  FolderInput,
  FolderOutput,
  GitCompareArrows,
  Trash2,
} from 'lucide-react';
import { assertNever } from '../../shared/assert-never.js';
import type { Action } from '../../shared/plan/plan.js';
import { toneOf } from './categories.js';

/** The sign of an action, in its colour: arrows point to the side that changes, local being on the left. */
export function ActionIcon({ action }: { readonly action: Action }) {
  const look = {
    size: 14,
    strokeWidth: 2,
    className: `tone-${toneOf(action)}`,
    'aria-hidden': true,
  } as const;
  switch (action.kind) {
    case 'copy':
      return action.to === 'remote' ? <ArrowRight {...look} /> : <ArrowLeft {...look} />;
    case 'create-folder':
      return action.on === 'remote' ? <FolderInput {...look} /> : <FolderOutput {...look} />;
    case 'move':
    case 'moved':
      return <CornerDownRight {...look} />;
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
