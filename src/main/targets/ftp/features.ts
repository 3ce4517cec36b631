/** What a server can do beyond the commands of RFC 959. */
export interface FtpFeatures {
  /** MLSD and MLST (RFC 3659, 7). */
  readonly mlst: boolean;
  readonly size: boolean;
  readonly mdtm: boolean;
  readonly mfmt: boolean;
  /** REST before a transfer (RFC 3659, 5). */
  readonly rest: boolean;
  readonly utf8: boolean;
}

/** Reads the reply to FEAT (RFC 2389, 3.2): one feature a line between the first line and the last. */
export function parseFeatures(reply: string): FtpFeatures {
  const lines = reply.split('\n').slice(1, -1);
  const names = new Set(lines.map((line) => line.trim().split(/\s/)[0]?.toUpperCase()));
  return {
    // RFC 3659, 7.8: MLST among the features means MLSD as well.
    mlst: names.has('MLST'),
    size: names.has('SIZE'),
    mdtm: names.has('MDTM'),
    mfmt: names.has('MFMT'),
    rest: lines.some((line) => /^\s*REST\s+STREAM\s*$/i.test(line)),
    utf8: names.has('UTF8'),
  };
}

/** Of a server that does not know FEAT. */
export const NO_FEATURES: FtpFeatures = parseFeatures('');
