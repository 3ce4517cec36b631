import { runText } from '../../../shared/run/text.js';
import { explain } from '../../../shared/plan/explain.js';
import type { ItemPath } from '../../../shared/entry/entry.js';
import { isTypeChange, type PlanItem } from '../../../shared/plan/plan.js';
import type { EngineEvent, ItemOutcome, RunProgress } from '../../../shared/run/run.js';
import { shown } from '../../../shared/format/shown.js';
import { isUnresolved } from '../sync/exit-code-of.js';
import { itemLine } from './item-line.js';
import type { Reporter, RemarkKind } from './reporter.js';
import type { Screen } from './screen.js';
import type { Paint } from './terminal-text.js';
import type { CommandEvent } from './reported.js';
import { cliRunText } from '../text/run.js';

/** How much is told, from 0 (errors only) to 5 (all): what `-v` and `-q` raise and lower. */
export const USUAL_LEVEL = 3;

/** From which level on a remark is told. */
export const LEVEL_OF: Readonly<Record<RemarkKind, number>> = { warning: 2, note: 3, detail: 4, dialogue: 5 };

/** Where no live line can be shown, progress is told this often, in milliseconds. */
const SHOWN_EVERY_MS = 5_000;

export interface TextReporterOptions {
  readonly screen: Screen;
  readonly level: number;
  readonly paint: { readonly out: Paint; readonly err: Paint };
  /** Tell of the progress even where no live line can be shown. */
  readonly progress: boolean;
  readonly now: () => number;
}

/** Reports to people: a line for each item that is done, a live line of progress, and errors on standard error. */
export class TextReporter implements Reporter {
  readonly #options: TextReporterOptions;
  #items: ReadonlyMap<ItemPath, PlanItem> = new Map();
  #begunMs = 0;
  #shownMs = 0;
  #dryRun = false;
  #running = false;
  /** How the folders of the comparison under way were looked at. */
  #looked: string | undefined;
  #path = '';
  #progress: RunProgress = { itemsDone: 0, itemsTotal: 0, bytesDone: 0, bytesTotal: 0 };
  /** Bytes of the transfers under way. */
  readonly #underWay = new Map<ItemPath, number>();

  constructor(options: TextReporterOptions) {
    this.#options = options;
  }

  planned(items: ReadonlyMap<ItemPath, PlanItem>): void {
    this.#items = items;
    if (this.#options.level < LEVEL_OF.detail) return;
    for (const { path, action } of items.values()) {
      if (action.kind !== 'equal') continue;
      this.#line({ path, action, outcome: { kind: 'done' }, bytes: 0 });
    }
  }

  event(event: EngineEvent): void {
    switch (event.kind) {
      case 'compare-started':
        this.#begin();
        break;
      case 'scan-progress':
        this.#looked = cliRunText.confirmedFolders(event.progress);
        this.#show(cliRunText.comparing(event.progress));
        break;
      case 'run-started':
        this.#begin();
        this.#running = true;
        this.#dryRun = event.dryRun;
        this.#progress = event.progress;
        break;
      case 'transfer-progress':
        this.#path = event.transfer.path;
        this.#underWay.set(event.transfer.path, event.transfer.bytesDone);
        this.#showRun();
        break;
      case 'item-finished':
        this.#progress = event.progress;
        this.#underWay.delete(event.item.path);
        this.#item(event.item);
        this.#showRun();
        break;
      case 'run-finished':
        this.#running = false;
        this.#options.screen.clear();
        if (!this.#dryRun && this.#options.level >= LEVEL_OF.warning) {
          this.#options.screen.line(cliRunText.summary(event.summary));
        }
        this.#detail(cliRunText.connectionsUsed(event.summary));
        break;
      case 'compare-finished':
        this.#options.screen.clear();
        this.#detail(this.#looked);
        for (const change of event.clockChanges ?? []) this.remark('note', runText.clockChange(change));
        break;
      case 'plan-items':
      case 'run-pace':
      case 'compare-failed':
        break;
    }
  }

  remark(kind: RemarkKind, text: string): void {
    const { level, screen, paint } = this.#options;
    if (level < LEVEL_OF[kind]) return;
    switch (kind) {
      case 'warning':
        screen.errorLine(`${paint.err('doubt', cliRunText.warning)} ${shown(text)}`);
        break;
      case 'dialogue':
        screen.errorLine(paint.err('faint', shown(text)));
        break;
      case 'note':
      case 'detail':
        screen.line(shown(text));
        break;
    }
  }

  report(_told: CommandEvent, words: (paint: Paint) => string): void {
    const { level, screen, paint } = this.#options;
    if (level >= LEVEL_OF.note) screen.line(words(paint.out));
  }

  failure({ what, advice }: { readonly what: string; readonly advice: string }): void {
    const { screen, paint } = this.#options;
    screen.errorLine(`${paint.err('danger', 'evenkeel:')} ${shown(what)}`);
    if (advice !== '') screen.errorLine(`  ${shown(advice)}`);
  }

  pause(): void {
    this.#options.screen.clear();
  }

  close(): Promise<void> {
    this.#options.screen.clear();
    return Promise.resolve();
  }

  #detail(text: string | undefined): void {
    if (text !== undefined) this.remark('detail', text);
  }

  #begin(): void {
    this.#begunMs = this.#options.now();
    this.#shownMs = this.#begunMs;
    this.#underWay.clear();
  }

  #item(item: ItemOutcome): void {
    const { level, screen, paint } = this.#options;
    if (item.outcome.kind === 'failed') {
      const { what, advice } = item.outcome.problem;
      screen.errorLine(`${paint.err('danger', 'evenkeel:')} ${shown(what)}`);
      if (level >= LEVEL_OF.detail) screen.errorLine(`  ${shown(advice)}`);
    }
    if (level >= (isLeft(item) ? LEVEL_OF.detail : LEVEL_OF.note)) this.#line(item);
  }

  #line(item: ItemOutcome): void {
    const { level, screen, paint } = this.#options;
    const planned = this.#items.get(item.path);
    const isFolder = planned?.local.entry?.kind === 'folder' || planned?.remote.entry?.kind === 'folder';
    screen.line(itemLine(item, { paint: paint.out, isFolder, note: noteOn(item, planned, level) }));
  }

  #showRun(): void {
    if (this.#dryRun || !this.#running) return;
    const elapsedMs = this.#options.now() - this.#begunMs;
    this.#show(cliRunText.running(this.#progressNow(), elapsedMs, shown(this.#path)));
  }

  /** What was finished, and what has been transferred of the rest; a file that was begun again counts once at most. */
  #progressNow(): RunProgress {
    const underWay = [...this.#underWay.values()].reduce((sum, bytes) => sum + bytes, 0);
    const { bytesDone, bytesTotal } = this.#progress;
    return { ...this.#progress, bytesDone: Math.min(bytesTotal, bytesDone + underWay) };
  }

  #show(words: string): void {
    const { screen, level, progress, now } = this.#options;
    if (screen.hasLive) {
      if (progress || level >= LEVEL_OF.note) screen.live(words);
    } else if (progress && now() - this.#shownMs >= SHOWN_EVERY_MS) {
      this.#shownMs = now();
      screen.line(words);
    }
  }
}

/** What was left as it is without anybody having to do anything about it. */
function isLeft(item: ItemOutcome): boolean {
  return item.action.kind === 'leave' && !isUnresolved(item);
}

/** Why, where that is not plain from the line itself. */
function noteOn(item: ItemOutcome, planned: PlanItem | undefined, level: number): string | undefined {
  if (item.outcome.kind === 'skipped' && item.action.kind !== 'conflict' && item.action.kind !== 'leave') {
    return shown(item.outcome.problem.what);
  }
  if (planned === undefined) return undefined;
  // What is left though somebody would have to do something says why at once.
  if (level >= LEVEL_OF.detail || item.action.kind === 'leave') return shown(explain(planned));
  if (isTypeChange(planned)) return cliRunText.typeChange[item.action.kind];
  const { alike } = planned;
  return item.action.kind === 'conflict' && alike !== undefined
    ? cliRunText.differsOnlyInSpelling(alike)
    : undefined;
}
