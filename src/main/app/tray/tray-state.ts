import { formatCount, formatItems, plural } from '../../../shared/format/plural.js';
import { shown } from '../../../shared/format/shown.js';
import { formatUntil } from '../../../shared/format/time.js';
import { appText } from '../text.js';
import type { ProfileMenuState } from '../menu/profile-items.js';

/** What the icon in the tray shows, by its shape. */
export const TRAY_STATES = ['idle', 'running', 'paused', 'attention'] as const;

export type TrayState = (typeof TRAY_STATES)[number];

type Seen = Pick<ProfileMenuState, 'listings' | 'atWork' | 'pausedUntilMs'>;

/** What matters most at this moment: what goes on, then what somebody has to look at, then that nothing runs by itself. */
export function trayState({ listings, atWork, pausedUntilMs }: Seen, nowMs: number): TrayState {
  if (atWork.size > 0) return 'running';
  if (listings.some(needsAttention)) return 'attention';
  return pausedUntilMs > nowMs ? 'paused' : 'idle';
}

/** Whether the last result of a profile has left something to be looked at. */
export function needsAttention({ last }: Pick<Seen['listings'][number], 'last'>): boolean {
  return last !== undefined && last.tone !== 'good';
}

/** The same in a line, with `percent` of all that runs where that is known. */
export function trayTooltip(seen: Seen, percent: number | undefined, nowMs: number): string {
  const { listings, atWork, pausedUntilMs } = seen;
  const { tray } = appText;
  switch (trayState(seen, nowMs)) {
    case 'running': {
      const names = listings
        .filter(({ profile }) => atWork.has(profile.id))
        .map(({ profile }) => profile.name);
      const [name] = names;
      const what =
        names.length === 1 && name !== undefined ? shown(name) : formatItems(names.length, 'profile');
      return tray.running(what, percent === undefined ? undefined : formatCount(percent));
    }
    case 'attention': {
      const waiting = listings.filter(needsAttention);
      const [first] = waiting;
      if (waiting.length === 1 && first?.last !== undefined)
        return tray.oneNeedsAttention(shown(first.profile.name), first.last.words);
      return tray.someNeedAttention(
        `${formatItems(waiting.length, 'profile')} ${plural(waiting.length, 'needs', 'need')}`,
      );
    }
    case 'paused':
      return tray.paused(formatUntil(pausedUntilMs, nowMs));
    case 'idle':
      return listings.some(({ last }) => last !== undefined) ? tray.inSync : appText.name;
  }
}
