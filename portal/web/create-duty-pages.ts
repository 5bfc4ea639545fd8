import { z } from 'zod';
import { INCIDENT_STATES } from '../../alerts/incidents/actions/incident-state.ts';
import { createClocksNow } from '../../contracts/response/clocks-now.ts';
import { days } from '../../core/time/units.ts';
import { SEVERITIES } from '../../ledger/record/incidents/incident-event.ts';
import { cursorInstant, cursorParameter, renderCursor } from '../api/cursor.ts';
import type { Table } from '../api/list.ts';
import { findTold, MemberKey } from '../api/list-incidents.ts';
import { filterParameters, oneOf, parseParameters } from '../api/parameters.ts';
import type { CityView } from '../city/city-view.ts';
import {
  chooseDuty,
  chooseToTake,
  compareDuty,
  countDuty,
  type DutyEntry,
  inPlace,
} from '../city/duty-list.ts';
import { lastLosses, onceEach, pageOfMembers } from '../city/incident-members.ts';
import type { IncidentSource } from '../city/incident-source.ts';
import { isToldRoot } from '../city/is-told-root.ts';
import { organisationsOf } from '../city/organisations-of.ts';
import { gatherShift } from '../city/shift-log.ts';
import { type ToldIncident, tellIncidents } from '../city/tell-incidents.ts';
import { renderDutyPage } from './duty-page.ts';
import { renderHtml } from './frame/html.ts';
import { type LookOptions, LookParameters } from './frame/look.ts';
import { ANYBODY, type Viewer } from './frame/viewer.ts';
import { gatherPeople, tellClocks } from './gather-people.ts';
import { renderIncidentPage } from './incident-page.ts';
import type { ListChoice } from './list-choice.ts';
import { listPath } from './panels/facets.ts';
import type { TriedAct } from './panels/incident-form.ts';
import type { ListPager } from './panels/pager.ts';
import { renderShiftPage, shiftTable } from './shift-page.ts';
import { periodOf, shiftParameters } from './shift-period.ts';
import { MOST_TAKEN, renderTakeAllPage, renderTakenPage, type TakenOne } from './take-all-page.ts';

export interface DutyOptions extends LookOptions {
  readonly view: () => CityView;
  readonly incidents: IncidentSource;
  /** All that are not resolved, with how they stand, the worst first. */
  readonly dutyNow: () => readonly DutyEntry[];
}

/** Whoever looks, and what they tried last. */
export interface Looking {
  readonly viewer: Viewer;
  readonly tried?: TriedAct;
}

/** Pages of the desk: the list of causes, one of them, and all that is mine to be taken. */
export interface DutyPages {
  readonly incidents: (search: URLSearchParams, viewer: Viewer) => string;
  readonly incident: (id: string, search: URLSearchParams, looking?: Looking) => string;
  readonly takeAll: (search: URLSearchParams, viewer: Viewer) => string;
  readonly taken: (search: URLSearchParams, taken: readonly TakenOne[]) => string;
  readonly shift: (search: URLSearchParams, viewer: Viewer) => string;
  readonly shiftTable: (search: URLSearchParams, viewer: Viewer) => Table;
}

/** Of an incident on one page. */
const MOST_MEMBERS = 200;
/** Of the list. */
const MOST_CAUSES = 50;
const RESOLVED_MS = days(1);

/** How bad, how many cameras, since when, and which. */
const DutyCursor = z.tuple([oneOf(SEVERITIES), z.int(), cursorInstant, z.string()]);
/** Of those that are resolved: opened when, and which. */
const ResolvedCursor = z.tuple([cursorInstant, z.string()]);

export function createDutyPages(options: DutyOptions): DutyPages {
  const { contextFor, languageOf, view, incidents, dutyNow } = options;
  const clocksNow = createClocksNow();
  return {
    incidents: (search, viewer) => {
      const given = withoutEmpty(search);
      const { lang, theme, cursor, ...choice } = parseParameters(given, {
        ...LookParameters,
        ...listParameters(view()),
        cursor: cursorParameter(z.union([DutyCursor, ResolvedCursor])),
      });
      const path = listPath('/incidents', { ...choice, cursor: given.get('cursor') ?? undefined });
      const context = contextFor(path, languageOf(lang), theme);
      const page = pageOfList(options, viewer, { ...choice, cursor });
      return renderHtml(
        renderDutyPage(context, {
          ...{ ...page, choice, viewer },
          clocksOf: (incident) =>
            tellClocks(context.view, incidents.steps(incident.id), { incident, clocksNow }),
          hasCursor: cursor !== undefined,
        }),
      );
    },
    incident: (id, search, { viewer, tried } = { viewer: ANYBODY }) => {
      const { lang, theme, cursor, list } = parseParameters(search, {
        ...LookParameters,
        cursor: cursorParameter(MemberKey),
        list: z.string().max(500, 'expected at most 500 characters').optional(),
      });
      const path = `/incidents/${encodeURIComponent(id)}`;
      const given = { list, cursor: search.get('cursor') ?? undefined };
      const context = contextFor(listPath(path, given), languageOf(lang), theme);
      const current = context.view;
      const incident = findTold(current, incidents, id);
      const after = cursor && { entity: cursor[0], joinedMs: cursor[1] };
      const members = pageOfMembers(
        current,
        { members: (of) => onceEach(incidents.members(of)) },
        { id, limit: MOST_MEMBERS, after },
      );
      const last = members.hasMore ? members.items.at(-1) : undefined;
      const next = last && renderCursor([last.entity, last.joinedMs]);
      const steps = incidents.steps(id);
      const form = {
        ...{ viewer, tried, list },
        organisations: organisationsOf(current, incident),
        afterSeq: steps.at(-1)?.seq ?? 0,
      };
      return renderHtml(
        renderIncidentPage(context, {
          ...{ incident, members, viewer, course: incidents.timeline(id) },
          losses: lossesOf(incidents, incident),
          nextPath: next && listPath(path, { list, cursor: next }),
          form: viewer.token === undefined ? undefined : form,
          people: gatherPeople(current, {
            incident,
            steps,
            source: incidents,
            standing: dutyNow(),
            clocksNow,
          }),
          pager: pagerOf(options, viewer, { incident, list }),
        }),
      );
    },
    takeAll: (search, viewer) => {
      const { lang, theme } = parseParameters(search, LookParameters);
      const context = contextFor('/incidents/take-all', languageOf(lang), theme);
      const mine = chooseToTake(dutyNow(), viewer.account);
      const told = tellThose(context.view, incidents, mine.slice(0, MOST_TAKEN));
      const afterSeq = incidents.touchHead().step;
      return renderHtml(renderTakeAllPage(context, { viewer, told, total: mine.length, afterSeq }));
    },
    taken: (search, taken) => {
      const { lang, theme } = parseParameters(search, LookParameters);
      const context = contextFor('/incidents/taken', languageOf(lang), theme);
      return renderHtml(renderTakenPage(context, taken, tellThose(context.view, incidents, taken)));
    },
    shift: (search, viewer) => {
      const { context, log, hours } = readShift(options, search);
      return renderHtml(renderShiftPage(context, { viewer, log, hours }));
    },
    shiftTable: (search, viewer) => {
      const { context, log } = readShift(options, search);
      return shiftTable(context, viewer, log);
    },
  };
}

const MOST_LOSSES = 5;

/** Of a cause that flaps: of no other are there many. */
const lossesOf = ({ members }: IncidentSource, { id, summary: { root, isFlapping } }: ToldIncident) =>
  isFlapping && root.kind === 'entity' ? lastLosses(members(id), root.entity, MOST_LOSSES) : [];

/** A shift as its address has it: the last hours, or from and to by the clock of the city. */
function readShift({ contextFor, languageOf, view, incidents }: DutyOptions, search: URLSearchParams) {
  const { lang, theme, ...asked } = parseParameters(withoutEmpty(search), {
    ...LookParameters,
    ...shiftParameters(view().shown.settings.city.timeZone),
  });
  const { period, hours } = periodOf(asked, view().atMs);
  const span =
    hours === undefined ? { from: String(period.fromMs), to: String(period.toMs) } : { hours: String(hours) };
  const context = contextFor(listPath('/shift', span), languageOf(lang), theme);
  return { context, hours, log: gatherShift(context.view, incidents, period) };
}

function listParameters(view: CityView) {
  const { agency, district, area, contractor } = filterParameters(view);
  return {
    state: oneOf(INCIDENT_STATES).optional(),
    severity: oneOf(SEVERITIES).optional(),
    mine: oneOf(['yes']).optional(),
    ...{ agency, district, area, contractor },
  };
}

/** A form sends what was left open as empty. */
const withoutEmpty = (search: URLSearchParams): URLSearchParams =>
  new URLSearchParams([...search].filter(([, value]) => value !== ''));

type Asked = ListChoice & {
  readonly cursor?: z.output<typeof DutyCursor> | z.output<typeof ResolvedCursor> | undefined;
};

/** So many of the list behind a cursor, told as whoever looks may see them, and the counts of all. */
function pageOfList({ view, incidents, dutyNow }: DutyOptions, viewer: Viewer, asked: Asked) {
  const { state, cursor, ...choice } = asked;
  const current = view();
  const counts = countDuty(inPlace(current, dutyNow(), choice), viewer.account);
  if (state === 'resolved') return { counts, toTake: 0, ...pageOfResolved(current, incidents, asked) };
  const chosen = chooseDuty(current, dutyNow(), { ...choice, state }, viewer.account);
  const [severity, cameras, sinceMs, id] = cursor?.length === 4 ? cursor : [];
  const rest =
    severity === undefined || cameras === undefined || sinceMs === undefined || id === undefined
      ? chosen
      : chosen.filter((entry) => compareDuty(entry, { severity, cameras, sinceMs, id }) > 0);
  const entries = rest.slice(0, MOST_CAUSES);
  const last = rest.length > entries.length ? entries.at(-1) : undefined;
  const linked = Map.groupBy(dutyNow(), ({ under }) => under);
  return {
    ...{ counts, toTake: chooseToTake(dutyNow(), viewer.account).length },
    ...{ total: chosen.length, told: tellThose(current, incidents, entries) },
    entryOf: new Map(entries.map((entry) => [entry.id, entry])),
    linkedWith: (of: string) => tellThose(current, incidents, linked.get(of)?.slice(0, MOST_CAUSES) ?? []),
    next: last && renderCursor([last.severity, last.cameras, last.sinceMs, last.id]),
  };
}

function pageOfResolved(current: CityView, source: IncidentSource, { severity, cursor }: Asked) {
  const { fleet, shown, atMs } = current;
  const all = source
    .resolvedSince(atMs - RESOLVED_MS)
    .filter(
      ({ summary }) =>
        (severity === undefined || summary.severity === severity) &&
        isToldRoot(fleet, shown.inventory, summary.root),
    );
  const [openedMs, id] = cursor?.length === 2 ? cursor : [];
  const from =
    openedMs === undefined ? 0 : all.findIndex((one) => one.openedMs === openedMs && one.id === id) + 1;
  const stored = all.slice(from, from + MOST_CAUSES);
  const last = from + stored.length < all.length ? stored.at(-1) : undefined;
  return {
    ...{ total: all.length, told: tellIncidents(current, source, stored) },
    ...{ entryOf: new Map<string, DutyEntry>(), linkedWith: () => [] },
    next: last && renderCursor([last.openedMs, last.id]),
  };
}

const tellThose = (
  view: CityView,
  source: IncidentSource,
  entries: readonly Pick<DutyEntry, 'id'>[],
): readonly ToldIncident[] =>
  tellIncidents(
    view,
    source,
    entries.flatMap(({ id }) => source.incident(id) ?? []),
  );

interface Beside {
  readonly incident: ToldIncident;
  /** Query of the list that led here. */
  readonly list: string | undefined;
}

/** What stands before and behind it in the same list, also where it has left that since. */
function pagerOf({ view, dutyNow }: DutyOptions, viewer: Viewer, { incident, list = '' }: Beside): ListPager {
  const parameters = listParameters(view());
  const found = z.object(parameters).safeParse(Object.fromEntries(withoutEmpty(new URLSearchParams(list))));
  const { state, ...choice } = found.data ?? {};
  const back = listPath('/incidents', { ...choice, state });
  const own = dutyNow().find(({ id }) => id === incident.id);
  if (!own || state === 'resolved') return { list: back, previous: undefined, next: undefined };
  const chosen = chooseDuty(view(), dutyNow(), { ...choice, state }, viewer.account);
  const pathTo = (entry: DutyEntry | undefined) =>
    entry && listPath(`/incidents/${encodeURIComponent(entry.id)}`, list === '' ? {} : { list });
  return {
    list: back,
    previous: pathTo(chosen.findLast((entry) => compareDuty(entry, own) < 0)),
    next: pathTo(chosen.find((entry) => compareDuty(entry, own) > 0)),
  };
}
