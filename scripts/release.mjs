// @ts-check
import { runtimeInPlace } from './electron-runtime.mjs';
import { gatherRelease } from './lib/artifacts.mjs';
import { prepare } from './lib/prepare.mjs';
import { makeVersion } from './lib/release.mjs';
import { root } from './lib/root.mjs';
import { whichRuntime } from './lib/runtime-source.mjs';
import { runMain, say, Stop } from './lib/say.mjs';
import { tryRelease } from './lib/trial.mjs';
import { readWords } from './lib/words.mjs';

const USAGE = `Usage: npm run release -- major | minor | patch | 1.2.3
       npm run release -- gather
       npm run release -- trial

  minor    raises the version, dates the changelog, commits and tags; nothing is pushed
  gather   puts what npm run package made into one folder, with notes, checksums and a list of components (CycloneDX)
  trial    does both in a clone, with packages for this system in between, to see that a release can be made; nothing changes here`;

await runMain(async () => {
  const [asked, ...others] = readWords(USAGE, (word) =>
    /^(gather|trial|major|minor|patch|\d+\.\d+\.\d+)$/.test(word),
  );
  if (asked === undefined || others.length > 0) throw new Stop(USAGE);
  if (asked === 'gather') {
    const { folder, files } = await gatherRelease(root);
    say(`Gathered in ${folder}: ${files.join(', ')}`);
    say(`Unpacked applications hold ${whichRuntime(await runtimeInPlace())}`);
    return 0;
  }
  if (asked === 'trial') {
    await prepare();
    const { folder, files } = await tryRelease('minor');
    say(`The trial is in ${folder}: ${files.join(', ')}`);
    return 0;
  }
  const { version, tag } = await makeVersion(root, asked, new Date().toISOString().slice(0, 10));
  say(`Made version ${version} (tag ${tag}). To undo it: git tag -d ${tag} && git reset --hard HEAD^`);
  return 0;
});
