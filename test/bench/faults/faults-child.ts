import { runFaults } from './run-faults.ts';

await runFaults(JSON.parse(process.argv[2] ?? ''));
process.exit(0);
