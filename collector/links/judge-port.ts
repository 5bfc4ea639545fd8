import type { UnknownReason } from '../../core/domain/state.ts';
import type { BareChange, Status } from '../judge/status.ts';
import type { PortView } from './port-looks.ts';

/** Statuses of `reach` of what stands behind a link; `undefined` for what is not watched now. */
type Behind = readonly (Status | undefined)[];

/**
 * What a port that is not up proves of its link: down, or unknown where it was switched off on purpose. Two looks in a
 * row are believed, and one where nothing behind answers any more. Once a device behind answered within the run of
 * looks, the port is believed only while all are silent. Backdated to the first look after the last answer;
 * `undefined` where the port proves nothing.
 */
export function judgePort(port: PortView, behind: Behind, interfaceName: string): BareChange | undefined {
  if (!isNotUp(port)) return undefined;
  const answerMs = lastAnswerMs(behind);
  const isSilent = isAllSilent(behind);
  const isInterrupted = answerMs > port.firstMs;
  if (isInterrupted && (port.lastMs <= answerMs || !isSilent)) return undefined;
  if (!isInterrupted && port.count < 2 && !isSilent) return undefined;

  const atMs = isInterrupted ? firstLookAfter(answerMs, port) : port.firstMs;
  const contraryMs = Math.max(port.afterMs ?? Number.NEGATIVE_INFINITY, answerMs);
  const edges = { atMs, afterMs: Number.isFinite(contraryMs) ? contraryMs : atMs };
  const { count, oper, state } = port;
  const evidence = { interface: interfaceName, looks: count, ...(oper !== undefined && { oper }) };
  return state === 'down'
    ? { state: 'down', reason: 'port-down', ...edges, evidence }
    : { state: 'unknown', reason: SWITCHED_OFF, ...edges, evidence };
}

export const SWITCHED_OFF = 'switched-off' satisfies UnknownReason;

/**
 * Whether something behind answered after a look that found the port not up, and not later than the next that did so:
 * the inventory names the wrong port, or the switch does not know its own. `answerBeforeMs` is the latest answer that was
 * known at the look before: where many stand behind, the latest of all is nearly always newer than the look it came with.
 * `undefined`: this look tells neither.
 */
export function isContradicted(
  port: PortView,
  behind: Behind,
  answerBeforeMs = Number.NEGATIVE_INFINITY,
): boolean | undefined {
  if (port.isFresh && port.state === 'up') return false;
  if (!isNotUp(port)) return undefined;
  const isBetween = (answerMs: number) => answerMs > port.lastButOneMs && answerMs <= port.lastMs;
  const isAnswered =
    isBetween(answerBeforeMs) || behind.some((status) => isBetween(status?.lastAnswerMs ?? 0));
  if (port.count >= 2 && isAnswered) return true;
  return isAllSilent(behind) ? false : undefined;
}

const isNotUp = ({ isFresh, state }: PortView) => isFresh && (state === 'down' || state === 'off');

const firstLookAfter = (answerMs: number, { lastButOneMs, lastButOneEndMs, lastEndMs }: PortView) =>
  lastButOneMs > answerMs ? lastButOneEndMs : lastEndMs;

/** The latest answer of anything behind. */
export function lastAnswerMs(behind: Behind): number {
  return behind.reduce(
    (latest, status) => Math.max(latest, status?.lastAnswerMs ?? Number.NEGATIVE_INFINITY),
    Number.NEGATIVE_INFINITY,
  );
}

function isAllSilent(behind: Behind): boolean {
  const known = behind.filter((status) => status !== undefined);
  return known.length > 0 && known.every(({ state }) => state === 'down');
}
