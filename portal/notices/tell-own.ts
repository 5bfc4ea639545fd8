import type { Account } from '../../accounts/account.ts';
import type { NoticeWishes } from '../../accounts/notices.ts';
import type { OwnIncident, OwnList } from '../../alerts/notifications/messages/own/own-news.ts';
import { viewRoot } from '../../alerts/notifications/messages/words/root-view.ts';
import { nameCause } from '../../alerts/notifications/messages/words/root-words.ts';
import type { Steps } from '../../core/host/in-slices.ts';
import { SEVERITIES } from '../../ledger/record/incidents/incident-event.ts';
import type { IncidentSource } from '../city/incident-source.ts';
import { publicWords, type TellingView, type ToldIncident, tellIncidents } from '../city/tell-incidents.ts';
import type { Candidate } from './find-candidates.ts';
import { isAsBad, wantsIncident } from './wants-incident.ts';

/** What somebody wants to be told, and who they are. */
export interface OwnAsked {
  readonly account: Pick<Account, 'id' | 'organisation'>;
  readonly wishes: NoticeWishes;
  readonly view: TellingView;
  /** Nothing but what is critical. */
  readonly isUrgent: boolean;
  /** What is critical and came before was told already. */
  readonly urgentMs: number;
}

export interface OwnIncidents {
  readonly opened: OwnList<OwnIncident>;
  readonly resolved: OwnList<OwnIncident & { readonly resolvedMs: number }>;
  readonly passed: number;
}

const MOST_NAMED = 40;
/** Looked through at once: some milliseconds. */
const TOGETHER = 100;

type Source = Pick<IncidentSource, 'membershipsOf' | 'membersOf' | 'dutySteps' | 'openedBetween'>;

/** What becomes of a candidate for somebody with these wishes; `undefined`: nothing. */
function whatOf(
  { incident, isNew, severityBefore }: Candidate,
  asked: OwnAsked,
): keyof OwnIncidents | undefined {
  const { wishes, isUrgent, urgentMs } = asked;
  const from = isUrgent ? 'critical' : wishes.from;
  const { severity } = incident.summary;
  if (!isAsBad(severity, from)) return undefined;
  const wasToldUrgently = severity === 'critical' && isNew && incident.openedMs < urgentMs;
  const wasTold =
    wasToldUrgently || (!isNew && severityBefore !== undefined && isAsBad(severityBefore, from));
  if (incident.resolvedMs === undefined) return wasTold ? undefined : 'opened';
  return wasTold ? 'resolved' : 'passed';
}

/** Those that they may see and want, in parts: of a storm there are thousands. */
function* wantedOf(
  candidates: readonly Candidate[],
  source: Source,
  asked: OwnAsked,
): Generator<{ readonly what: keyof OwnIncidents; readonly incident: ToldIncident } | undefined> {
  const whats = new Map(
    candidates.flatMap((candidate) => {
      const what = whatOf(candidate, asked);
      return what === undefined ? [] : [[candidate.incident.id, what] as const];
    }),
  );
  const those = candidates.map(({ incident }) => incident).filter(({ id }) => whats.has(id));
  for (let first = 0; first < those.length; first += TOGETHER) {
    yield undefined;
    for (const incident of tellIncidents(asked.view, source, those.slice(first, first + TOGETHER))) {
      const what = whats.get(incident.id);
      if (what !== undefined && wantsIncident(asked.wishes, asked.account, asked.view, incident))
        yield { what, incident };
    }
  }
}

/** Whether there is anything to be told. */
export function* hasOwnIncidents(
  candidates: readonly Candidate[],
  source: Source,
  asked: OwnAsked,
): Steps<boolean> {
  for (const found of wantedOf(candidates, source, asked)) {
    if (found && found.what !== 'passed') return true;
    yield;
  }
  return false;
}

export function* tellOwnIncidents(
  candidates: readonly Candidate[],
  source: Source,
  asked: OwnAsked,
): Steps<OwnIncidents> {
  const [opened, resolved]: [ToldIncident[], ToldIncident[]] = [[], []];
  let passed = 0;
  for (const found of wantedOf(candidates, source, asked)) {
    yield;
    if (found?.what === 'opened') opened.push(found.incident);
    if (found?.what === 'resolved') resolved.push(found.incident);
    if (found?.what === 'passed') passed += 1;
  }
  const words = publicWords(asked.view, asked.wishes.language);
  const inWords = ({ id, number, summary }: ToldIncident): OwnIncident => ({
    path: `/incidents/${encodeURIComponent(id.toWellFormed())}`,
    ...{ severity: summary.severity, cause: nameCause(viewRoot(summary.root, words.city), words) },
    ...(number !== undefined && { number }),
    ...{ sinceMs: summary.sinceMs, cameras: summary.camerasLost },
  });
  const worstFirst = (all: readonly ToldIncident[]) => all.toSorted(byWorst).slice(0, MOST_NAMED);
  return {
    opened: { some: worstFirst(opened).map(inWords), count: opened.length },
    resolved: {
      some: worstFirst(resolved).map((one) => ({
        ...inWords(one),
        resolvedMs: one.resolvedMs ?? one.updatedMs,
      })),
      count: resolved.length,
    },
    passed,
  };
}

const byWorst = (a: ToldIncident, b: ToldIncident): number =>
  SEVERITIES.indexOf(b.summary.severity) - SEVERITIES.indexOf(a.summary.severity) ||
  b.summary.camerasLost - a.summary.camerasLost ||
  a.openedMs - b.openedMs;
