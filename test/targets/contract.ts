export {
  A_TIME,
  get,
  list,
  NEVER,
  noise,
  problemOf,
  put,
  stalling,
  temporaryFor,
} from '../../src/main/library/contract/tools.js';
