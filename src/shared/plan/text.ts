import type { Side } from '../entry/entry.js';
import { otherSide } from '../entry/entry.js';

const MERGES = 'The result is written to both sides, and both old versions are kept.';

/** Why a plan does what it does, in whole sentences; `from`, `to`, `on` and `gone` name sides. */
export const explainText = {
  bothForgotten: 'It is gone from both sides, so only its record is removed.',
  /** Why what Evenkeel keeps for itself takes no part, on no side. */
  ownState: 'Evenkeel keeps its own records here, so it is never copied or deleted.',

  moves: {
    renamedCaseHere: (from: string, on: Side): string =>
      `It is spelled like this on the ${otherSide(on)} side, so “${from}” is renamed on the ${on} side too, without a transfer.`,
    sameContentHere: (from: string, on: Side): string =>
      `“${from}” is gone on the ${otherSide(on)} side, and the same content is now here, so it is moved on the ${on} side too, without a transfer.`,
    here: (from: string, on: Side): string =>
      `It was moved here from “${from}” on the ${otherSide(on)} side since the last sync, so it is moved on the ${on} side too, without a transfer.`,
    renamedCaseThere: (to: string, on: Side): string =>
      `It is spelled “${to}” on the ${otherSide(on)} side, so it is renamed on the ${on} side too.`,
    sameContentThere: (to: string, on: Side): string =>
      `It is gone on the ${otherSide(on)} side, and the same content is now at “${to}”, so it is moved on the ${on} side too.`,
    there: (to: string, on: Side): string =>
      `It was moved to “${to}” on the ${otherSide(on)} side since the last sync, so it is moved on the ${on} side too.`,
    withFolder: (folder: string, on: Side): string =>
      `Its folder was moved to “${folder}” on the ${otherSide(on)} side since the last sync, so this item moves along on the ${on} side too, without a transfer.`,
  },

  settled: {
    skip: 'You chose to skip it, so both sides stay as they are in this run.',
    keepBoth: (effect: string): string => `You chose to keep both versions: ${effect}`,
    merge: `You merged both versions. ${MERGES}`,
    side: (side: Side, effect: string): string => `You chose the ${side} side: ${effect}`,
  },
  resolved: {
    skip: 'Your settings skip such conflicts, so both sides stay as they are.',
    keepBoth: (effect: string): string => `Both versions are kept: ${effect}`,
    merge: `Both sides changed it in different places since the last sync, so their changes are merged. ${MERGES}`,
    side: (side: Side, effect: string): string => `Your settings choose the ${side} side: ${effect}`,
  },
  /** What follows from a choice, behind a colon. */
  effects: {
    replaces: (to: Side): string => `its version replaces the one on the ${to} side.`,
    copied: (to: Side): string => `its version is copied to the ${to} side.`,
    folderCreated: (on: Side): string => `the folder is created on the ${on} side.`,
    deleted: (on: Side): string => `the ${on} side’s version is deleted.`,
    keepsBoth: (side: Side, as: string): string =>
      `the file on the ${side} side is renamed to “${as}”, and each side gets a copy of the other’s file.`,
    merges: MERGES,
    stays: 'something in it stays, so the folder stays too.',
    follows: 'the items in it follow.',
  },

  equal: {
    folder: 'Both sides have this folder.',
    unchangedAndSame: 'Neither side changed it since the last sync, and both have the same content.',
    unchanged: 'Neither side changed it since the last sync.',
    sameContent: 'Both sides have the same content, although the times differ or are unknown.',
    sameFile: 'Both sides have the same file.',
  },

  copies: {
    edited: (from: Side, to: Side): string =>
      `It changed on the ${from} side since the last sync, so it replaces the unchanged version on the ${to} side.`,
    editedUnseen: (from: Side, to: Side): string =>
      `Its content changed on the ${from} side since the last sync, although its size and time did not, so it replaces the unchanged version on the ${to} side.`,
    reverted: (from: Side, to: Side): string =>
      `It changed on the ${to} side, and the sync mode restores the ${from} side’s version.`,
    contentDiffers: (from: Side, to: Side): string =>
      `Its size and time have not changed on either side since the last sync, but the contents differ; the sync mode lets the ${from} side’s version replace the ${to} side’s.`,
    firstSync: (from: Side, to: Side): string =>
      `The two differ and have never been in sync; your settings let the ${from} side’s version replace the ${to} side’s.`,
    bothEdited: (from: Side, to: Side): string =>
      `Both sides changed it since the last sync, and the sync mode lets the ${from} side’s version replace the ${to} side’s.`,
    restored: (from: Side, to: Side): string =>
      `It was deleted on the ${to} side, and is restored from the ${from} side.`,
    added: (from: Side): string => `It is new on the ${from} side, so it is ${TRANSFERRED[from]}.`,
    alone: (from: Side): string => `Only the ${from} side has it, so it is ${TRANSFERRED[from]}.`,
    /** Of what is `now` on the side that wins, and `before` on the other, where it gives way. */
    becameOther: (from: Side, to: Side, now: ItemKind, before: ItemKind): string =>
      `The ${before} became a ${now} on the ${from} side since the last sync, so the ${now} replaces the unchanged ${before} on the ${to} side.`,
    isOther: (from: Side, to: Side, now: ItemKind, before: ItemKind): string =>
      `It is a ${now} on the ${from} side and a ${before} on the ${to} side, and the sync mode lets the ${now} replace the ${before}.`,
  },

  folders: {
    restored: (from: Side, on: Side): string =>
      `The folder was deleted on the ${on} side, and is created there again because the ${from} side has it.`,
    added: (from: Side, on: Side): string =>
      `The folder is new on the ${from} side, so it is created on the ${on} side.`,
    alone: (from: Side, on: Side): string =>
      `Only the ${from} side has this folder, so it is created on the ${on} side.`,
  },

  deletions: {
    excluded: (why: string, on: Side): string => `${why} Excluded items are deleted on the ${on} side.`,
    although: (from: Side, on: Side): string =>
      `It was deleted on the ${from} side, so it is deleted on the ${on} side too, although it changed there.`,
    followed: (from: Side, on: Side): string =>
      `It was deleted on the ${from} side since the last sync and has not changed on the ${on} side, so it is deleted there too.`,
    extra: (on: Side): string => `Only the ${on} side has it, and the sync mode deletes such items.`,
  },

  conflicts: {
    editedOnBothSides:
      'Both sides changed it since the last sync, so only you can decide which version to keep.',
    newOnBothSides: 'A file with this name was added on both sides since the last sync, and the two differ.',
    editedAndDeleted: (gone: Side): string =>
      `It was deleted on the ${gone} side, but changed on the ${otherSide(gone)} side since the last sync.`,
    folderAgainstFile: (folder: Side): string =>
      `It is a folder on the ${folder} side, but a file on the ${otherSide(folder)} side.`,
    namesClash: 'Its name differs from another one only in case or in how accents are encoded.',
    contentDiffers:
      'Its size and time have not changed on either side since the last sync, but the contents differ, so only you can decide which to keep.',
    initialSync: 'The two differ and have never been in sync, so only you can decide which to keep.',
    editBelow: (gone: Side): string =>
      `The folder was deleted on the ${gone} side, but something in it changed on the ${otherSide(gone)} side since the last sync.`,
    editedInDeletedFolder: (gone: Side): string =>
      `It changed on the ${otherSide(gone)} side since the last sync, but its folder was deleted on the ${gone} side.`,
    addedInDeletedFolder: (gone: Side): string =>
      `It was added on the ${otherSide(gone)} side since the last sync, but its folder was deleted on the ${gone} side.`,
    neverInDeletedFolder: (gone: Side): string =>
      `Its folder was deleted on the ${gone} side, but this item was never on the ${gone} side.`,
    sizeOn: (size: string, side: Side): string => `${size} on the ${side} side`,
    sizes: (now: readonly string[]): string => ` It is ${now.join(' and ')}.`,
    sizesSince: (before: string, now: readonly string[]): string =>
      ` It was ${before} at the last sync; now it is ${now.join(' and ')}.`,
  },

  left: {
    waits: 'A folder above it is waiting for your decision or is skipped, so it is skipped too.',
    folderDeleted: (gone: Side): string =>
      `The folder was deleted on the ${gone} side, but something in it stays on the ${otherSide(gone)} side, so it stays too.`,
    folderMissing: (gone: Side): string =>
      `The folder is missing on the ${gone} side, but something in it stays on the ${otherSide(gone)} side, so the folder stays too.`,
    unreadable: 'It could not be read on one side, so both sides stay as they are.',
    unsafeName: 'Its name can’t be used safely on both sides, so it is skipped.',
    filtered: 'A filter excludes it.',
    byMode: (event: SideEvent, side: Side): string =>
      `It ${EVENTS[event]} on the ${side} side, and the sync mode does not copy such changes.`,
    alone: (side: Side): string => `Only the ${side} side has it, and the sync mode leaves such items alone.`,
    neverInSync:
      'The two differ and have never been in sync. Your settings choose a side that the sync mode never copies from, so both stay as they are.',
    device: (side: Side): string => `It is a special file on the ${side} side, and Evenkeel skips those.`,
    unreadableEntry: (side: Side): string =>
      `The ${side} side lists it in a form that Evenkeel can’t read, so it is skipped.`,
    unreadableName: (side: Side): string =>
      `Its name on the ${side} side is in an unknown encoding, so it is skipped.`,
    link: (side: Side): string => `It is a symbolic link on the ${side} side, and Evenkeel skips those.`,
    brokenLink: (side: Side): string =>
      `It is a symbolic link on the ${side} side that is broken or can’t be read, so it is skipped.`,
    endlessLink: (side: Side): string =>
      `It is a symbolic link on the ${side} side that points back to a folder above it, so following it would never end.`,
  },
} as const;

/** What undoing a run does with an item, and why. */
export const explainUndoText = {
  replaced: (on: Side): string =>
    `That run replaced it on the ${on} side; the version from before is restored.`,
  deleted: (on: Side): string =>
    `That run deleted it on the ${on} side; it is restored from the kept versions.`,
  folderDeleted: (on: Side): string => `That run deleted this folder on the ${on} side; it is created again.`,
  added: (on: Side): string =>
    `That run added it on the ${on} side; it is deleted there, and kept as a version.`,
  movedAway: (on: Side, to: string): string =>
    `That run moved it on the ${on} side to “${to}”; it is moved back here.`,
  movedHere: (on: Side, from: string): string =>
    `That run moved it here on the ${on} side; it is moved back to “${from}”.`,
  replacedOnBoth: 'That run replaced it on both sides; the version from before is restored on each side.',
  excluded: 'You excluded it, so it stays as it is.',
  contentStays: 'Something in this folder stays, so the folder stays too.',
  belongsToExcluded: 'The item it belongs to is excluded, so it stays as it is.',
  stays: 'It stays as it is.',
} as const;

export type ItemKind = 'file' | 'folder';

/** What has happened to an item on a side that the mode copies nothing from. */
export type SideEvent = 'deleted' | 'new' | 'changed';

const EVENTS: Readonly<Record<SideEvent, string>> = {
  deleted: 'was deleted',
  new: 'is new',
  changed: 'changed',
};

/** What happens to something that is on one side only. */
const TRANSFERRED: Readonly<Record<Side, string>> = { local: 'uploaded', remote: 'downloaded' };
