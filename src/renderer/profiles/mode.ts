import { ArrowLeft, ArrowLeftRight, ArrowRight, type LucideIcon } from 'lucide-react';
import type { Mode } from '../../shared/profile.js';

/** How a mode is shown: its name, a line that explains it, and its sign between local (left) and remote (right). */
export interface ModeWords {
  readonly name: string;
  readonly line: string;
  readonly icon: LucideIcon;
}

export const MODE_WORDS: Readonly<Record<Mode, ModeWords>> = {
  'two-way': {
    name: 'Two-way',
    line: 'Changes on either side are brought to the other.',
    icon: ArrowLeftRight,
  },
  upload: {
    name: 'Upload',
    line: 'Only the remote side changes; the local folder is never touched.',
    icon: ArrowRight,
  },
  download: {
    name: 'Download',
    line: 'Only the local side changes; the remote folder is never touched.',
    icon: ArrowLeft,
  },
};
