import { useEffect, useState, type ReactNode } from 'react';
import type { FileContent } from '../../../shared/content.js';
import type { Side } from '../../../shared/entry/entry.js';
import { formatCount } from '../../../shared/format/plural.js';
import { formatExactSize } from '../../../shared/format/size.js';
import { Button } from '../../components/Button.js';
import { pixelsOf, type Pixels } from '../content/picture.js';
import { detailsText } from '../text.js';
import type { Contents } from './what-differs.js';

const text = detailsText.difference;

/** It has no pixels of its own. */
const SVG = 'image/svg+xml';

interface PictureDifferenceProps {
  /** The media type of both pictures. */
  readonly type: string;
  readonly contents: Contents;
  /** More buttons beside its own. */
  readonly extra: ReactNode;
}

/** Two pictures side by side, or one above the other with a line between them that can be moved. Drawn as pictures, so nothing in them runs. */
export function PictureDifference({ type, contents, extra }: PictureDifferenceProps) {
  const { local, remote } = contents;
  const [over, setOver] = useState(false);
  const [share, setShare] = useState(50);
  const both = local !== undefined && remote !== undefined;
  return (
    <div className="pictures">
      <div className="difference-bar">
        <span className="difference-facts">{extra === null ? text.pictures : text.drawing}</span>
        {both ? (
          <Button aria-pressed={over} onClick={() => setOver(!over)}>
            {text.overlay}
          </Button>
        ) : null}
        {extra}
      </div>
      {both && over ? (
        <>
          <div className="pictures-over">
            <div className="pictures-stage" style={{ aspectRatio: shapeOf(type, local) }}>
              <Picture side="remote" type={type} content={remote} />
              <div className="pictures-upper" style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }}>
                <Picture side="local" type={type} content={local} />
              </div>
              <div className="pictures-line" style={{ left: `${share}%` }} />
            </div>
          </div>
          <label className="pictures-slider">
            <span>{text.sideOf('local', factsOf(type, local))}</span>
            <input
              type="range"
              min={0}
              max={100}
              value={share}
              aria-label={text.slider}
              onChange={({ target }) => setShare(Number(target.value))}
            />
            <span>{text.sideOf('remote', factsOf(type, remote))}</span>
          </label>
        </>
      ) : (
        <div className="pictures-sides">
          {local === undefined ? null : <Framed side="local" type={type} content={local} />}
          {remote === undefined ? null : <Framed side="remote" type={type} content={remote} />}
        </div>
      )}
    </div>
  );
}

interface PictureProps {
  readonly side: Side;
  readonly type: string;
  readonly content: FileContent;
}

function Framed({ side, type, content }: PictureProps) {
  return (
    <figure className="picture-frame">
      <Picture side={side} type={type} content={content} />
      <figcaption>{factsOf(type, content)}</figcaption>
    </figure>
  );
}

/** The size of a picture in pixels and bytes. */
function factsOf(type: string, { bytes, size }: FileContent): string {
  const pixels = type === SVG ? undefined : pixelsOf(bytes);
  return [...(pixels === undefined ? [] : [pixelWords(pixels)]), formatExactSize(size)].join(', ');
}

/** The shape of the frame in which two pictures lie over one another. */
function shapeOf(type: string, { bytes }: FileContent): string {
  const pixels = type === SVG ? undefined : pixelsOf(bytes);
  return pixels === undefined ? '1' : `${pixels.width} / ${pixels.height}`;
}

function pixelWords({ width, height }: Pixels): string {
  return text.pixels(formatCount(width), formatCount(height));
}

function Picture({ side, type, content }: PictureProps) {
  const address = useDataAddress(type, content.bytes);
  const [broken, setBroken] = useState(false);
  if (broken) return <p className="picture-broken">{text.broken}</p>;
  return address === undefined ? null : (
    <img
      className="picture"
      src={address}
      alt={text.pictureOf[side]}
      draggable={false}
      onError={() => setBroken(true)}
    />
  );
}

/** The address under which bytes can be drawn: they are in it, so that the page need not be allowed to load anything. */
function useDataAddress(type: string, bytes: Uint8Array): string | undefined {
  const [made, setMade] = useState<{ readonly bytes: Uint8Array; readonly address: string }>();
  useEffect(() => {
    let wanted = true;
    const reader = new FileReader();
    reader.onload = () => {
      if (wanted && typeof reader.result === 'string') setMade({ bytes, address: reader.result });
    };
    reader.readAsDataURL(new Blob([new Uint8Array(bytes)], { type }));
    return () => {
      wanted = false;
      reader.abort();
    };
  }, [type, bytes]);
  return made?.bytes === bytes ? made.address : undefined;
}
