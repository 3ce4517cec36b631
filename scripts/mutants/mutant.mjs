// @ts-check

/**
 * A small defect, and the tests that have to notice it.
 * @typedef {object} Mutant
 * @property {string} breaks the promise (S1 to S10) or rule that it breaks
 * @property {string} what what the program does then
 * @property {string} file
 * @property {string} from the code that it replaces, which has to be there once, however it is laid out
 * @property {string} to
 * @property {readonly string[]} tests
 */

/**
 * A file of the engine.
 * @param {string} name
 */
export const sync = (name) => `src/main/sync/${name}`;

/**
 * Test files of the engine, by their names without an ending.
 * @param {readonly string[]} names
 */
export const engine = (...names) => names.map((name) => `test/engine/${name}.test.ts`);
