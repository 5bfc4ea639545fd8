import type { TimeServerAnswer } from '../../collector/clock/ask-time-server.ts';
import type { ClockLook } from '../../collector/clock/look-at-clock.ts';
import { formatDurationMs } from '../../core/time/units.ts';
import { createZone } from '../../core/time/zone.ts';

export interface RecordedTime {
  readonly lastRecordedMs?: number;
  readonly coveredToMs: number;
}

export function renderLook({ wallMs, verdict }: ClockLook, recorded: RecordedTime, timeZone: string): string {
  const time = (ms: number) => createZone(timeZone).renderInstant(ms);
  const { lastRecordedMs, coveredToMs } = recorded;
  return [
    `this machine says   ${time(wallMs)}`,
    ...(lastRecordedMs === undefined ? [] : [`last recorded       ${time(lastRecordedMs)}`]),
    ...(coveredToMs > wallMs
      ? [`the record reaches  ${time(coveredToMs)}: into the future; see camwatch ledger void-future`]
      : []),
    ...(verdict.answers.length === 0 ? ['time servers        none are named (clock.servers)'] : []),
    ...verdict.answers.map((answer) => `${answer.address}:${answer.port}  ${renderAnswer(answer)}`),
  ].join('\n');
}

function renderAnswer(answer: TimeServerAnswer): string {
  if (!answer.ok) return `no answer that counts: ${answer.reason}`;
  const offMs = Math.round(-answer.offsetMs);
  if (Math.abs(offMs) < 1_000) return 'this machine is right to the second';
  const off = formatDurationMs(Math.round(Math.abs(offMs) / 1_000) * 1_000);
  return `this machine is ${off} ${offMs > 0 ? 'ahead' : 'behind'}`;
}
