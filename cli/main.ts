import { runCli } from './run-cli.ts';
import { listenForStop } from './shell/stop-signals.ts';

// Whoever reads our output may have read enough (`| head`): that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode);
});

await runCli(process.argv.slice(2), {
  env: process.env,
  out: process.stdout,
  err: process.stderr,
  stop: listenForStop(),
  setExitCode: (code) => {
    process.exitCode = code;
  },
});
