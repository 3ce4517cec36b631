import { attributeOf, childOf, textIn, textOf, type Element } from '../format/xml.js';
import type { Mode } from '../../../../shared/profile/profile.js';

/** How FreeFileSync keeps two folders in sync, by which side changes. */
export interface Directions {
  /** `right` changes the right side only, `left` the left one. */
  readonly way: 'both' | 'right' | 'left';
  /** Whether what only the side that changes has is deleted there. */
  readonly deletes: boolean;
  /** Whether changes on the side that changes are overwritten. */
  readonly overwrites: boolean;
  /** False where FreeFileSync does something else in detail, by directions that somebody has chosen one by one. */
  readonly exact: boolean;
}

const TWO_WAY: Directions = { way: 'both', deletes: false, overwrites: false, exact: true };
const MIRROR: Directions = { way: 'right', deletes: true, overwrites: true, exact: true };
const UPDATE: Directions = { way: 'right', deletes: false, overwrites: false, exact: true };

/** Reads a `<Synchronize>` of FreeFileSync: its variants until version 12, and the directions by difference or by change that later ones write. */
export function readDirections(synchronize: Element | undefined): Directions {
  const differences = childOf(synchronize, 'Differences');
  if (differences !== undefined) {
    const of = (name: string): string => attributeOf(differences, name);
    return byDifference(of('LeftOnly'), of('LeftNewer'), of('RightNewer'), of('RightOnly'));
  }
  const changes = childOf(synchronize, 'Changes');
  if (changes !== undefined) return byChange(childOf(changes, 'Left'), childOf(changes, 'Right'));
  switch (textOf(synchronize, 'Variant')) {
    case 'Mirror':
      return MIRROR;
    case 'Update':
      return UPDATE;
    case 'Custom': {
      const custom = childOf(synchronize, 'CustomDirections');
      const of = (name: string): string => textIn(childOf(custom, name));
      return byDifference(of('LeftOnly'), of('LeftNewer'), of('RightNewer'), of('RightOnly'));
    }
    default:
      return TWO_WAY;
  }
}

function byDifference(
  leftOnly: string,
  leftNewer: string,
  rightNewer: string,
  rightOnly: string,
): Directions {
  const all = [leftOnly, leftNewer, rightNewer, rightOnly];
  const way = wayOf(all);
  switch (way) {
    case 'both':
      // Without a memory of the last sync: the newer file wins, and nothing is ever deleted.
      return { ...TWO_WAY, exact: false };
    case 'right':
      return oneWay(way, {
        created: leftOnly,
        extra: rightOnly,
        changed: leftNewer,
        overwritten: rightNewer,
      });
    case 'left':
      return oneWay(way, {
        created: rightOnly,
        extra: leftOnly,
        changed: rightNewer,
        overwritten: leftNewer,
      });
  }
}

function byChange(left: Element | undefined, right: Element | undefined): Directions {
  const of = (side: Element | undefined): readonly string[] =>
    ['Create', 'Update', 'Delete'].map((name) => attributeOf(side, name));
  const [onLeft, onRight] = [of(left), of(right)];
  const way = wayOf([...onLeft, ...onRight]);
  if (way === 'both') {
    const exact = onLeft.every((each) => each === 'right') && onRight.every((each) => each === 'left');
    return { ...TWO_WAY, exact };
  }
  const [source, target] = way === 'right' ? [onLeft, onRight] : [onRight, onLeft];
  const all = [...source, ...target];
  if (all.every((each) => each === way)) return { ...MIRROR, way };
  const [created, changed, deleted] = source.map((each) => each === way);
  const undone = target.some((each) => each === way);
  const exact = created === true && changed === true && deleted === false && !undone;
  return { ...UPDATE, way, deletes: deleted === true, overwrites: false, exact };
}

function oneWay(
  way: 'right' | 'left',
  directions: Readonly<Record<'created' | 'extra' | 'changed' | 'overwritten', string>>,
): Directions {
  const is = (name: keyof typeof directions): boolean => directions[name] === way;
  return {
    way,
    deletes: is('extra'),
    overwrites: is('overwritten'),
    exact: is('created') && is('changed') && is('extra') === is('overwritten'),
  };
}

/** Which side changes, of all directions that are chosen; both where nothing does, which no profile can say. */
function wayOf(directions: readonly string[]): Directions['way'] {
  const [toLeft, toRight] = [directions.includes('left'), directions.includes('right')];
  if (toLeft === toRight) return 'both';
  return toRight ? 'right' : 'left';
}

/** The mode of a profile, by the side that is the local one. */
export function modeOf({ way }: Directions, local: 'left' | 'right'): Mode {
  if (way === 'both') return 'two-way';
  return way === local ? 'download' : 'upload';
}
