import type { Language } from '../../core/language/language.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import { formatDurationMs } from '../../core/time/units.ts';
import type { RunClusterDemoOptions } from '../../demo/cluster/cluster-demo-options.ts';
import type { ClusterDemoResult } from '../../demo/cluster/cluster-result.ts';
import { runClusterDemo } from '../../demo/cluster/run-cluster-demo.ts';
import type { Terminal } from '../shell/terminal.ts';
import { CLUSTER_TEXTS } from './cluster-texts.ts';
import type { RenderContext } from './render-picture.ts';

interface Where {
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
  readonly language: Language;
  readonly context: RenderContext;
  /** Leaves the output to JSON. */
  readonly isSilent: boolean;
}

/** Runs the demo of a cluster and tells on the terminal what is done to it. */
export async function runCluster(
  options: RunClusterDemoOptions,
  { terminal, env, stop, language, context, isSilent }: Where,
): Promise<ClusterDemoResult> {
  const t = CLUSTER_TEXTS[language];
  const { texts, formats, style } = context;
  const say = (line: string) => (isSilent ? terminal.printError(line) : terminal.print(line));
  return await runClusterDemo(options, env, stop, {
    onNews: (news, url) => {
      if (news.says === 'progress') return terminal.progress(news.step, news.done, news.total);
      terminal.clearProgress();
      if (news.says === 'ending') return say(`\n${style('dim', `${texts.ending} …`)}\n`);
      if (news.says === 'act')
        return say(
          `${formats.time(Date.now())} ${(news.isBegun ? t.begun : t.mended)(t.acts[news.kind], news.target)}`,
        );
      const machines = Object.entries(news.machines).map(([name, address]) => `${name} ${address}`);
      const lines = [
        style('bold', t.title(formats.count(news.devices))),
        ...t.whatIsThis,
        '',
        `  ${t.page}: ${style(['bold', 'underline'], url)}`,
        `  ${texts.users}`,
        ...alignRows(news.users.map(({ account, password }) => ['   ', account, password])),
        `  ${t.machines}: ${machines.join(', ')}`,
        `  ${t.withoutInflux}`,
        `  ${t.endsAfter(formatDurationMs(options.forMs))}`,
        '',
      ];
      for (const line of lines) say(line);
    },
  });
}
