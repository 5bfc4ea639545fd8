import { runCity } from './run-city.ts';

/** Entry of the process within the namespace. */
await runCity(JSON.parse(process.argv[2] ?? ''));
