import { otherSide, type Side } from '../../../shared/entry/entry.js';
import { formatCount } from '../../../shared/format/plural.js';
import { formatSize } from '../../../shared/format/size.js';
import { dump } from '../content/first-difference.js';
import { detailsText } from '../text.js';
import { isWhole, type Contents } from './what-differs.js';

const text = detailsText.difference;

interface BytesDifferenceProps {
  readonly contents: Contents;
  /** Where the bytes that were read differ first. */
  readonly at: number | undefined;
}

/** The bytes around the first difference of two files that are no texts, or the first ones of a single file. */
export function BytesDifference({ contents, at }: BytesDifferenceProps) {
  const { local, remote } = contents;
  const both = local !== undefined && remote !== undefined;
  const limit = [local, remote].find((one) => one !== undefined && !isWhole(one))?.bytes.length ?? 0;
  return (
    <div className="bytes-difference">
      <p className="difference-note">
        {!both
          ? text.noText
          : at === undefined
            ? text.alikeSoFar(formatSize(limit))
            : text.firstDifference(formatCount(at + 1), at.toString(16))}
      </p>
      <div className="bytes-sides">
        {(['local', 'remote'] as const).map((side) => (
          <Dump key={side} side={side} contents={contents} at={at ?? 0} />
        ))}
      </div>
    </div>
  );
}

interface DumpProps {
  readonly side: Side;
  readonly contents: Contents;
  readonly at: number;
}

function Dump({ side, contents, at }: DumpProps) {
  const own = contents[side];
  const other = contents[otherSide(side)];
  if (own === undefined) return null;
  const rows = dump(own.bytes, other?.bytes, at);
  return (
    <div className="dump" role="group" aria-label={text.bytesOf[side]} tabIndex={0}>
      {rows.length === 0 ? <span className="dump-offset">{text.endsBefore}</span> : null}
      {rows.map(({ offset, bytes }) => (
        <div key={offset} className="dump-row">
          <span className="dump-offset">{offset}</span>
          <span>
            {bytes.map(({ hex, differs }, index) => (
              <span key={index}>
                <span className={differs ? `dump-differs dump-${side}` : undefined}>{hex}</span>{' '}
              </span>
            ))}
          </span>
          <span className="dump-letters">{bytes.map(({ letter }) => letter).join('')}</span>
        </div>
      ))}
    </div>
  );
}
