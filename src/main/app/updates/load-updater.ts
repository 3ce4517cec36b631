// A file of its own, so that the build makes one of it that is loaded only when it is needed, and that the package for npm does without.
export { AppImageUpdater, MacUpdater, NsisUpdater } from 'electron-updater';
