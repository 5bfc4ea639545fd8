import type { Asking } from '../../collector/diagnosis/checks/asking.ts';
import { createEngines } from '../../collector/diagnosis/create-engines.ts';
import {
  type CredentialsByReference,
  createCredentialsByReference,
} from '../../collector/diagnosis/credentials-by-reference.ts';
import { planAdHoc, planInventoried } from '../../collector/diagnosis/plan-probe.ts';
import { type ProbePlan, probeDevice } from '../../collector/diagnosis/probe-device.ts';
import type { ProbeOptions } from '../../collector/diagnosis/probe-options.ts';
import type { ProbeResult } from '../../collector/diagnosis/result.ts';
import { createAddressResolver } from '../../collector/probing/resolve-address.ts';
import type { Language } from '../../core/language/language.ts';
import { seconds } from '../../core/time/units.ts';
import { wrapLines } from '../print/wrap-lines.ts';
import type { Context } from '../shell/context.ts';
import { createRenderContext } from './render-context.ts';
import { renderResult } from './render-result.ts';
import { runWalk } from './run-walk.ts';
import { isAllUp, toJson } from './to-json.ts';

/** What is asked: a device of the inventory, or an address. */
export type ProbeSubject = { readonly deviceId: string } | { readonly address: string };

export async function runProbe(
  subject: ProbeSubject,
  options: ProbeOptions,
  language: Language,
  context: Context,
): Promise<void> {
  const { terminal, env, reportProblem } = context;
  const plan =
    'deviceId' in subject
      ? await planInventoried(subject.deviceId, options)
      : await planAdHoc(subject.address, options);
  const credentials = createCredentialsByReference(env);
  const words = createRenderContext(language, plan.city.settings.city.timeZone, terminal.style);
  if (options.walk !== undefined) {
    const wish = {
      root: options.walk === true ? undefined : options.walk,
      maxRows: options.maxRows,
      format: options.json ? 'json' : 'text',
    } as const;
    return await runWalk(plan, wish, credentials, context, words);
  }
  const result = await ask(plan, credentials, context);
  terminal.clearProgress();
  if (options.json) terminal.printJson(toJson(result, words));
  else terminal.printHeard(fitting(renderResult(result, words), terminal));
  if (!isAllUp(result)) reportProblem();
}

/** A file or a pipe gets lines as they are: they are searched and compared. */
const fitting = (text: string, { isInteractive, width }: Context['terminal']): string =>
  isInteractive ? wrapLines(text, width) : text;

/** Agents refresh their counters every second or so: a shorter look would see nothing move. */
const POLLS_APART_MS = seconds(3);

async function ask(
  plan: ProbePlan,
  { credentialsOf, problemOf }: CredentialsByReference,
  { terminal, env, stop }: Context,
): Promise<ProbeResult> {
  const { engines, reachEngine, close } = await createEngines(
    plan.city.settings.collector,
    plan.makers,
    env.PATH ?? '',
    stop,
  );
  const resolve = createAddressResolver();
  const onProgress = terminal.progress;
  const asking: Asking = {
    engines,
    reachEngine,
    resolve,
    credentialsOf,
    nowMs: Date.now,
    stop,
    pollsApartMs: POLLS_APART_MS,
    onProgress,
  };
  try {
    return await probeDevice(plan, asking, problemOf);
  } catch (error) {
    // A wait that was cut short ends with an error of its own.
    stop.throwIfAborted();
    throw error;
  } finally {
    await close();
  }
}
