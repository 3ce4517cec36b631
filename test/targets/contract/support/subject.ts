import type { Target } from '../../../../src/main/targets/target.js';

/** What the contract needs to know of what it is run against. */
export interface Subject {
  /** The folder on disk that the target shows as its root. */
  readonly root: string;
  /** Makes a target for the root; not connected. */
  open(): Target;
  /** Lets the target's side own what the test has put on the disk. */
  own(): Promise<void>;
  stop(): Promise<void>;
  /** How it is reached, where that can be cut. */
  readonly line?: {
    readonly port: number;
    /** A target for the root that is reached by another port; not connected. */
    open(port: number): Target;
    withWrongPassword?(): Target;
  };
  readonly setsTimes: boolean;
  /** Whether it can go on in the middle of a file. */
  readonly resumes: boolean;
  /** Names that the side is known to misread, so that every operation on them has to be refused. */
  readonly misreads: readonly string[];
  /** Names that the side does not accept for new files, and for new folders. */
  readonly refusesFiles: readonly string[];
  readonly refusesFolders: readonly string[];
}

/** What a case of the contract has to work with. */
export interface Case {
  readonly subject: Subject;
  /** Connected. */
  readonly target: Target;
  /** A folder of the case's own, below the root. */
  readonly home: string;
  /** Where a path below `home` lies on the disk. */
  readonly onDisk: (path: string) => string;
}
