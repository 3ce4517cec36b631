import type { Readable } from 'node:stream';
import type { Entry, FileEntry, ItemPath } from '../../../shared/entry/entry.js';
import type { CertificateFacts, Problem } from '../../../shared/problem.js';
import { assertNever } from '../../../shared/assert-never.js';
import type { Finding } from '../finding.js';
import type { SecretMask } from './secret-mask.js';
import { ProblemError } from '../../../shared/problem-error.js';
import type {
  Features,
  Listed,
  ListOptions,
  OptionalOperations,
  ReadOptions,
  Target,
  WriteOptions,
} from '../target.js';

/** A target on a server. Every member that it can have has to be there, so that none is forgotten where it is wrapped. */
export interface ServerTarget extends Required<Omit<Target, 'rootFolder' | 'signInFolder'>> {
  readonly rootFolder: string | undefined;
  readonly signInFolder: string | undefined;
}

/**
 * A target on a server in whose problems and findings no secret shows (S12), whatever the server says. The paths and names of items are left as
 * they are: they are what the server has.
 */
export class MaskedTarget implements ServerTarget {
  readonly #target: ServerTarget;
  readonly #mask: SecretMask;

  constructor(target: ServerTarget, mask: SecretMask) {
    this.#target = target;
    this.#mask = mask;
  }

  get features(): Features {
    const { hash, modeOf, expect, describe, ...capabilities } = this.#target.features;
    // Every operation is named here, so that none passes without the mask.
    const operations: Required<OptionalOperations> = {
      hash: hash && ((...args) => this.#masked(hash(...args))),
      modeOf: modeOf && ((...args) => this.#masked(modeOf(...args))),
      expect,
      describe: describe && ((signal) => this.#described(describe(signal))),
      // Only a folder on this computer has these.
      hashHere: undefined,
      share: undefined,
      makeLink: undefined,
    };
    return { ...capabilities, ...operations };
  }

  get rootFolder(): string | undefined {
    return this.#target.rootFolder;
  }

  get signInFolder(): string | undefined {
    return this.#target.signInFolder;
  }

  connect(signal: AbortSignal): Promise<void> {
    return this.#masked(this.#target.connect(signal));
  }

  async *list(
    folder: ItemPath,
    signal: AbortSignal,
    options?: ListOptions,
  ): AsyncIterable<readonly Listed[]> {
    try {
      yield* this.#target.list(folder, signal, options);
    } catch (error) {
      throw maskedError(error, this.#mask);
    }
  }

  stat(path: ItemPath, signal: AbortSignal): Promise<Entry | undefined> {
    return this.#masked(this.#target.stat(path, signal));
  }

  async read(path: ItemPath, options: ReadOptions): Promise<Readable> {
    const stream = await this.#masked(this.#target.read(path, options));
    const destroy = stream.destroy.bind(stream);
    // What it fails with later has passed nobody else.
    stream.destroy = (error) => destroy(error && maskedError(error, this.#mask));
    return stream;
  }

  freeSpace(signal: AbortSignal): Promise<number | undefined> {
    return this.#masked(this.#target.freeSpace(signal));
  }

  write(path: ItemPath, source: Readable, options: WriteOptions): Promise<FileEntry> {
    return this.#masked(this.#target.write(path, source, options));
  }

  move(from: ItemPath, to: ItemPath, signal: AbortSignal, temporaryPath?: ItemPath): Promise<void> {
    return this.#masked(this.#target.move(from, to, signal, temporaryPath));
  }

  keep(path: ItemPath, as: ItemPath, signal: AbortSignal, temporaryPath?: ItemPath): Promise<void> {
    return this.#masked(this.#target.keep(path, as, signal, temporaryPath));
  }

  makeFolder(path: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#masked(this.#target.makeFolder(path, signal));
  }

  removeFile(path: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#masked(this.#target.removeFile(path, signal));
  }

  removeFolder(path: ItemPath, signal: AbortSignal): Promise<void> {
    return this.#masked(this.#target.removeFolder(path, signal));
  }

  async #described(asked: Promise<readonly Finding[]>): Promise<readonly Finding[]> {
    const findings = await this.#masked(asked);
    return findings.map((finding) => maskedFinding(finding, this.#mask));
  }

  close(): Promise<void> {
    return this.#target.close();
  }

  async #masked<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw maskedError(error, this.#mask);
    }
  }
}

/** The same error where no secret is in it, its causes included; else one that says the same without. */
function maskedError<E>(error: E, mask: SecretMask): E | Error {
  if (!(error instanceof Error)) return error;
  const cause = maskedError(error.cause, mask);
  const problem = error instanceof ProblemError ? maskedProblem(error.problem, mask) : undefined;
  const [message, stack] = [mask(error.message), error.stack && mask(error.stack)];
  const same =
    message === error.message &&
    stack === error.stack &&
    cause === error.cause &&
    (!(error instanceof ProblemError) || JSON.stringify(problem) === JSON.stringify(error.problem));
  if (same) return error;
  const masked = problem === undefined ? new Error(message, { cause }) : new ProblemError(problem, { cause });
  masked.name = error.name;
  if (stack !== undefined) masked.stack = stack;
  return masked;
}

function maskedProblem(problem: Problem, mask: SecretMask): Problem {
  const { what, advice, reply, certificate } = problem;
  return {
    ...problem,
    what: mask(what),
    advice: mask(advice),
    ...(reply !== undefined && { reply: mask(reply) }),
    ...(certificate !== undefined && { certificate: maskedCertificate(certificate, mask) }),
  };
}

function maskedCertificate(certificate: CertificateFacts, mask: SecretMask): CertificateFacts {
  const { subject, issuer, mismatch } = certificate;
  return {
    ...certificate,
    subject: mask(subject),
    issuer: mask(issuer),
    ...(mismatch !== undefined && { mismatch: { ...mismatch, names: mismatch.names.map(mask) } }),
  };
}

function maskedFinding(finding: Finding, mask: SecretMask): Finding {
  switch (finding.kind) {
    case 'identity':
      return { ...finding, certificate: maskedCertificate(finding.certificate, mask) };
    case 'system':
      return { ...finding, text: mask(finding.text) };
    case 'encrypted':
      return { ...finding, protocol: mask(finding.protocol), cipher: mask(finding.cipher) };
    case 'round-trip':
    case 'in-the-clear':
    case 'listings':
    case 'time-setter':
    case 'encoding':
    case 'commands-ahead':
    case 'confirms':
    case 'connections':
    case 'file-system':
    case 'extension':
      return finding;
    default:
      return assertNever(finding);
  }
}
