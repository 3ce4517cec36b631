import type { StateStore } from '../../src/main/state/state-store.js';

/** A state that forgets at once: what a run costs without any bookkeeping. */
export class ForgetfulState implements StateStore {
  token = () => Promise.resolve('00000000');
  revision = () => Promise.resolve(0);
  lock = () => Promise.resolve(true);
  hasBaseline = () => Promise.resolve(false);
  childrenOf = () => Promise.resolve([]);
  recordOf = () => Promise.resolve(undefined);
  countFiles = () => Promise.resolve(0);
  record = () => Promise.resolve();
  recordAll = () => Promise.resolve();
  forget = () => Promise.resolve();
  moveRecords = () => Promise.resolve();
  learnedSpellingsIn = () => Promise.resolve([]);
  unseenFolders = () => Promise.resolve([]);
  recordSpellings = () => Promise.resolve();
  forgetUnseen = () => Promise.resolve();
  acceptedIgnore = () => Promise.resolve({ changedByRun: false });
  acceptIgnore = () => Promise.resolve();
  otherVolumes = () => Promise.resolve({ local: [], remote: [] });
  recordOtherVolumes = () => Promise.resolve();
  withdraw = () => Promise.resolve();
  intents = () => Promise.resolve([]);
  beginPart = () => Promise.resolve();
  endPart = () => Promise.resolve();
  parts = () => Promise.resolve([]);
  beginRun = () => Promise.resolve();
  addOutcome = () => Promise.resolve();
  finish = () => Promise.resolve();
  hurry = () => undefined;
  endRun = () => Promise.resolve();
  lastRun = () => Promise.resolve(undefined);
  history = () => Promise.resolve([]);
  runOf = () => Promise.resolve(undefined);
  findItems = () => Promise.resolve([]);
  outcomesOf = () => Promise.resolve({ items: [] });
  recordChange = () => Promise.resolve(1);
  completeChange = () => Promise.resolve();
  changesOf = () => Promise.resolve([]);
  keptVersions = () => Promise.resolve([]);
  keptFiles = () => Promise.resolve([]);
  dropVersion = () => Promise.resolve();
  keepText = () => Promise.resolve();
  textOf = () => Promise.resolve(undefined);
  dropTexts = () => Promise.resolve();
  close = () => Promise.resolve();
}
