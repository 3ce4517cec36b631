export {
  A_TIME,
  get,
  list,
  nameOfFilling,
  NEVER,
  noise,
  problemOf,
  put,
  sizeOfFilling,
  stalling,
  temporaryFor,
} from '../../../../src/main/library/contract/tools.js';
