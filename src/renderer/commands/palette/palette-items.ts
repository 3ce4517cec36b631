import {
  COMMAND_IDS,
  COMMANDS,
  isAppCommand,
  MENU_LABELS,
  type CommandId,
} from '../../../shared/commands.js';
import { shown } from '../../../shared/format/shown.js';
import type { ProfileListing } from '../../../shared/ipc.js';
import { ownerOf } from '../../../shared/profile/pairs.js';
import type { ProfileId } from '../../../shared/profile/profile.js';
import { keysOf } from '../keys.js';
import { commandsText } from '../text.js';

/** A line of the command palette. */
export interface PaletteItem {
  readonly id: string;
  readonly label: string;
  /** Where a command is in the menus, or what is done with a profile. */
  readonly place: string;
  readonly keys?: string | undefined;
  readonly does:
    | { readonly kind: 'command'; readonly id: CommandId }
    | { readonly kind: 'profile'; readonly id: ProfileId };
}

/** Every command that can be run now, and every profile but the one that is shown. */
export function paletteItems(
  enabled: ReadonlySet<CommandId>,
  listings: readonly ProfileListing[],
  selectedId: ProfileId | null,
): readonly PaletteItem[] {
  const commands = COMMAND_IDS.filter(
    (id) => id !== 'command-palette' && (isAppCommand(id) || enabled.has(id)),
  ).map((id): PaletteItem => {
    const { label, menu } = COMMANDS[id];
    const place = MENU_LABELS[menu];
    return { id, label: label.replace(/…$/, ''), place, keys: keysOf(id), does: { kind: 'command', id } };
  });
  const profiles = listings
    .filter(({ profile }) => ownerOf([profile], selectedId) === undefined)
    .map(({ profile: { id, name } }): PaletteItem => ({
      id: `profile-${id}`,
      label: shown(name),
      place: commandsText.palette.goTo,
      does: { kind: 'profile', id },
    }));
  return [...commands, ...profiles];
}
