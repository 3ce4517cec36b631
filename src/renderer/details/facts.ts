import type { FileEntry, LinkEntry, Side } from '../../shared/entry/entry.js';
import { formatPermissions } from '../../shared/format/permissions.js';
import { shown } from '../../shared/format/shown.js';
import { formatExactSize } from '../../shared/format/size.js';
import { formatModifiedExactly } from '../../shared/format/time.js';
import type { Observation, PlanItem } from '../../shared/plan/plan.js';
import { detailsText } from './text.js';

/** What one side has now, in words. */
export function nowOf({ entry }: Observation): string {
  if (entry === undefined) return detailsText.absent;
  switch (entry.kind) {
    case 'file':
      return fileFacts(entry);
    case 'folder':
      return detailsText.folder;
    case 'link':
      return linkFacts(entry);
    case 'other':
      if (entry.what === 'symbolic-link') return detailsText.link[entry.leads ?? 'elsewhere'];
      return entry.what === 'unreadable-entry' ? detailsText.unreadable : detailsText.special;
  }
}

/** What one side had after the last sync, in words. */
export function beforeOf({ baseline }: PlanItem, side: Side): string {
  if (baseline === undefined) return detailsText.notKnown;
  switch (baseline.kind) {
    case 'folder':
      return detailsText.folder;
    case 'link':
      return linkFacts(baseline);
    case 'apart':
      return detailsText.neverInSync;
    case 'file':
      return fileFacts(baseline.sides[side]);
  }
}

function linkFacts({ target }: Pick<LinkEntry, 'target'>): string {
  return detailsText.linkTo(shown(target));
}

function fileFacts({ size, modified, permissions }: FileEntry): string {
  return [
    formatExactSize(size),
    ...(modified === undefined ? [] : [formatModifiedExactly(modified)]),
    ...(permissions === undefined ? [] : [formatPermissions(permissions)]),
  ].join(', ');
}
