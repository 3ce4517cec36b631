import type { StepFact, StepName, StepState, TestStep } from '../../../shared/connection/connection-test.js';
import type { Problem } from '../../../shared/problem.js';

/** Lines of the dialogue that a step keeps, and the characters of each. */
const WORDS_AT_MOST = 80;
const LETTERS_AT_MOST = 300;

interface Draft {
  readonly name: StepName;
  state: StepState;
  beganMs: number | undefined;
  ms: number | undefined;
  facts: readonly StepFact[];
  problem: Problem | undefined;
  words: string[];
}

/** The steps of one test while it goes on. `now` counts milliseconds; `tell` gets all of them after every change. */
export class TestSteps {
  readonly #steps: readonly Draft[];
  readonly #now: () => number;
  readonly #report: (steps: readonly TestStep[]) => void;
  #current: StepName | undefined;

  constructor(names: readonly StepName[], now: () => number, report: (steps: readonly TestStep[]) => void) {
    this.#steps = names.map((name) => ({
      name,
      state: 'waiting',
      beganMs: undefined,
      ms: undefined,
      facts: [],
      problem: undefined,
      words: [],
    }));
    this.#now = now;
    this.#report = report;
  }

  /** The step that is under way. */
  get current(): StepName | undefined {
    return this.#current;
  }

  get all(): readonly TestStep[] {
    return this.#steps.map(({ name, state, ms, facts, problem, words }) => ({
      name,
      state,
      ms,
      facts,
      problem,
      words: [...words],
    }));
  }

  /** Begins a step; the one before is done, unless it is over already. */
  begin(name: StepName): void {
    if (name === this.#current) return;
    this.#end('done');
    const step = this.#find(name);
    if (step === undefined) return;
    this.#passBefore(step);
    step.state = 'running';
    step.beganMs = this.#now();
    this.#current = name;
    this.#report(this.all);
  }

  /** Ends the step that is under way. */
  done(...facts: readonly StepFact[]): void {
    if (this.#current !== undefined) this.know(this.#current, ...facts);
    this.#end('done');
    this.#report(this.all);
  }

  /** Passes over a step. */
  skip(name: StepName, ...facts: readonly StepFact[]): void {
    const step = this.#find(name);
    if (step === undefined) return;
    if (this.#current === name) this.#current = undefined;
    step.state = 'skipped';
    step.ms = undefined;
    step.facts = facts;
    this.#report(this.all);
  }

  /** Takes note of what was found out of a step. */
  know(name: StepName, ...facts: readonly StepFact[]): void {
    const step = this.#find(name);
    if (step !== undefined) step.facts = [...step.facts, ...facts];
  }

  /** Ends the test at a step: what was taken for done behind it was not reached. */
  fail(name: StepName, problem: Problem): void {
    this.#end('done');
    const step = this.#find(name) ?? this.#steps.at(-1);
    if (step === undefined) return;
    this.#passBefore(step);
    step.state = 'failed';
    step.problem = problem;
    for (const other of this.#steps.slice(this.#steps.indexOf(step) + 1)) other.state = 'waiting';
    this.#report(this.all);
  }

  /** Takes a line of the dialogue, as one of the step that is under way. */
  hear(line: string): void {
    const step = this.#current === undefined ? undefined : this.#find(this.#current);
    if (step === undefined) return;
    step.words.push(line.length > LETTERS_AT_MOST ? `${line.slice(0, LETTERS_AT_MOST)}…` : line);
    if (step.words.length > WORDS_AT_MOST) step.words.shift();
  }

  #end(state: StepState): void {
    const step = this.#current === undefined ? undefined : this.#find(this.#current);
    this.#current = undefined;
    if (step?.beganMs === undefined) return;
    step.state = state;
    step.ms = this.#now() - step.beganMs;
  }

  /** What the dialogue did not show was there all the same. */
  #passBefore(step: Draft): void {
    for (const before of this.#steps.slice(0, this.#steps.indexOf(step))) {
      if (before.state === 'waiting') before.state = 'done';
    }
  }

  #find(name: StepName): Draft | undefined {
    return this.#steps.find((step) => step.name === name);
  }
}
