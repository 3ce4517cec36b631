import { beforeEach, describe, expect, it } from 'vitest';
import type { TestStep } from '../../../shared/connection/connection-test.js';
import { useConnectionTest } from './test-store.js';

const PORT: readonly TestStep[] = [{ name: 'port', state: 'done', facts: [], words: [] }];
const SIGN_IN: readonly TestStep[] = [{ name: 'sign-in', state: 'failed', facts: [], words: [] }];
const PROBLEM = { kind: 'other', what: 'No.', advice: 'Later.' } as const;

describe('the connection test of a form', () => {
  const { begin, follow, take, end, reset } = useConnectionTest.getState();
  const now = () => {
    const { running, steps, refusal } = useConnectionTest.getState();
    return { running, steps, refusal };
  };
  beforeEach(() => reset());

  it('shows its steps as they come, and what it came to', () => {
    const test = begin();
    follow(PORT);
    expect(now()).toEqual({ running: true, steps: PORT, refusal: undefined });
    take(test, SIGN_IN);
    end(test);
    expect(now()).toEqual({ running: false, steps: SIGN_IN, refusal: undefined });
  });

  it('does not hear what comes of one that another has taken the place of', () => {
    const before = begin();
    const test = begin();
    take(before, SIGN_IN);
    end(before, PROBLEM);
    expect(now()).toEqual({ running: true, steps: [], refusal: undefined });
    end(test, PROBLEM);
    expect(now()).toEqual({ running: false, steps: [], refusal: PROBLEM });
  });

  it('does not hear what comes of one whose form was closed', () => {
    const test = begin();
    reset();
    follow(PORT);
    take(test, SIGN_IN);
    end(test, PROBLEM);
    expect(now()).toEqual({ running: false, steps: [], refusal: undefined });
  });
});
