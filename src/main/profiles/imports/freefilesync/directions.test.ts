import { describe, expect, it } from 'vitest';
import { rootOf } from '../format/xml.js';
import { modeOf, readDirections } from './directions.js';

const changes = (left: string, right: string): string => {
  const attributes = (directions: string): string => {
    const [create, update, remove] = directions.split(' ');
    return `Create="${create}" Update="${update}" Delete="${remove}"`;
  };
  return `<Changes><Left ${attributes(left)}/><Right ${attributes(right)}/></Changes>`;
};
const differences = (leftOnly: string, leftNewer: string, rightNewer: string, rightOnly: string): string =>
  `<Differences LeftOnly="${leftOnly}" LeftNewer="${leftNewer}" RightNewer="${rightNewer}" RightOnly="${rightOnly}"/>`;

describe('directions of FreeFileSync', () => {
  it.each([
    ['two-way', changes('right right right', 'left left left'), 'both', false, false, true],
    ['mirror with moved files', changes('right right right', 'right right right'), 'right', true, true, true],
    ['mirror', differences('right', 'right', 'right', 'right'), 'right', true, true, true],
    ['mirror to the left', differences('left', 'left', 'left', 'left'), 'left', true, true, true],
    [
      'mirror to the left with moved files',
      changes('left left left', 'left left left'),
      'left',
      true,
      true,
      true,
    ],
    ['update', differences('right', 'right', 'none', 'none'), 'right', false, false, true],
    ['update since version 13', changes('right right none', 'none none none'), 'right', false, false, true],
    ['update to the left', changes('none none none', 'left left none'), 'left', false, false, true],
    ['deletions without the rest', changes('none none right', 'none none none'), 'right', true, false, false],
    ['the newer file', differences('right', 'right', 'left', 'left'), 'both', false, false, false],
    ['nothing at all', differences('none', 'none', 'none', 'none'), 'both', false, false, false],
    ['two-way without deletions', changes('right right none', 'left left none'), 'both', false, false, false],
    ['two-way until version 12', '<Variant>TwoWay</Variant>', 'both', false, false, true],
    ['mirror until version 12', '<Variant>Mirror</Variant>', 'right', true, true, true],
    ['update until version 12', '<Variant>Update</Variant>', 'right', false, false, true],
    [
      'own ones until version 12',
      '<Variant>Custom</Variant><CustomDirections><LeftOnly>right</LeftOnly><RightOnly>none</RightOnly><LeftNewer>right</LeftNewer><RightNewer>right</RightNewer></CustomDirections>',
      'right',
      false,
      true,
      false,
    ],
  ])('%s', (_what, inside, way, deletes, overwrites, exact) => {
    const synchronize = rootOf(`<Synchronize>${inside}</Synchronize>`);
    expect(readDirections(synchronize)).toEqual({ way, deletes, overwrites, exact });
  });

  it.each([
    ['right', 'left', 'upload'],
    ['right', 'right', 'download'],
    ['left', 'left', 'download'],
    ['left', 'right', 'upload'],
    ['both', 'left', 'two-way'],
  ] as const)('to the %s where the %s side is the local one: %s', (way, local, mode) => {
    expect(modeOf({ way, deletes: false, overwrites: false, exact: true }, local)).toBe(mode);
  });
});
