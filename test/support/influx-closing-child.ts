/** A writer in a process of its own: the process ends by itself when nothing of the writer is left. */
import { createTestWriter } from './influx-writer.ts';
import { readingsOf } from './readings.ts';

const [url = '', dir = ''] = process.argv.slice(2);
const writer = createTestWriter(url, { dir });
writer.write(readingsOf('cam-1-1', 100, Date.now() - 600_000));
await writer.close();
