import { lazy, Suspense, useMemo, useState } from 'react';
import { MOST_CONTENT_BYTES } from '../../../shared/content.js';
import type { FileEntry, Side } from '../../../shared/entry/entry.js';
import { formatSize } from '../../../shared/format/size.js';
import type { Action, PlanItem } from '../../../shared/plan/plan.js';
import type { ProfileId } from '../../../shared/profile/profile.js';
import { Button } from '../../components/Button.js';
import { ProgressLine } from '../../components/ProgressLine.js';
import { TEXT_BYTES, useReadingProgress, type Reading } from '../content/content-store.js';
import { pictureTypeOf } from '../content/picture.js';
import { useDetails } from '../details-store.js';
import { detailsText } from '../text.js';
import { BytesDifference } from './BytesDifference.js';
import './difference.css';
import { PictureDifference } from './PictureDifference.js';
import { useContent } from './use-content.js';
import { wantsMore, whatDiffers, type Contents } from './what-differs.js';

// The editor is most of what the window would have to load at its start.
const TextDifference = lazy(() => import('./text/TextDifference.js'));

const text = detailsText.difference;

/** Bytes of a whole item that are fetched from the two sides as soon as it is selected. */
const UNASKED_BYTES = 500_000;

interface DifferenceProps {
  readonly profileId: ProfileId;
  readonly item: PlanItem;
}

/** Whether there are contents of an item to be shown. */
export function hasContents(item: PlanItem): boolean {
  return fileOf(item, 'local') !== undefined || fileOf(item, 'remote') !== undefined;
}

function fileOf(item: PlanItem, side: Side): FileEntry | undefined {
  const { entry } = item[side];
  return entry?.kind === 'file' ? entry : undefined;
}

/** What differs between the two versions of a file, or what is in the only one; fetched when it is small, or asked for. */
export function Difference({ profileId, item }: DifferenceProps) {
  const asked = useDetails((state) => state.asked === item.path);
  const compareContents = useDetails((state) => state.compareContents);
  const local = fileOf(item, 'local');
  const remote = fileOf(item, 'remote');
  const bytes = (local?.size ?? 0) + (remote?.size ?? 0);
  const unasked = isOfInterest(item.action) && bytes <= UNASKED_BYTES;
  if (!asked && !unasked) {
    const both = local !== undefined && remote !== undefined;
    return (
      <div className="difference-note">
        <Button onClick={() => compareContents(item.path)}>
          {both ? text.compareContents : text.showContents}
        </Button>
        <span>{text.fetches(formatSize(Math.min(bytes, 2 * MOST_CONTENT_BYTES)))}</span>
      </div>
    );
  }
  return <Fetched key={item.path} profileId={profileId} item={item} local={local} remote={remote} />;
}

/** Whether somebody who selects an item wants to see what is in it: not where nothing happens to it, by design. */
function isOfInterest(action: Action): boolean {
  return action.kind !== 'equal' && !(action.kind === 'leave' && action.reason === 'filtered');
}

interface FetchedProps extends DifferenceProps {
  readonly local: FileEntry | undefined;
  readonly remote: FileEntry | undefined;
}

function Fetched({ profileId, item, local, remote }: FetchedProps) {
  const [more, setMore] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const { path } = item;
  const isPicture = pictureTypeOf(path) !== undefined;
  const most = more || isPicture ? MOST_CONTENT_BYTES : TEXT_BYTES;
  const here = useContent(local && { profileId, path, side: 'local', entry: local, most }, attempt);
  const there = useContent(remote && { profileId, path, side: 'remote', entry: remote, most }, attempt);
  const readings = [here, there].filter((one) => one !== undefined);
  const failed = readings.find((one) => one.kind === 'failed');
  if (failed !== undefined) {
    const { what, advice } = failed.problem;
    return (
      <div className="difference-note" role="status">
        <span>
          {what} {advice}
        </span>
        <Button onClick={() => setAttempt(attempt + 1)}>{text.tryAgain}</Button>
      </div>
    );
  }
  if (readings.some((one) => one.kind === 'reading')) {
    return <Fetching path={path} sides={{ local: here, remote: there }} />;
  }
  const contents: Contents = { local: contentIn(here), remote: contentIn(there) };
  return (
    <>
      {(['local', 'remote'] as const)
        .filter((side) => contents[side]?.asCompared === false)
        .map((side) => (
          <p key={side} className="difference-note difference-stale" role="status">
            {text.changedSince[side]}
          </p>
        ))}
      <Compared path={path} contents={contents} onMore={more ? undefined : () => setMore(true)} />
    </>
  );
}

function contentIn(reading: Reading | undefined) {
  return reading?.kind === 'read' ? reading.content : undefined;
}

interface FetchingProps {
  readonly path: string;
  readonly sides: Readonly<Record<Side, Reading | undefined>>;
}

function Fetching({ path, sides }: FetchingProps) {
  const progress = useReadingProgress((state) => state.progress);
  const told = (['local', 'remote'] as const)
    .filter((side) => sides[side]?.kind === 'reading')
    .map((side) => progress[side])
    .filter((one) => one?.path === path);
  const done = told.reduce((sum, one) => sum + (one?.bytesDone ?? 0), 0);
  const total = told.reduce((sum, one) => sum + (one?.bytesTotal ?? 0), 0);
  return (
    <div className="difference-note difference-fetching">
      <span>{total === 0 ? text.fetching : text.fetched(formatSize(done), formatSize(total))}</span>
      <ProgressLine label={text.fetching} share={total === 0 ? undefined : done / total} />
    </div>
  );
}

interface ComparedProps {
  readonly path: string;
  readonly contents: Contents;
  /** Reads more; absent where that has been done. */
  readonly onMore: (() => void) | undefined;
}

function Compared({ path, contents, onMore }: ComparedProps) {
  const [asText, setAsText] = useState(false);
  const isSvg = pictureTypeOf(path) === 'image/svg+xml';
  const { local, remote } = contents;
  // It looks at every byte.
  const shown = useMemo(() => whatDiffers(path, { local, remote }, asText), [path, local, remote, asText]);
  const more =
    onMore !== undefined && wantsMore(shown, contents, MOST_CONTENT_BYTES) ? (
      <Button onClick={onMore}>{text.readMore(formatSize(MOST_CONTENT_BYTES))}</Button>
    ) : null;
  const swap = isSvg ? (
    <Button aria-pressed={asText} onClick={() => setAsText(!asText)}>
      {text.asText}
    </Button>
  ) : null;
  switch (shown.kind) {
    case 'same':
      return <p className="difference-note">{text.same}</p>;
    case 'pictures':
      return <PictureDifference type={shown.type} contents={contents} extra={swap} />;
    case 'text':
      return (
        <Suspense fallback={<p className="difference-note">{text.opening}</p>}>
          <TextDifference path={path} local={shown.local} remote={shown.remote} extra={swap} />
        </Suspense>
      );
    case 'long-text':
      return (
        <>
          <div className="difference-note">
            <span>{text.longText(formatSize(limitOf(contents)))}</span>
            {more}
          </div>
          <BytesDifference contents={contents} at={shown.at} />
        </>
      );
    case 'bytes':
      return (
        <>
          {more === null ? null : <div className="difference-note">{more}</div>}
          <BytesDifference contents={contents} at={shown.at} />
        </>
      );
  }
}

/** How long a text may be at most: as long as is read unasked, or as long as can be read where these are longer than that anyway. */
function limitOf({ local, remote }: Contents): number {
  const size = Math.max(local?.size ?? 0, remote?.size ?? 0);
  return size > MOST_CONTENT_BYTES ? MOST_CONTENT_BYTES : TEXT_BYTES;
}
