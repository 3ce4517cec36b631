import { create } from 'zustand';
import type { Problem } from '../../shared/problem.js';

/** A problem that belongs to no view: it stands above everything until it is dismissed. */
export interface Notice {
  readonly id: number;
  readonly problem: Problem;
}

interface NoticesState {
  readonly notices: readonly Notice[];
  readonly add: (problem: Problem) => void;
  readonly dismiss: (id: number) => void;
}

let nextId = 1;

export const useNotices = create<NoticesState>()((set) => ({
  notices: [],
  add: (problem) =>
    set(({ notices }) => {
      const others = notices.filter((notice) => notice.problem.what !== problem.what);
      return { notices: [...others, { id: nextId++, problem }] };
    }),
  dismiss: (id) => set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
}));
