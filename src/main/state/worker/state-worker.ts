import { parentPort, workerData } from 'node:worker_threads';
import * as v from 'valibot';
import { serveState } from './host.js';
import { lineOver } from './protocol.js';

const { file, pair } = v.parse(v.object({ file: v.string(), pair: v.string() }), workerData);
const port = parentPort;
if (port === null) throw new Error('This module runs in a worker thread only.');
serveState(lineOver(port), file, pair, () => port.close());
