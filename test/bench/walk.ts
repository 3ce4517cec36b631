import { LocalTarget } from '../../src/main/targets/local/local-target.js';
import { walk } from '../../src/main/sync/base/flow/walk.js';

// Lists all that lies in a folder, as a comparison does, several times; prints the quickest in seconds, and the first.

const { signal } = new AbortController();
const target = new LocalTarget(process.argv[2] ?? '', 'local');
await target.connect(signal);

async function once(): Promise<number> {
  const begunMs = performance.now();
  await walk(
    '',
    async (folder) => {
      const inside: string[] = [];
      for await (const listed of target.list(folder, signal)) {
        for (const { name, entry } of listed) {
          if (entry.kind === 'folder') inside.push(folder === '' ? name : `${folder}/${name}`);
        }
      }
      return inside;
    },
    target.features.concurrency,
  );
  return (performance.now() - begunMs) / 1000;
}

const first = await once();
const others = [await once(), await once(), await once()];
process.stdout.write(`${Math.min(first, ...others).toFixed(3)} ${first.toFixed(3)}\n`);
await target.close();
