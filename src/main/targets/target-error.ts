export { ProblemError as TargetError, stoppedError, throwIfStopped } from '../../shared/problem-error.js';
